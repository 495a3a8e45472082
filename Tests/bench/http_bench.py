#!/usr/bin/env python3
"""bin/bench http: requests a second, latency, statements, processor time and memory of a register of many projects.

Every case is run several times with wrk on this machine, over loopback, and the median is told. Beside Lantu stands Redmine
where `../shared/bench/peer_redmine.sh` is there; ratio > 1 means Lantu is ahead.
"""
import argparse, json, os, resource, statistics, subprocess, sys, tempfile, urllib.parse
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import machine
from lantu import ROOT, Server, Store, say
from peer import NAME, Peer

# Stands in the name of every 900th project, so among 100,000 in 111 or 112.
SELECTIVE = "云溪"
COMMON = "系统"


class Case:
    def __init__(self, name, paths, label, peer=None, headers=(), method="GET", body=""):
        self.name, self.paths, self.label, self.peer = name, paths, label, peer
        self.headers, self.method, self.body = headers, method, body


def cases(server, cookie, token):
    page = [f"Cookie: {cookie}", "Accept-Language: zh-Hant"]
    api = [f"Authorization: Bearer {token}"]
    q = lambda **fields: "/projects?" + urllib.parse.urlencode(fields)
    listed = server.json("/api/projects?limit=200&sort=code", token)["projects"]
    someone = listed[-1]
    pillars = sorted({p["pillar"] for p in listed if p["pillar"]})
    counts = {w: server.json("/api/projects?limit=1&" + urllib.parse.urlencode({"q": w}), token)["count"] for w in (SELECTIVE, COMMON)}
    if not (0 < counts[SELECTIVE] <= 200 and counts[COMMON] >= 10_000):
        raise SystemExit(f"the register is not what is to be measured: {counts}")
    pages, after, records = [], "", []
    for _ in range(20):
        pages.append("/api/projects?limit=100&sort=code" + (f"&after={urllib.parse.quote(after)}" if after else ""))
        answer = server.json(pages[-1], token)
        records += [f"/projects/{p['id']}" for p in answer["projects"]]
        after = answer["next"]
    body = json.dumps({
        "code": "W{n}", "name": "bench {n}", "organization": someone["organization"], "class": someone["class"],
        "stage": "declaration", "pillar": someone["pillar"], "no-clause-reason": "measuring", "need": "城市数字化转型项目 load test {n}"},
        ensure_ascii=False)
    return [
        Case("plain", ["/healthz"], "plain-text route"),
        Case("pillar", [q(pillar=p, sort="-amount") for p in pillars], "list: pillar, by amount", "list", page),
        Case("selective", [q(q=SELECTIVE)], f"list: search, {counts[SELECTIVE]} hits", "list", page),
        Case("common", [q(q=COMMON, pillar=p, sort="-amount") for p in pillars], "list: common word + pillar", "list", page),
        Case("page", records, "project page", "page", page),
        Case("json", pages, "JSON list of 100", "json", api),
        Case("create", ["/api/projects"], "create, durable", "create", api + ["Content-Type: application/json"], "POST", body),
    ]


serial = 0


def load(base, case, connections, seconds):
    """One run of wrk."""
    global serial
    serial += 10_000_000
    with tempfile.NamedTemporaryFile("w", suffix=".case", delete=False) as file:
        file.write("\n".join([case.method, str(len(case.headers)), *case.headers, case.body, *case.paths]))
    try:
        done = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", os.path.join(os.path.dirname(__file__), "load.lua"),
             base], env={**os.environ, "LANTU_BENCH_CASE": file.name, "LANTU_BENCH_SERIAL": str(serial)}, capture_output=True, text=True)
    finally:
        os.unlink(file.name)
    line = next((l[2:] for l in done.stdout.splitlines() if l.startswith("@@")), None)
    if line is None:
        raise SystemExit(f"wrk fails: {done.stdout}{done.stderr}")
    return json.loads(line)


def run(server, case, connections, options):
    roots = [server.process.pid, *server.store.pids()]
    rows = []
    for _ in range(options.runs):
        machine.wait_for_quiet(roots, options.patience)
        statements, cpu = server.statements(), machine.Cpu(roots)
        busy, wrk = machine.busy_seconds(), resource.getrusage(resource.RUSAGE_CHILDREN)
        row = load(server.base, case, connections, options.seconds)
        spent, after = cpu.since(), resource.getrusage(resource.RUSAGE_CHILDREN)
        ours = spent + after.ru_utime + after.ru_stime - wrk.ru_utime - wrk.ru_stime
        others = max(0.0, machine.busy_seconds() - busy - ours) / (row["seconds"] * machine.CPUS) * 100
        row["cpu"] = 1000 * spent / max(1, row["requests"])
        row["statements"] = (server.statements() - statements) / max(1, row["requests"])
        row["rps"] = row["requests"] / row["seconds"]
        row["others"] = others
        if row["refused"] or row["broken"]:
            raise SystemExit(f"{case.label}: {row['refused']} answers refused, {row['broken']} connections broken")
        rows.append(row)
    return {key: statistics.median(row[key] for row in rows) for key in ("rps", "p50", "p99", "cpu", "statements", "others")}


