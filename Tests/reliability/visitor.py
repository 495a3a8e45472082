"""A signed-in visitor of the demonstration city, over plain sockets."""
import contextlib, http.client, json, os, re, subprocess, urllib.parse
from world import Server, binary, folder

@contextlib.contextmanager
def city():
    """A server over a fresh demonstration city."""
    with folder() as path:
        subprocess.run([binary("lantu"), "demo", "--fill-only", "--data", path], check=True, capture_output=True, timeout=120)
        running = Server(path)
        try:
            yield running
        finally:
            running.stop()

class Visitor:
    PASSWORD = "Lantu-Demo-2026"

    def __init__(self, running, name):
        self.running, self.cookies = running, {}
        page = self.ask("GET", "/sign-in")[2].decode()
        form = {"name": name, "password": self.PASSWORD, "csrf": self.field(page, "csrf")}
        status, _, body = self.ask("POST", "/sign-in", urllib.parse.urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
        assert status == 303, f"sign-in of {name}: {status} {body[:300]!r}"
        self.csrf = self.field(self.ask("GET", "/help")[2].decode(), "csrf")

    @staticmethod
    def field(page, name):
        for tag in re.findall(r"<input[^>]*>", page):
            if f'name="{name}"' in tag and (value := re.search(r'value="([^"]+)"', tag)):
                return value.group(1)
        raise AssertionError(f"no field {name} in the page")

    def headers(self):
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=30)
        try:
            connection.request(method, path, body, {**self.headers(), **(headers or {})})
            answer = connection.getresponse()
            data = answer.read()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.split(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.headers, data
        finally:
            connection.close()

    def api(self, method, path, body=None, **headers):
        """Answers status, ETag and the decoded body."""
        sent = {"Content-Type": "application/json", "X-CSRF-Token": self.csrf, "Accept": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        status, answered, data = self.ask(method, path, None if body is None else json.dumps(body), sent)
        try:
            return status, answered.get("ETag"), json.loads(data or b"{}")
        except ValueError:
            return status, answered.get("ETag"), data

    def sketch(self):
        """The fields a new project needs, taken from one that is there."""
        status, _, page = self.api("GET", "/api/projects?limit=1")
        assert status == 200 and page["projects"], (status, page)
        known = page["projects"][0]
        return {name: known[name] for name in ("organization", "class", "pillar", "stage") if known.get(name)} | {"no-clause-reason": "test"}
