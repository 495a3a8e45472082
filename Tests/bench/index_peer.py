"""A composite index in another library, in a process of its own: the same figures, lines in, seconds out (see Driver/IndexBenchmark.swift).

index_peer.py ENGINE DATA UNITS INDICATORS PERIODS. Loading into the engine's own tables is not timed.
index_peer.py make DATA UNITS INDICATORS PERIODS 0|1 writes the figures, without or with 5 % gaps.
"""
import sys, time
import numpy as np

engine, path = sys.argv[1:3]
units, indicators, periods = map(int, sys.argv[3:6])
cells = units * periods
if engine == "make":
    random = np.random.default_rng(7)
    with open(path, "wb") as out:
        for _ in range(indicators):
            column = random.lognormal(0, 0.5, cells)
            if sys.argv[6] == "1":
                column[random.random(cells) < 0.05] = np.nan
            out.write(column.tobytes())
    sys.exit()


def weight(k):
    return float(1 + k % 7)


def groups(children, parents):
    """Children of every parent, as the driver lays them out: child k belongs to parent k * parents // children."""
    found = [[] for _ in range(parents)]
    for k in range(children):
        found[k * parents // children].append(k)
    return found


TREE = [groups(indicators, 50), groups(50, 10), groups(10, 3), groups(3, 1)]


def load():
    return np.fromfile(path, dtype=np.float64).reshape(indicators, cells)


class Numpy:
    def __init__(self):
        self.x = load()
        self.gaps = bool(np.isnan(self.x).any())

    def run(self):
        x = self.x
        low, high = (np.nanmin(x, 1), np.nanmax(x, 1)) if self.gaps else (x.min(1), x.max(1))
        values = (x - low[:, None]) / (high - low)[:, None]
        for level in TREE:
            out = np.empty((len(level), cells))
            for g, children in enumerate(level):
                w = np.array([weight(k) for k in children])
                block = values[children[0]:children[-1] + 1]
                if self.gaps:
                    there = ~np.isnan(block)
                    with np.errstate(invalid="ignore"):
                        out[g] = (w @ np.where(there, block, 0.0)) / (w @ there)
                else:
                    out[g] = (w @ block) / w.sum()
            values = out
        self.scores = values[0]
        self.ranks = np.empty(cells)
        for p in range(periods):
            s = -np.round(self.scores[p * units:(p + 1) * units], 12)
            self.ranks[p * units:(p + 1) * units] = np.searchsorted(np.sort(s), s, side="left") + 1

    def bands(self, draws):
        """5, 50 and 95 % of the ranks in the last period under weights drawn within ± 25 %."""
        last = slice((periods - 1) * units, periods * units)
        if not hasattr(self, "normalised"):
            x = self.x
            low, high = np.nanmin(x, 1), np.nanmax(x, 1)
            self.normalised = np.ascontiguousarray(((x[:, last] - low[:, None]) / (high - low)[:, None]).T)
        began = time.perf_counter()
        random = np.random.default_rng(1)
        effective = np.ones((draws, 1))
        for level in reversed(TREE):
            count = sum(len(c) for c in level)
            drawn = np.array([weight(k) for k in range(count)]) * (1 + 0.25 * random.uniform(-1, 1, (draws, count)))
            lower = np.empty((draws, count))
            for g, children in enumerate(level):
                block = drawn[:, children[0]:children[-1] + 1]
                lower[:, children[0]:children[-1] + 1] = effective[:, g:g + 1] * block / block.sum(1, keepdims=True)
            effective = lower
        scores = effective @ self.normalised.T
        order = np.argsort(-scores, axis=1)
        ranks = np.empty((draws, units), dtype=np.int32)
        np.put_along_axis(ranks, order, np.arange(1, units + 1, dtype=np.int32)[None, :], axis=1)
        np.percentile(ranks, [5, 50, 95], axis=0)
        return time.perf_counter() - began


class Pandas(Numpy):
    def __init__(self):
        import pandas as pd
        self.pd = pd
        x = load()
        self.gaps = bool(np.isnan(x).any())
        self.frame = pd.DataFrame(x.T, columns=[f"i{k}" for k in range(indicators)], copy=False)
        self.period = np.repeat(np.arange(periods), units)

    def run(self):
        pd, frame = self.pd, self.frame
        low = frame.min()
        values = (frame - low) / (frame.max() - low)
        for level in TREE:
            out = {}
            for g, children in enumerate(level):
                w = np.array([weight(k) for k in children])
                block = values.iloc[:, children[0]:children[-1] + 1]
                out[f"g{g}"] = block.fillna(0.0).dot(w) / block.notna().dot(w) if self.gaps else block.dot(w) / w.sum()
            values = pd.DataFrame(out, copy=False)
        self.scores = values["g0"].to_numpy()
        self.ranks = values["g0"].round(12).groupby(self.period).rank(method="min", ascending=False).to_numpy()


class Polars:
    def __init__(self):
        import polars as pl
        self.pl = pl
        x = load()
        self.gaps = bool(np.isnan(x).any())
        self.frame = pl.DataFrame({f"i{k}": x[k] for k in range(indicators)})
        if self.gaps:
            self.frame = self.frame.with_columns(pl.all().fill_nan(None))
        self.frame = self.frame.with_columns(period=pl.Series(np.repeat(np.arange(periods), units)))
        self.frame = self.frame.rechunk()

    def run(self):
        pl = self.pl
        lazy = self.frame.lazy().with_columns(
            [((pl.col(f"i{k}") - pl.col(f"i{k}").min()) / (pl.col(f"i{k}").max() - pl.col(f"i{k}").min())).alias(f"i{k}")
             for k in range(indicators)])
        before = "i"
        for depth, level in enumerate(TREE):
            after = f"d{depth}_"
            columns = []
            for g, children in enumerate(level):
                if self.gaps:
                    total = pl.sum_horizontal([pl.col(f"{before}{k}") * weight(k) for k in children])
                    there = pl.sum_horizontal([pl.col(f"{before}{k}").is_not_null() * weight(k) for k in children])
                    columns.append((total / there).alias(f"{after}{g}"))
                else:
                    total = pl.sum_horizontal([pl.col(f"{before}{k}") * weight(k) for k in children])
                    columns.append((total / sum(weight(k) for k in children)).alias(f"{after}{g}"))
            lazy = lazy.select([*columns, "period"])
            before = after
        result = lazy.select(
            score=pl.col(f"{before}0"),
            rank=pl.col(f"{before}0").round(12).rank("min", descending=True).over("period")).collect()
        self.scores, self.ranks = result["score"], result["rank"]


class DuckDB:
    def __init__(self):
        import duckdb, pandas
        x = load()
        self.gaps = bool(np.isnan(x).any())
        self.base = duckdb.connect()
        names = [f"i{k}" for k in range(indicators)]
        self.base.execute(f"create table t (c integer, period integer, {', '.join(n + ' double' for n in names)})")
        step = 6000
        for first in range(0, cells, step):
            part = {"c": np.arange(first, min(first + step, cells)), "period": np.arange(first, min(first + step, cells)) // units}
            for k in range(indicators):
                part[names[k]] = x[k, first:first + step]
            frame = pandas.DataFrame(part)
            self.base.execute("insert into t select * from frame")

    def run(self):
        scaled = ", ".join(f"(i{k} - l{k}) / (h{k} - l{k}) as v{k}" for k in range(indicators))
        bounds = ", ".join(f"min(i{k}) as l{k}, max(i{k}) as h{k}" for k in range(indicators))
        text, before = f"select c, period, {scaled} from t, (select {bounds} from t)", "v"
        for depth, level in enumerate(TREE):
            after, columns = f"d{depth}_", []
            for g, children in enumerate(level):
                if self.gaps:
                    total = " + ".join(f"coalesce({before}{k}, 0) * {weight(k)}" for k in children)
                    there = " + ".join(f"if({before}{k} is null, 0, {weight(k)})" for k in children)
                    columns.append(f"({total}) / nullif({there}, 0) as {after}{g}")
                else:
                    total = " + ".join(f"{before}{k} * {weight(k)}" for k in children)
                    columns.append(f"({total}) / {sum(weight(k) for k in children)} as {after}{g}")
            text, before = f"select c, period, {', '.join(columns)} from ({text})", after
        result = self.base.execute(
            f"select c, {before}0 as score, rank() over (partition by period order by round({before}0, 12) desc) as rank from ({text})"
        ).fetchnumpy()
        order = np.argsort(result["c"])
        self.scores, self.ranks = result["score"][order], result["rank"][order]


peer = {"numpy": Numpy, "pandas": Pandas, "polars": Polars, "duckdb": DuckDB}[engine]()
print("ready", flush=True)
for line in sys.stdin:
    words = line.split()
    if words[0] == "quit":
        break
    began = time.perf_counter()
    if words[0] == "run":
        peer.run()
        print(time.perf_counter() - began, flush=True)
    elif words[0] == "bands":
        print(peer.bands(int(words[1])), flush=True)
    elif words[0] == "dump":
        with open(words[1], "wb") as out:
            for column in (peer.scores, peer.ranks):
                out.write(np.ascontiguousarray(np.ma.filled(np.asarray(column, dtype=np.float64), np.nan)).tobytes())
        print("done", flush=True)
