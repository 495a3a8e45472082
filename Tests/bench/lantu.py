"""Lantu under measurement: a register of many projects on either engine, a server on it, and how to ask it."""
import http.cookiejar, json, os, re, shutil, socket, subprocess, time, urllib.error, urllib.parse, urllib.request

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
ACCOUNT, PASSWORD = "office", "Lantu-Demo-2026"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def say(text):
    import sys
    print(text, file=sys.stderr, flush=True)


class Store:
    """A seeded database that stays, and a copy of it for every measurement."""
    def __init__(self, engine, folder, binary, projects):
        self.engine, self.folder, self.binary, self.projects = engine, os.path.join(folder, engine), binary, projects
        os.makedirs(self.folder, exist_ok=True)
        self.cluster = os.path.join(folder, "cluster")
        if engine == "postgres":
            os.makedirs(self.cluster, exist_ok=True)
            self.url = subprocess.run(
                [ROOT + "/bin/postgres-test-cluster", "start", self.cluster], check=True, capture_output=True, text=True).stdout.strip()

    def database(self, name):
        if self.engine == "sqlite":
            return os.path.join(self.folder, name, "lantu.sqlite")
        return self.url.replace("/postgres?", f"/{name}?")

    def sql(self, text, name="postgres"):
        return subprocess.run(
            ["psql", "-qAtX", "-h", self.cluster, "-U", "postgres", "-d", name, "-c", text], check=True, capture_output=True, text=True
        ).stdout.strip()

    def prepare(self):
        """Seeds once, then makes the copy to be measured."""
        seed = os.path.join(self.folder, "seed")
        os.makedirs(seed, exist_ok=True)
        if self.engine == "postgres" and self.sql("select count(*) from pg_database where datname = 'seed'") == "0":
            self.sql("create database seed")
        began = time.monotonic()
        subprocess.run(
            [self.binary, "bench-seed", "--projects", str(self.projects), "--data", seed, "--database", self.database("seed")],
            check=True, stdout=subprocess.DEVNULL)
        say(f"  {self.engine}: register of {self.projects} projects ready, {time.monotonic() - began:.0f} s")
        copy = os.path.join(self.folder, "copy")
        shutil.rmtree(copy, ignore_errors=True)
        if self.engine == "sqlite":
            shutil.copytree(seed, copy, ignore=lambda _, names: [n for n in names if n.endswith((".sock", ".lock"))])
        else:
            shutil.copytree(seed, copy, ignore=lambda _, names: [n for n in names if n.endswith(".sock")])
            self.sql("drop database if exists copy")
            self.sql("create database copy template seed")
            self.sql("vacuum analyze", "copy")
            self.sql("checkpoint")

    def pids(self):
        """Processes that work for the database beside the server."""
        if self.engine == "sqlite":
            return []
        return [int(open(os.path.join(self.cluster, "data", "postmaster.pid")).readline())]

    def close(self):
        if self.engine == "postgres":
            subprocess.run([ROOT + "/bin/postgres-test-cluster", "stop", self.cluster], check=False)


class Server:
    """One `lantu serve` on a copy of a store."""
    def __init__(self, store):
        self.store = store
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(NoRedirect, urllib.request.HTTPCookieProcessor(self.jar))

    def start(self):
        """Seconds from the start of the process to the first good answer of /readyz."""
        data = os.path.join(self.store.folder, "copy")
        log = open(os.path.join(self.store.folder, "server.log"), "ab")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [self.store.binary, "serve", "--port", str(self.port), "--data", data, "--database", self.store.database("copy"),
             "--set", "log.level=warning", "--set", "disk.reserve=0"], stdout=log, stderr=log)
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                    line.sendall(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    if line.recv(64).startswith(b"HTTP/1.1 200"):
                        return time.monotonic() - began
            except OSError:
                pass
            if self.process.poll() is not None or time.monotonic() - began > 60:
                raise SystemExit(f"the server does not start; see {log.name}")
            time.sleep(0.002)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def ask(self, path, form=None, headers=None):
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(self.base + path, data=data, headers=headers or {})
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()

    def form_token(self, path):
        status, page = self.ask(path)
        found = re.search(r'name="csrf" value="([^"]+)"', page)
        if status != 200 or not found:
            raise SystemExit(f"{path} answers {status} without a form")
        return found.group(1)

    def sign_in(self):
        """The cookie of a session and an API token of the office's account."""
        status, _ = self.ask("/sign-in", {"csrf": self.form_token("/sign-in"), "name": ACCOUNT, "password": PASSWORD})
        if status != 303:
            raise SystemExit(f"signing in answers {status}")
        status, page = self.ask("/account/tokens", {
            "csrf": self.form_token("/account"), "token-name": "bench", "days": "1", "scope-project.read": "1",
            "scope-project.create": "1"})
        found = re.search(r"lantu_[A-Za-z0-9_-]{43}", page)
        if status != 200 or not found:
            raise SystemExit(f"making a token answers {status}")
        return "; ".join(f"{c.name}={c.value}" for c in self.jar), found.group(0)

    def json(self, path, token):
        status, text = self.ask(path, headers={"Authorization": f"Bearer {token}"})
        if status != 200:
            raise SystemExit(f"{path} answers {status}: {text[:300]}")
        return json.loads(text)

    def statements(self):
        """SQL statements since the start, by the server's own count."""
        _, text = self.ask("/metrics")
        return float(re.search(r"^lantu_database_statements_total ([0-9.e+]+)", text, re.M).group(1))
