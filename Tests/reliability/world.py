"""Binaries, databases and servers the reliability tests use; everything made here is removed again."""
import os, subprocess, shutil, socket, tempfile, time, uuid, contextlib, re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
skipped = []

def binary(name):
    """The newest build of an executable."""
    paths = [os.path.join(ROOT, ".build", kind, name) for kind in ("debug", "release")]
    paths = [path for path in paths if os.path.exists(path)]
    assert paths, f"{name} is not built: swift build --build-tests"
    return max(paths, key=os.path.getmtime)

@contextlib.contextmanager
def folder():
    path = tempfile.mkdtemp(prefix="lantu-reliability-")
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)

@contextlib.contextmanager
def databases():
    """(engine, address) of an empty database of each engine there is."""
    with folder() as path:
        places = [("SQLite", os.path.join(path, "lantu.sqlite"))]
        server = os.environ.get("LANTU_TEST_POSTGRES")
        name = "lantu_reliability_" + uuid.uuid4().hex[:12]
        if server:
            sql(server, f"create database {name} template template0 encoding 'UTF8' locale 'C'")
            base, _, query = server.partition("?")
            places.append(("PostgreSQL", re.sub(r"^(postgres(?:ql)?://[^/]*)/[^/]*$", rf"\1/{name}", base) + ("?" + query if query else "")))
        elif "PostgreSQL: LANTU_TEST_POSTGRES is not set" not in skipped:
            skipped.append("PostgreSQL: LANTU_TEST_POSTGRES is not set")
        try:
            yield places
        finally:
            if server:
                sql(server, f"drop database if exists {name} with (force)")

def sql(server, statement):
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", server, "-c", statement], check=True, stdout=subprocess.DEVNULL)

class Server:
    """`lantu serve` on a free port over a database of its own."""
    def __init__(self, path, environment=None):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = open(os.path.join(path, "server.log"), "wb")
        self.process = subprocess.Popen(
            [binary("lantu"), "serve", "--data", path, "--database", os.path.join(path, "lantu.sqlite"), "--port", str(self.port)],
            stdout=self.log, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})})
        deadline = time.monotonic() + 20
        while True:
            assert self.process.poll() is None, "the server ended: " + open(self.log.name, errors="replace").read()[-2000:]
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                assert time.monotonic() < deadline, "the server does not listen"
                time.sleep(0.05)

    def connect(self, timeout=10):
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def request(self, data, timeout=10):
        """Sends bytes, half-closes, and answers all that comes back."""
        with self.connect(timeout) as connection:
            try:
                connection.sendall(data)
            except OSError:
                pass
            return read_all(connection)

    def resident(self):
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

def read_all(connection):
    """What arrives until the end, a reset, or the timeout."""
    data = b""
    try:
        while part := connection.recv(65536):
            data += part
    except OSError:
        pass
    return data

@contextlib.contextmanager
def server(environment=None):
    with folder() as path:
        running = Server(path, environment)
        try:
            yield running
        finally:
            running.stop()

def status(answer):
    """The status code of the first response in `answer`, or None."""
    match = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return int(match.group(1)) if match else None
