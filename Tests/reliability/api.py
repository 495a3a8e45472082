"""R6 and R7 over the API: histories of edits, and clients whose connection dies."""
import concurrent.futures, json, random, socket, threading, time
from visitor import Visitor, city

def stale_edits_are_refused(options):
    """Every editor reads a project, adds one to the number in its name, and sends it back with the version it saw."""
    with city() as running:
        visitor = Visitor(running, "office")
        sketch = visitor.sketch()
        ids = []
        for number in range(3):
            status, _, made = visitor.api("POST", "/api/projects", {**sketch, "code": f"R6-{number}", "name": "0"})
            assert status == 201, (status, made)
            ids.append(made["id"])
        accepted, stale = {id: [] for id in ids}, {id: 0 for id in ids}
        lock = threading.Lock()

        def edit(_):
            id = random.choice(ids)
            status, tag, seen = visitor.api("GET", f"/api/projects/{id}")
            assert status == 200, (status, seen)
            status, _, answer = visitor.api("PATCH", f"/api/projects/{id}", {"name": str(int(seen["name"]) + 1)}, If_Match=tag)
            with lock:
                if status == 200:
                    accepted[id].append(answer["version"])
                elif status == 412:
                    stale[id] += 1
                else:
                    raise AssertionError(f"an edit was answered {status}: {answer}")

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(edit, range(options.edits)))
        for id in ids:
            project = visitor.api("GET", f"/api/projects/{id}")[2]
            assert sorted(accepted[id]) == list(range(2, len(accepted[id]) + 2)), "two edits of one version were accepted"
            assert int(project["name"]) == len(accepted[id]) and project["version"] == len(accepted[id]) + 1, "an update was lost"
        edits, refused = sum(map(len, accepted.values())), sum(stale.values())
        assert refused > 0, "no edit met another: the test proves nothing"
        # The control: an edit that does not say what it saw is not taken.
        status, _, _ = visitor.api("PATCH", f"/api/projects/{ids[0]}", {"name": "x"})
        assert status in (412, 428), status
        return f"{edits} edits accepted, {refused} stale ones answered 412, none lost"

def a_retry_takes_effect_once(options):
    """The connection dies at any moment of a create; the client sends it again under the same key."""
    with city() as running:
        visitor = Visitor(running, "office")
        sketch = visitor.sketch()
        before = visitor.api("GET", "/api/projects?limit=1")[2]["count"]

        def create(number):
            fields, key = {**sketch, "code": f"R7-{number:05}", "name": f"重試 {number}"}, f"reliability-{number:08}"
            body = json.dumps(fields).encode()
            head = (f"POST /api/projects HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
                    f"X-CSRF-Token: {visitor.csrf}\r\nIdempotency-Key: {key}\r\nCookie: {visitor.headers()['Cookie']}\r\n\r\n").encode()
            for _ in range(random.randrange(1, 3)):
                with socket.create_connection(("127.0.0.1", running.port), 10) as connection:
                    connection.sendall(head + body)
                    # Gone before, while, or after it commits.
                    time.sleep(random.choice((0, 0, 0.002, 0.01, 0.05)))
            answers = set()
            for _ in range(2):
                for attempt in range(20):
                    status, _, answer = visitor.api("POST", "/api/projects", fields, Idempotency_Key=key)
                    # Its own first try may still be on the way.
                    if status == 201:
                        break
                    assert status in (409, 503), f"command {number} was answered {status}: {answer}"
                    time.sleep(0.05)
                answers.add((status, json.dumps(answer, sort_keys=True)))
            assert len(answers) == 1 and status == 201, f"command {number}: {answers}"
            return answer["id"]

        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            made = list(pool.map(create, range(options.retries)))
        assert len(set(made)) == options.retries, "two commands were answered with one project"
        found, page = set(), {"next": ""}
        while page["next"] is not None:
            page = visitor.api("GET", "/api/projects?limit=200&sort=code" + (f"&after={page['next']}" if page["next"] else ""))[2]
            found |= {project["id"] for project in page["projects"] if project["code"].startswith("R7-")}
            page.setdefault("next", None)
        assert found == set(made), f"{len(found)} projects for {options.retries} commands"
        # The control: the same key with something else in it is refused, another key with the same code too.
        first = {**sketch, "code": "R7-00000", "name": "another"}
        assert visitor.api("POST", "/api/projects", first, Idempotency_Key="reliability-00000000")[0] == 422
        assert visitor.api("POST", "/api/projects", first, Idempotency_Key="reliability-other-key")[0] in (409, 422)
        return f"{options.retries} of {options.retries} exactly once, the same answer every time"
