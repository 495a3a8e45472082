"""R9, R10, R11: clients that are slow, too large, ambiguous, or send what no client should."""
import concurrent.futures, os, random, socket, time
from world import read_all, server, status

HOST = b"Host: 127.0.0.1\r\n"

def is_alive(running):
    return status(running.request(b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")) == 200

def held(running, first, more, limit, pause=0.5):
    """Sends `first`, then `more` piece by piece; answers after how long the server cut the line."""
    began = time.monotonic()
    with running.connect(limit + 5) as connection:
        connection.sendall(first)
        connection.settimeout(pause)
        while time.monotonic() - began < limit + 5:
            try:
                if not connection.recv(65536):
                    break
            except socket.timeout:
                pass
            except OSError:
                break
            try:
                connection.sendall(more)
            except OSError:
                break
    return time.monotonic() - began

def slow_clients_are_cut(options):
    with server() as running:
        with concurrent.futures.ThreadPoolExecutor(300) as pool:
            heads = [pool.submit(held, running, b"GET / HTTP/1.1\r\nX-A: ", b"a", 17, 4) for _ in range(100)]
            silent = [pool.submit(held, running, b"GET / HT", b"", 17) for _ in range(100)]
            body = b"POST /preferences/language HTTP/1.1\r\n" + HOST + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
            bodies = [pool.submit(held, running, body, b"a", 33) for _ in range(50)]
            # Everybody else is served meanwhile.
            times = []
            while not all(future.done() for future in silent) and len(times) < 400:
                began = time.monotonic()
                assert is_alive(running), "others are not served"
                times.append(time.monotonic() - began)
                time.sleep(0.02)
            cut = {name: max(future.result() for future in futures) for name, futures in (("silent", silent), ("heads", heads), ("bodies", bodies))}
        times.sort()
        p99 = times[int(len(times) * 0.99)]
        assert cut["silent"] <= 17, f"a silent client was kept for {cut['silent']:.1f} s"
        assert cut["bodies"] <= 33, f"a slow body was kept for {cut['bodies']:.1f} s"
        assert cut["heads"] <= 33, f"a slow head was kept for {cut['heads']:.1f} s"
        assert p99 < 0.5 and is_alive(running), f"others waited {p99:.2f} s"
        return f"silent {cut['silent']:.0f} s, heads {cut['heads']:.0f} s, bodies {cut['bodies']:.0f} s; others' p99 {p99 * 1000:.0f} ms"

def who_does_not_read_is_cut(options):
    """A client that asks and never reads: the answer has a deadline too."""
    with server() as running:
        asked = 3000
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(10)
        connection.connect(("127.0.0.1", running.port))
        sent = 0
        try:
            for sent in range(asked):
                connection.sendall(b"GET /help HTTP/1.1\r\n" + HOST + b"\r\n")
        except OSError:
            pass
        assert is_alive(running), "others are not served"
        deadline = time.monotonic() + 70
        while time.monotonic() < deadline and connections(running) > 0:
            time.sleep(1)
        assert connections(running) == 0, "the connection is still held after 70 s"
        connection.close()
        # The control: a client that reads gets its answer.
        assert status(running.request(b"GET /help HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")) in (200, 303)
        return f"cut after {70 - (deadline - time.monotonic()):.0f} s with {sent} requests sent"

def connections(running):
    """Established connections the server's side holds."""
    wanted = f":{running.port:04X}"
    with open("/proc/net/tcp") as table:
        lines = [line.split() for line in table.readlines()[1:]]
    return sum(1 for line in lines if line[1].endswith(wanted) and line[3] == "01")

def oversized_and_smuggled_requests_are_refused(options):
    with server() as running:
        assert is_alive(running)
        before = running.resident()
        seen = {}

        cases = []

        def expect(what, data, allowed):
            cases.append((what, data, allowed))

        def ask(case):
            return case, running.request(case[1], 20)

        form = b"POST /preferences/language HTTP/1.1\r\n" + HOST + b"Content-Type: application/x-www-form-urlencoded\r\n"
        expect("10 GB announced", form + b"Content-Length: 10737418240\r\nConnection: close\r\n\r\n" + b"a" * 65536, {413, 400})
        with running.connect(30) as connection:
            connection.sendall(form + b"Transfer-Encoding: chunked\r\n\r\n")
            sent, part = 0, b"100000\r\n" + b"a" * 0x100000 + b"\r\n"
            try:
                while sent < 64:
                    connection.sendall(part)
                    sent += 1
            except OSError:
                pass
            code = status(read_all(connection))
            assert sent < 64 or code in (413, 400), f"64 MB were taken: {code}"
            seen["endless chunks"] = code
        expect("81 kB header", b"GET / HTTP/1.1\r\n" + HOST + b"X-A: " + b"a" * 81000 + b"\r\n\r\n", {431, 400})
        expect("1,000 headers", b"GET / HTTP/1.1\r\n" + HOST + b"".join(b"X-%d: a\r\n" % n for n in range(1000)) + b"\r\n", {431, 400})
        smuggled = b"GET /smuggled HTTP/1.1\r\n" + HOST + b"\r\n"
        expect("TE and CL", b"POST /preferences/language HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, {400, 403, 413, 415, 422, None})
        expect("two CL", b"POST /preferences/language HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\nContent-Length: 44\r\n\r\nabcd" + smuggled, {400, None})
        expect("bad chunk", form + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n", {400, None})
        expect("negative CL", form + b"Content-Length: -5\r\n\r\nabc", {400, None})
        expect("space before colon", b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", {400, None})
        # All at once: the server keeps some of the lines until its idle timeout.
        with concurrent.futures.ThreadPoolExecutor(len(cases)) as pool:
            for (what, _, allowed), answer in pool.map(ask, cases):
                seen[what] = status(answer)
                assert seen[what] in allowed, f"{what}: {answer[:200]!r}"
                assert answer.count(b"HTTP/1.1 ") <= 1, f"{what}: a second request was answered: {answer[:600]!r}"
        # The control: an ordinary request of the same shape is answered, and two in a row are two.
        both = running.request(b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\nGET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
        assert both.count(b"HTTP/1.1 200") == 2, both[:300]
        grown = (running.resident() - before) / 2**20
        assert is_alive(running) and grown <= 48, f"memory grew by {grown:.0f} MB"
        return ", ".join(f"{what} {code or 'cut'}" for what, code in seen.items()) + f"; memory +{grown:.0f} MB"

PIECES = [
    b"\xff\xfe", b"\x00", b"%00", b"%ff%fe", b"\xe2\x80\xae", "絕密".encode("gb18030"), b"%E2%80%AE", b"../", b"%2e%2e%2f", b"{{", b"{{{x}}}",
    b"'--", b"\"", b"<script>", b"%", b"%%", b"%zz", b"+", b"&", b"=", b";", "𝕏".encode(), b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"a" * 300,
    b"9" * 40, b"-1", b"1e999", b"NaN", b"[]", b"[0]", b"\t", b"%0d%0aX-Injected: 1", b"\x7f", b"\x80", "ﷺ".encode(), b"%C0%AF",
]
PATHS = [b"/", b"/sign-in", b"/preferences/language", b"/projects", b"/projects/", b"/api/projects", b"/help", b"/assets/", b"/search", b"/audit", b"/metrics", b"/readyz"]

def no_bytes_make_it_fail(options):
    random.seed(11)
    with server() as running:
        codes = {}

        def one(number):
            mess = lambda: b"".join(random.choice(PIECES) for _ in range(random.randrange(1, 5)))
            strip = lambda data: data.replace(b" ", b"").replace(b"\t", b"").replace(b"\r", b"").replace(b"\n", b"")
            path = random.choice(PATHS) + strip(mess()) if number % 2 else random.choice(PATHS)
            query = b"?" + strip(mess()) + b"=" + strip(mess()) if number % 3 else b""
            body = mess()
            kind = random.choice([b"application/x-www-form-urlencoded", b"application/json", b"multipart/form-data; boundary=x", b"text/\xff", mess().replace(b"\r\n", b"")])
            method = random.choice([b"GET", b"POST", b"PUT", b"PATCH", b"DELETE", b"OPTIONS", b"FOO"])
            head = method + b" " + path + query + b" HTTP/1.1\r\n" + HOST + b"Connection: close\r\nCookie: session=" + strip(mess()).replace(b";", b"") + b"\r\n"
            if method in (b"POST", b"PUT", b"PATCH"):
                head += b"Content-Type: " + kind.replace(b"\x00", b"") + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n"
            data = head + b"\r\n" + (body if method in (b"POST", b"PUT", b"PATCH") else b"")
            answer = running.request(data)
            return status(answer), data, answer

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for code, data, answer in pool.map(one, range(options.cases)):
                codes[code] = codes.get(code, 0) + 1
                assert code is None or code < 500 or code == 501, f"{code} for {data!r}: {answer[:300]!r}"
                assert b"\r\nX-Injected" not in answer, f"a header was injected: {data!r}"
        assert running.process.poll() is None and is_alive(running), "the server ended"
        # The control: the requests are really read, and answered in more than one way.
        assert len([code for code in codes if code]) >= 3, codes
        return f"{options.cases} cases, no 5xx: " + ", ".join(f"{code or 'cut'}×{count}" for code, count in sorted(codes.items(), key=lambda item: -item[1]))

def no_secret_reaches_the_log(options):
    """S12 on the whole server: what visitors send in all the places a secret may be is not in its log at the finest level."""
    password, token, identity = b"CANARY-p4ssword-of-mine", b"CANARY-t0ken-of-mine", b"11010519491231002X"
    with server({"LANTU_LOG_LEVEL": "trace", "LANTU_LOG_FORMAT": "json"}) as running:
        form = b"name=somebody&password=" + password + b"&totp=" + token + b"&identity=" + identity
        heads = b"Authorization: Bearer " + token + b"\r\nCookie: session=" + token + b"; visitor=" + token + b"\r\nConnection: close\r\n"
        for path in [b"/sign-in", b"/sign-in?token=" + token, b"/projects?q=" + identity, b"/nowhere/" + identity, b"/api/projects?api_key=" + token]:
            for method in (b"GET", b"POST"):
                head = method + b" " + path + b" HTTP/1.1\r\n" + HOST + heads
                for kind, body in [(b"application/x-www-form-urlencoded", form), (b"application/json", b'{"password":"' + password + b'"}'), (b"text/plain", form)]:
                    running.request(head + b"Content-Type: " + kind + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body)
        running.log.flush()
        written = open(running.log.name, "rb").read()
    for secret in (password, token, identity):
        assert secret not in written, next(line for line in written.split(b"\n") if secret in line)[:400]
    # The control: the log is there, and says something of these very requests or of the start.
    assert len(written) > 0, "nothing was logged: the test cannot fail"
    return f"{len(written)} bytes of log at the finest level, no secret"
