"""R1: kill -9 under eight writers; the ledger of acknowledgements lies outside the process."""
import json, random, subprocess, threading, time
from world import binary, databases

def round_of(place, run, options=()):
    """Starts the writers, kills them, answers (acknowledged keys, seconds until ready)."""
    began = time.monotonic()
    process = subprocess.Popen(
        [binary("lantu-reliability"), "write", "--database", place, "--run", str(run), *options], stdout=subprocess.PIPE)
    ledger, ready = [], []

    # Drained all the time: a full pipe would stall the writers and hide the rate.
    def drain():
        for line in process.stdout:
            if not line.endswith(b"\n"):
                continue
            (ready if line == b"ready\n" else ledger).append(line.strip().decode() if line != b"ready\n" else time.monotonic() - began)
    thread = threading.Thread(target=drain)
    thread.start()
    while not ready and process.poll() is None:
        time.sleep(0.005)
    time.sleep(random.uniform(0.05, 0.6))
    process.kill()
    process.wait()
    thread.join()
    assert ready, "the writers did not start"
    return ledger, ready[0]

def check(place, ledger):
    answer = subprocess.run(
        [binary("lantu-reliability"), "check", "--database", place], input="\n".join(ledger) + "\n", capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)

def no_acknowledged_write_is_lost(options):
    said = []
    with databases() as places:
        for engine, place in places:
            ledger, slowest = [], 0.0
            for run in range(options.kills):
                keys, ready = round_of(place, run)
                ledger += keys
                slowest = max(slowest, ready if run else 0)
            result = check(place, ledger)
            assert len(ledger) == len(set(ledger)) and len(ledger) > 20 * options.kills, f"{engine}: only {len(ledger)} acknowledgements"
            for fault in ("lost", "duplicates", "unaudited", "findings"):
                assert result[fault] == 0, f"{engine}: {result}"
            assert slowest <= 2.0, f"{engine}: ready after {slowest:.2f} s"
            said.append(f"{engine}: {options.kills} kills, {len(ledger)} acknowledged, 0 lost, 0 twice, ready in {slowest:.2f} s")
    # The control: acknowledged before the commit, some must be missing.
    with databases() as places:
        engine, place = places[0]
        ledger = []
        for run in range(6):
            ledger += round_of(place, run, ("--acknowledge", "early"))[0]
        lost = check(place, ledger)["lost"]
        assert lost > 0, "the control lost nothing: the test cannot fail"
        said.append(f"control lost {lost}")
    return "; ".join(said)
