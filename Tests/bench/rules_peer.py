"""The peers of bin/bench rules, each a process of its own: python rules_peer.py NAME.

Lines of commands, tab between words: `load CASE RULES RECORDS` (RULES is the case as JSON), `time` (seconds from stored lines to stored
answers), `dump FILE`. Every peer reads each line with json.loads and writes its answer with json.dumps, in its fastest mode.
"""
import json, sys, time, types


def nested(rules, otherwise, word_and, equals):
    """The table as one conditional expression."""
    text = otherwise
    for rule in reversed(rules):
        tests = []
        if rule["category"] is not None:
            tests.append(f'category {equals} "{rule["category"]}"')
        tests.append(f'score >= {rule["low"]} {word_and} score < {rule["high"]}')
        if rule["budget"] is not None:
            tests.append(f'budget <= {rule["budget"]}')
        if rule["flag"] is not None:
            tests.append(f'flag == {"true" if rule["flag"] else "false"}')
        text = f'({f" {word_and} ".join(tests)}) ? "{rule["answer"]}" : ({text})'
    return text


class Python:
    def __init__(self, rules):
        if rules is None:
            self.decide = lambda r: "recommend" if r["score"] >= 80 and r["budget"] < 500 else "hold"
            return
        table = [(r["category"], r["low"], r["high"], r["budget"], r["flag"], r["answer"]) for r in rules]

        def decide(record):
            category, score, budget, flag = record["category"], record["score"], record["budget"], record["flag"]
            for c, low, high, ceiling, f, answer in table:
                if (c is None or c == category) and low <= score < high and (ceiling is None or budget <= ceiling) and (f is None or f == flag):
                    return answer
            return None
        self.decide = decide


class Zen:
    def __init__(self, rules):
        import zen
        text = ('score >= 80 and budget < 500 ? "recommend" : "hold"' if rules is None else nested(rules, "null", "and", "=="))
        self.expression = zen.compile_expression(text)
        self.decide = self.expression.evaluate


class ZenTable:
    """The decision table of the engine, for tables too large for one expression."""
    def __init__(self, rules):
        import zen
        columns = [("category", "category"), ("score", "score"), ("budget", "budget"), ("flag", "flag")]
        lines = [{
            "_id": str(at), "category": f'"{r["category"]}"' if r["category"] is not None else "",
            "score": f'[{r["low"]}..{r["high"]})', "budget": f'<= {r["budget"]}' if r["budget"] is not None else "",
            "flag": ("true" if r["flag"] else "false") if r["flag"] is not None else "", "answer": f'"{r["answer"]}"'} for at, r in enumerate(rules)]
        content = {
            "nodes": [
                {"id": "i", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
                {"id": "o", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}},
                {"id": "t", "type": "decisionTableNode", "name": "t", "position": {"x": 0, "y": 0}, "content": {
                    "hitPolicy": "first", "rules": lines,
                    "inputs": [{"id": id, "type": "expression", "name": id, "field": field} for id, field in columns],
                    "outputs": [{"id": "answer", "type": "expression", "name": "answer", "field": "answer"}]}}],
            "edges": [
                {"id": "e1", "sourceId": "i", "targetId": "t", "type": "edge"}, {"id": "e2", "sourceId": "t", "targetId": "o", "type": "edge"}]}
        decision = zen.ZenEngine().create_decision(json.dumps(content))
        self.decide = lambda record: decision.evaluate(record)["result"].get("answer")


class Cel:
    def __init__(self, rules):
        # The package's own command line, which it imports, needs more than is measured.
        sys.modules.setdefault("cel.cli", types.ModuleType("cel.cli"))
        import cel
        text = ('score >= 80.0 && budget < 500.0 ? "recommend" : "hold"' if rules is None else nested(rules, "null", "&&", "=="))
        self.decide = cel.compile(text).execute


PEERS = {"python": Python, "zen-engine": Zen, "zen-engine table": ZenTable, "cel (rust)": Cel}


def main():
    kind, peer, lines, answers = PEERS[sys.argv[1]], None, [], []
    print("ready", flush=True)
    for command in sys.stdin:
        words = command.rstrip("\n").split("\t")
        if words[0] == "load":
            try:
                rules = json.load(open(words[2]))
                peer = kind(rules)
                lines = open(words[3], "rb").read().splitlines()
                peer.decide(json.loads(lines[0]))
                print("ready", flush=True)
            except Exception as problem:
                print("cannot", str(problem)[:100].replace("\n", " "), flush=True)
        elif words[0] == "time":
            start = time.perf_counter()
            decide, loads, dumps = peer.decide, json.loads, json.dumps
            answers = [dumps(decide(loads(line)), ensure_ascii=False) for line in lines]
            print(time.perf_counter() - start, flush=True)
        elif words[0] == "dump":
            with open(words[1], "w") as file:
                file.write("\n".join(answers) + "\n")
            print("ready", flush=True)


main()
