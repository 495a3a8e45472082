"""Redmine of Debian beside us, measured by the script that comes with the benchmarks of the project family."""
import json, os, re, statistics, subprocess
from lantu import ROOT, say
import machine

SCRIPT = os.path.join(ROOT, "..", "shared", "bench", "peer_redmine.sh")
NAME = "Redmine 5.0 (Debian 12)"
# What of theirs stands beside what of ours.
CASES = {"list": "list", "issue": "page", "json100": "json", "create": "create"}


class Peer:
    def __init__(self):
        # A working clone may lie elsewhere than beside the folder of benchmarks.
        self.script = os.environ.get("LANTU_BENCH_PEER", SCRIPT)
        self.folder = os.environ.get("PEER_DIR", "/var/tmp/lantu-peer")
        self.kept = os.path.join(self.folder, "lantu-bench.json")

    def available(self):
        return os.path.exists(self.script)

    def last(self):
        return json.load(open(self.kept)) if os.path.exists(self.kept) else None

    def call(self, *words, **environment):
        environment = {k: str(v) for k, v in environment.items()}
        done = subprocess.run(
            ["bash", self.script, *words], env={**os.environ, "PEER_DIR": self.folder, **environment}, text=True, capture_output=True)
        if done.returncode != 0:
            raise SystemExit(f"the peer's {words[0]} fails: {done.stdout[-500:]}{done.stderr[-500:]}")
        return done.stdout

    def measure(self, connections, runs, seconds):
        """{"rps": {case: {connections: [median, p50, p99, cpu]}}, "memory", "ready"}; installs and seeds where that is due."""
        if not os.path.exists("/usr/share/redmine"):
            say("  peer: installing Redmine from Debian")
            self.call("install")
        if not os.path.exists(os.path.join(self.folder, "apikey.pgsql")):
            say("  peer: seeding 10,000 issues")
            self.call("setup")
        out = os.path.join(self.folder, "lantu-bench.jsonl")
        if os.path.exists(out):
            os.remove(out)
        started = self.call("start")
        try:
            say("  peer: measuring")
            self.call("bench", OUT=out, RUNS=runs, SECS=seconds, CONNS=" ".join(map(str, connections)), WARM=5, WAITQ=3, REDO=0)
            roots = [int(open(os.path.join(self.folder, name)).read()) for name in ("puma.pid", "pg.pid")]
            memory = machine.memory(roots[:1])
        finally:
            self.call("stop")
            self.call("pg_stop")
        rows = [json.loads(line) for line in open(out)]
        cases = {}
        for mode, case in CASES.items():
            for count in connections:
                # Runs in which others took more than a sixth of the machine say nothing about the peer.
                of = [r for r in rows if r["mode"] == mode and r["conns"] == count and r["foreign_pct"] <= 16]
                if of:
                    cases.setdefault(case, {})[str(count)] = {
                        "rps": statistics.median(r["rps"] for r in of), "p50": statistics.median(r["p50_ms"] for r in of),
                        "p99": statistics.median(r["p99_ms"] for r in of),
                        "cpu": statistics.median(1000 * r["server_cpu_s"] / max(1, r["req"]) for r in of), "runs": len(of)}
        ready = re.search(r"on /login: ([0-9.]+) s", started)
        result = {"cases": cases, "memory": memory, "ready": float(ready.group(1)) if ready else None}
        json.dump(result, open(self.kept, "w"), indent=1)
        return result
