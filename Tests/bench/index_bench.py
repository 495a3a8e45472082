#!/usr/bin/env python3
"""bin/bench index: a composite index of 3,000 units × 500 indicators × 12 periods, against polars, numpy, pandas and duckdb.

Min–max over all periods, 500→50→10→3→1 weighted means, ranks of the index (Lantu: of all 64 nodes), complete and with 5 % gaps; loading is
not timed. Every engine is a process of its own over the same figures, asked in turn, so that they meet the same moments of the
machine. Medians; ratio > 1 means Lantu is ahead. Before anything is told, scores must agree to 1e-9 and all ranks must be equal.
"""
import argparse, array, json, os, statistics, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import machine

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = ["polars", "numpy", "pandas", "duckdb"]
UNITS, INDICATORS, PERIODS = 3_000, 500, 12


def say(text):
    print(text, file=sys.stderr, flush=True)


class Engine:
    """A process that answers each line with seconds."""
    def __init__(self, name, command):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.expect("ready")

    def read(self):
        line = self.process.stdout.readline().strip()
        if not line:
            raise SystemExit(f"{self.name} stopped")
        return line

    def expect(self, word):
        if self.read() != word:
            raise SystemExit(f"{self.name} does not answer")

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self.read()

    def seconds(self, command):
        return float(self.ask(command))

    def result(self, folder):
        path = os.path.join(folder, f"result-{self.name}.bin")
        self.ask(f"dump {path}")
        values = array.array("d")
        with open(path, "rb") as file:
            values.frombytes(file.read())
        os.remove(path)
        return values

    def peak(self):
        """Megabytes it ever held."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Bench:
    def __init__(self, options):
        self.options, self.rows = options, []

    def row(self, case, lantu, peer, peer_name, unit, runs, digits=4):
        ratio = peer / lantu if lantu else None
        self.rows.append({
            "bench": "index", "case": case, "lantu": round(lantu, digits), "peer": round(peer, digits), "peer_name": peer_name, "unit": unit,
            "ratio": round(ratio, 2) if ratio else None, "runs": runs})
        print(f"  {case:<46} {lantu:>10.4g} {unit:<3} {peer_name:<26} {peer:>10.4g} {unit:<3} × {ratio:.2f}", flush=True)

    def figures(self, units, gaps):
        path = os.path.join(self.options.folder, f"figures-{units}-{'gaps' if gaps else 'full'}.bin")
        if not os.path.exists(path) or os.path.getsize(path) != units * INDICATORS * PERIODS * 8:
            say(f"  figures of {units:,} units{' with gaps' if gaps else ''}")
            subprocess.run(
                [self.options.python, HERE + "/index_peer.py", "make", path, str(units), str(INDICATORS), str(PERIODS), str(int(gaps))],
                check=True)
        return path

    def lantu(self, path, units=UNITS):
        return Engine("lantu", [self.options.driver, "index", path, str(units), str(INDICATORS), str(PERIODS)])

    def peer(self, name, path, units=UNITS):
        return Engine(name, [self.options.python, HERE + "/index_peer.py", name, path, str(units), str(INDICATORS), str(PERIODS)])

    def quiet(self, engines):
        machine.wait_for_quiet([e.process.pid for e in engines], self.options.patience)

    def interleaved(self, engines, command, runs=None):
        """{name: median seconds}: each engine once to warm up, then all in turn."""
        times = {e.name: [] for e in engines}
        for engine in engines:
            engine.seconds(command)
        for _ in range(runs or self.options.runs):
            self.quiet(engines)
            for engine in engines:
                times[engine.name].append(engine.seconds(command))
        return {name: statistics.median(values) for name, values in times.items()}

    def same(self, case, engines):
        ours = engines[0].result(self.options.folder)
        half = len(ours) // 2
        for engine in engines[1:]:
            theirs = engine.result(self.options.folder)
            apart = max(abs(a - b) for a, b in zip(ours[:half], theirs[:half]))
            ranks = sum(a != b for a, b in zip(ours[half:], theirs[half:]))
            if not apart <= 1e-9 or ranks:
                raise SystemExit(f"{case}: {engine.name} differs by {apart:.1e}, in {ranks} ranks")

    def size(self):
        """The index itself, complete and with gaps; then what it held in memory."""
        for gaps in (False, True):
            case = "with 5 % gaps" if gaps else "complete"
            path = self.figures(UNITS, gaps)
            engines = [self.lantu(path)] + [self.peer(name, path) for name in self.options.peers]
            medians = self.interleaved(engines, "run")
            self.same(case, engines)
            runs = self.options.runs
            for engine in engines[1:]:
                self.row(f"index, {case}", medians["lantu"], medians[engine.name], engine.name, "s", runs)
            if engines[1:]:
                held = {engine.name: engine.peak() for engine in engines}
                least = min(engines[1:], key=lambda e: held[e.name]).name
                self.row(f"index, {case}: peak memory", held["lantu"], held[least], f"{least} (the smallest)", "MB", runs, 0)
            attributed = self.interleaved(engines[:1], "attribution")["lantu"]
            self.row(f"index, {case}, attribution included", attributed, medians["lantu"], "Lantu without (aim × 0.5)", "s", runs)
            if engines[1:]:
                first = min(engines[1:], key=lambda e: medians[e.name]).name
                self.row(f"index, {case}, attribution included", attributed, medians[first], f"{first}, no attribution", "s", runs)
            for engine in engines:
                engine.close()

    def bands(self):
        for gaps in (False, True):
            path = self.figures(UNITS, gaps)
            names = [n for n in ("numpy",) if n in self.options.peers and not gaps]
            engines = [self.lantu(path)] + [self.peer(name, path) for name in names]
            for engine in engines:
                engine.seconds("run")
            medians = self.interleaved(engines, "bands 1000")
            for name in names:
                self.row("rank bands, 1,000 draws of weights", medians["lantu"], medians[name], name, "s", self.options.runs)
            if gaps:
                print(f"  {'rank bands, 1,000 draws, with 5 % gaps':<46} {medians['lantu']:>10.4g} s   (no peer re-weights gaps by level)")
            for engine in engines:
                engine.close()

    def growth(self):
        times = {}
        for units in (UNITS, UNITS * 10):
            engine = self.lantu(self.figures(units, False), units)
            times[units] = self.interleaved([engine], "run")["lantu"]
            engine.close()
        self.row("ten times the units", times[UNITS * 10], times[UNITS] * 10, "ten times the time", "s", self.options.runs)


def main():
    parser = argparse.ArgumentParser(prog="bin/bench index", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--only", nargs="+", choices=["size", "bands", "growth"], default=["size", "bands", "growth"])
    parser.add_argument("--patience", type=float, default=5, help="seconds to wait for a quiet machine before each turn")
    parser.add_argument("--folder", default=os.environ.get("LANTU_BENCH_DIR", f"/var/tmp/lantu-bench-{os.getuid()}"), help="where the figures are kept")
    parser.add_argument("--driver", default=ROOT + "/.build/release/lantu-bench")
    parser.add_argument("--python", default=ROOT + "/.lantu/bench-venv/bin/python")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    out = sys.stdout
    if options.format == "json":
        sys.stdout = sys.stderr
    print(machine.description())
    bench = Bench(options)
    for part in options.only:
        getattr(bench, part)()
    if options.format == "json":
        json.dump(bench.rows, out, ensure_ascii=False, indent=1)
        print(file=out)


if __name__ == "__main__":
    main()
