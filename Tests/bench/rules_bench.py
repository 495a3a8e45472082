#!/usr/bin/env python3
"""bin/bench rules: stored records in, stored answers out, on one pinned core, against zen-engine, CEL (Rust) and plain Python.

(a) one expression; (b) a table of 30 rules × 4 inputs; (c) 3,000 rules × 4 inputs; (d) the lending model of the conformance kit, where it
lies beside the repository (no peer reads it). Every engine is a process of its own, asked in turn. Medians of thousand records a second;
ratio > 1 means Lantu is ahead. Before anything is told, all answers must be equal.
"""
import argparse, json, os, random, statistics, subprocess, sys, tempfile
from xml.sax.saxutils import escape

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
HERE = os.path.dirname(os.path.abspath(__file__))
CATEGORIES = ["數據治理", "政務服務", "城市管理", "民生保障", "產業發展", "infrastructure", "security", "research"]


def say(text):
    print(text, file=sys.stderr, flush=True)


class Engine:
    def __init__(self, name, command, core):
        self.name = name
        pinned = ["taskset", "-c", str(core)] + command if core is not None else command
        self.process = subprocess.Popen(pinned, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.read() != "ready":
            raise SystemExit(f"{name} does not start")

    def read(self):
        line = self.process.stdout.readline().strip()
        if not line:
            raise SystemExit(f"{self.name} stopped")
        return line

    def ask(self, *words):
        self.process.stdin.write("\t".join(words) + "\n")
        self.process.stdin.flush()
        return self.read()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def table(count, seed):
    """Rules over a category, a band of scores, a ceiling of the budget and a flag; the last takes what is left."""
    chance = random.Random(seed)
    rules = []
    for at in range(count - 1):
        low = chance.randrange(0, 95)
        rules.append({
            "category": chance.choice(CATEGORIES), "low": low, "high": low + chance.randrange(2, 12 if count < 100 else 4),
            "budget": chance.randrange(50, 1000), "flag": chance.choice([True, False, None]), "answer": f"rule {at + 1}"})
    rules.append({"category": None, "low": -1, "high": 1000, "budget": None, "flag": None, "answer": "hold"})
    return rules


def model(rules):
    inputs = [("category", "string"), ("score", "number"), ("budget", "number"), ("flag", "boolean")]
    text = '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:bench" name="bench">'
    for name, kind in inputs:
        text += f'<inputData id="i_{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/></inputData>'
    text += '<decision id="d" name="answer"><variable name="answer"/>'
    for name, _ in inputs:
        text += f'<informationRequirement><requiredInput href="#i_{name}"/></informationRequirement>'
    if rules is None:
        expression = 'if score >= 80 and budget < 500 then "recommend" else "hold"'
        return text + f'<literalExpression><text>{escape(expression)}</text></literalExpression></decision></definitions>'
    text += '<decisionTable hitPolicy="FIRST">'
    for name, kind in inputs:
        text += f'<input><inputExpression typeRef="{kind}"><text>{name}</text></inputExpression></input>'
    text += "<output/>"
    for rule in rules:
        cells = [
            f'"{rule["category"]}"' if rule["category"] is not None else "-", f'[{rule["low"]}..{rule["high"]})',
            f'<= {rule["budget"]}' if rule["budget"] is not None else "-",
            ("true" if rule["flag"] else "false") if rule["flag"] is not None else "-"]
        text += "<rule>" + "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in cells)
        text += f'<outputEntry><text>"{rule["answer"]}"</text></outputEntry></rule>'
    return text + "</decisionTable></decision></definitions>"


def records(count):
    chance = random.Random(7)
    return [{
        "category": chance.choice(CATEGORIES), "score": chance.randrange(0, 10001) / 100, "budget": chance.randrange(0, 100000) / 100,
        "flag": chance.random() < 0.5} for _ in range(count)]


def lending(count):
    chance = random.Random(11)
    return [{
        "Applicant data": {
            "Age": chance.randrange(18, 80), "MartitalStatus": chance.choice(["S", "M"]), "EmploymentStatus": chance.choice(["EMPLOYED", "STUDENT"]),
            "ExistingCustomer": chance.random() < 0.5,
            "Monthly": {"Income": chance.randrange(1000, 9000), "Repayments": chance.randrange(0, 3000), "Expenses": chance.randrange(500, 3000)}},
        "Requested product": {
            "ProductType": chance.choice(["STANDARD LOAN", "SPECIAL LOAN"]), "Rate": 0.08, "Term": 36, "Amount": chance.randrange(1000, 200000)},
        "Bureau data": {"CreditScore": chance.randrange(300, 900), "Bankrupt": chance.random() < 0.1},
        "Supporting documents": "YES"} for _ in range(count)]


def write(path, lines):
    with open(path, "w") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


class Bench:
    def __init__(self, options):
        self.options, self.rows = options, []
        self.folder = tempfile.mkdtemp(prefix="lantu-rules-")
        self.core = options.core if os.cpu_count() > 1 else None

    def path(self, name):
        return os.path.join(self.folder, name)

    def row(self, case, lantu, peer, name):
        ratio = lantu / peer if peer else None
        self.rows.append({
            "bench": "rules", "case": case, "lantu": round(lantu, 1), "peer": round(peer, 1) if peer else None, "peer_name": name,
            "unit": "thousand records/s", "ratio": round(ratio, 2) if ratio else None, "runs": self.options.runs})
        told = f"{peer:>10.1f} × {ratio:.2f}" if peer else ""
        print(f"  {case:<34} {lantu:>10.1f} {name:<18} {told}", flush=True, file=sys.stderr if self.options.format == "json" else sys.stdout)

    def measure(self, case, rules, decision, model_path, records_path, count, peers, peer_count):
        """Peers that take too long answer the first records only; what they answer is compared."""
        lantu = Engine("lantu", [self.options.driver, "rules"], self.core)
        if lantu.ask("load", model_path, decision, records_path) != "ready":
            raise SystemExit(f"{case}: the model cannot be loaded")
        rules_path, few_path = self.path("rules.json"), self.path("few.ndjson")
        json.dump(rules, open(rules_path, "w"))
        with open(records_path) as source, open(few_path, "w") as few:
            for _, line in zip(range(peer_count), source):
                few.write(line)
        others = []
        for name in peers:
            peer = Engine(name, [self.options.python, os.path.join(HERE, "rules_peer.py"), name], self.core)
            answer = peer.ask("load", case, rules_path, few_path)
            if answer == "ready":
                others.append(peer)
            else:
                say(f"  {case}: {name} {answer}")
                peer.close()
        seconds = {engine.name: [] for engine in [lantu] + others}
        for _ in range(self.options.runs):
            for engine in [lantu] + others:
                seconds[engine.name].append(float(engine.ask("time")))
        lantu.ask("dump", self.path("lantu.txt"))
        own = open(self.path("lantu.txt")).read().splitlines()
        speed = count / statistics.median(seconds["lantu"]) / 1000
        self.speeds = getattr(self, "speeds", {}) | {case: speed}
        for peer in others:
            peer.ask("dump", self.path("peer.txt"))
            theirs = open(self.path("peer.txt")).read().splitlines()
            if theirs != own[:len(theirs)]:
                at = next(i for i, (a, b) in enumerate(zip(own, theirs)) if a != b)
                raise SystemExit(f"{case}: {peer.name} answers record {at + 1} {theirs[at]}, Lantu {own[at]}")
            self.row(case, speed, peer_count / statistics.median(seconds[peer.name]) / 1000, peer.name)
        if not others:
            self.row(case, speed, None, "-")
        for engine in [lantu] + others:
            engine.close()

    def run(self):
        count = self.options.records
        path = self.path("records.ndjson")
        write(path, records(count))
        for case, rules, peers, peer_count in [
            ("a expression", None, ["zen-engine", "cel (rust)", "python"], count),
            ("b table of 30 rules", table(30, 3), ["zen-engine", "zen-engine table", "cel (rust)", "python"], min(count, 20_000)),
            ("c table of 3,000 rules", table(3_000, 5), ["zen-engine table", "python"], min(count, 1_000)),
        ]:
            model_path = self.path("model.dmn")
            open(model_path, "w").write(model(rules))
            self.measure(case, rules, "answer", model_path, path, count, peers, peer_count)
        if "c table of 3,000 rules" in self.speeds:
            say(f"  (c) takes {self.speeds['b table of 30 rules'] / self.speeds['c table of 3,000 rules']:.2f} times the time of (b)")
        kit = os.path.join(ROOT, "..", "shared", "data", "dmn-tck", "compliance-level-3", "0004-lending", "0004-lending.dmn")
        if os.path.exists(kit):
            path = self.path("lending.ndjson")
            write(path, lending(count // 10))
            self.measure("d lending model", None, "Strategy", kit, path, count // 10, [], 1)
        else:
            say("  d left out: the conformance kit does not lie beside the repository")
        if self.options.format == "json":
            print(json.dumps(self.rows, indent=2, ensure_ascii=False))


parser = argparse.ArgumentParser(prog="bin/bench rules")
parser.add_argument("--format", choices=["text", "json"], default="text")
parser.add_argument("--runs", type=int, default=5)
parser.add_argument("--records", type=int, default=100_000)
parser.add_argument("--core", type=int, default=1)
parser.add_argument("--driver", default=os.path.join(ROOT, ".build", "release", "lantu-bench"))
parser.add_argument("--python", default=sys.executable)
Bench(parser.parse_args()).run()
