// What bin/bench measures inside one process: the first word names the benchmark, the rest is its own.
import Glibc

let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "index": exit(IndexBenchmark.serve(Array(words.dropFirst())))
case "rules": exit(RulesBenchmark.serve())
case "decimal": DecimalBenchmark.report(words.dropFirst())
default:
    print("usage: lantu-bench index DATA UNITS INDICATORS PERIODS | rules | decimal [--format json] [--runs N]")
    exit(64)
}