class Results:
    def __init__(self):
        self.rows = []

    def add(self, case, lantu, unit, runs, peer=None, peer_name=None, smaller_wins=False):
        ratio = None
        if peer and lantu:
            ratio = peer / lantu if smaller_wins else lantu / peer
        number = lambda x: None if x is None else float(f"{x:.4g}")
        self.rows.append({
            "bench": "http", "case": case, "lantu": number(lantu), "peer": number(peer), "peer_name": peer_name, "unit": unit,
            "ratio": number(ratio), "runs": runs})


def measure(engine, options, peer, results):
    store = Store(engine, options.folder, options.binary, options.projects)
    try:
        store.prepare()
        starts = []
        for _ in range(3):
            server = Server(store)
            starts.append(server.start())
            if len(starts) < 3:
                server.stop()
        try:
            results.add(
                f"{engine}: start to ready", statistics.median(starts), "s", 3, peer and peer["ready"], peer and NAME, smaller_wins=True)
            fresh = machine.memory([server.process.pid], "Rss")
            print(f"\n{engine}  ready in {statistics.median(starts):.3f} s, {fresh:.0f} MB resident after the start")
            print(f"{'':30} {'conn':>4} {'req/s':>9} {'p50 ms':>8} {'p99 ms':>8} {'CPU ms':>8} {'SQL':>5} {'peer':>8} {'ratio':>7} {'CPU':>7}")
            chosen = [c for c in cases(server, *server.sign_in()) if not options.only or c.name in options.only or c.name == "plain"]
            plain = {}
            for case in chosen:
                load(server.base, case, 2, 1)
                for connections in options.connections:
                    row = run(server, case, connections, options)
                    theirs = peer["cases"].get(case.peer, {}).get(str(connections)) if peer and case.peer else None
                    if case.name == "plain":
                        plain[connections] = row["rps"]
                    place = f"{engine}: {case.label}, {connections} connection{'s' if connections > 1 else ''}"
                    name = NAME if theirs else None
                    results.add(place, row["rps"], "requests/s", options.runs, theirs and theirs["rps"], name)
                    results.add(place + ", p50", row["p50"], "ms", options.runs, theirs and theirs["p50"], name, smaller_wins=True)
                    results.add(place + ", p99", row["p99"], "ms", options.runs, theirs and theirs["p99"], name, smaller_wins=True)
                    results.add(place + ", processor", row["cpu"], "ms/request", options.runs, theirs and theirs["cpu"], name, True)
                    results.add(place + ", statements", row["statements"], "per request", options.runs)
                    if case.name != "plain":
                        results.add(
                            place + ", of the plain-text route", row["rps"], "requests/s", options.runs, plain[connections],
                            "plain-text route")
                    ratio = f"{row['rps'] / theirs['rps']:.1f}×" if theirs else ""
                    less = f"{theirs['cpu'] / row['cpu']:.1f}×" if theirs and row["cpu"] else ""
                    theirs = f"{theirs['rps']:.1f}" if theirs else ""
                    print(f"{case.label:30} {connections:4} {row['rps']:9.1f} {row['p50']:8.2f} {row['p99']:8.2f} {row['cpu']:8.3f} "
                          f"{row['statements']:5.1f} {theirs:>8} {ratio:>7} {less:>7}" + (f"   others took {row['others']:.0f} %" if row["others"] > 8 else ""),
                          flush=True)
            resident = machine.memory([server.process.pid], "Rss")
            results.add(
                f"{engine}: resident memory after the load", resident, "MB", 1, peer and peer["memory"], peer and NAME, smaller_wins=True)
            print(f"resident after the load: {resident:.0f} MB")
        finally:
            server.stop()
    finally:
        store.close()


def main():
    parser = argparse.ArgumentParser(prog="bin/bench http", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--peer", choices=["run", "last", "skip"], default="run", help="measure Redmine now, take its last numbers, or none")
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 4, 8])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5, help="of one run")
    parser.add_argument("--patience", type=float, default=20, help="seconds to wait for a quiet machine before each run")
    parser.add_argument("--only", nargs="+", help="names of cases: pillar selective common page json create")
    parser.add_argument("--folder", default=os.environ.get("LANTU_BENCH_DIR", f"/var/tmp/lantu-bench-{os.getuid()}"), help="where the registers are kept")
    parser.add_argument("--binary", default=ROOT + "/.build/release/lantu")
    options = parser.parse_args()
    if options.database != "sqlite":
        os.makedirs(options.folder, mode=0o755, exist_ok=True)
    out = sys.stdout
    if options.format == "json":
        sys.stdout = sys.stderr
    peer, there = None, Peer()
    if options.peer == "last":
        peer = there.last()
    elif options.peer == "run":
        if there.available():
            peer = there.measure(options.connections, options.runs, options.seconds)
        else:
            say("  peer: skipped, ../shared/bench/peer_redmine.sh is not there")
    print(machine.description())
    results = Results()
    for engine in ["sqlite", "postgres"] if options.database == "both" else [options.database]:
        measure(engine, options, peer, results)
    if options.format == "json":
        json.dump(results.rows, out, ensure_ascii=False, indent=1)
        print(file=out)


if __name__ == "__main__":
    main()
