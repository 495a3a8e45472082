"""R3: the disk is full, under the database and under the whole server."""
import json, os, shutil, subprocess, sys, time
from world import Server, binary, folder, skipped, status

def a_full_disk_damages_nothing(options):
    if os.geteuid() != 0 or not shutil.which("unshare"):
        skipped.append("R3: a small disk needs root and unshare")
        return "skipped"
    with folder() as path:
        under = small_disk(path, 64, f"exec '{binary('lantu-reliability')}' full --folder '{path}'")
        over = small_disk(path, 160, f"exec '{sys.executable}' '{os.path.abspath(__file__)}' '{path}'")
    if under is None or over is None:
        skipped.append("R3: mounting is not allowed here")
        return "skipped"
    result = json.loads(under)
    assert result["refusal"] == "diskFull", result
    assert result["delete"] != "done", f"the control: a full disk let something be removed: {result}"
    assert result["read"] == result["committed"] == result["stored"], result
    assert result["integrity"] == "ok" and result["recovered_ms"] <= 1000, result
    site = json.loads(over)
    assert site["before"] != 507 and site["full"] == 507 and site["reads"] == [200, 200, 200], site
    assert site["after"] != 507 and site["recovered_ms"] <= 1000, site
    return (f"{result['committed']} rows whole, written again after {result['recovered_ms']} ms; "
            f"the site: changes 507, reads 200, changes again after {site['recovered_ms']} ms")

def small_disk(path, megabytes, command):
    """Runs a command with a disk of its own on `path`, in a mount namespace that vanishes with it."""
    script = f"mount -t tmpfs -o size={megabytes}m lantu '{path}' || exit 77; {command}"
    answer = subprocess.run(["unshare", "-m", "bash", "-c", script], capture_output=True, text=True, timeout=120)
    if answer.returncode == 77:
        return None
    assert answer.returncode == 0, answer.stderr[-2000:]
    return answer.stdout

def site_on_a_full_disk(path):
    running = Server(path, {"LANTU_DISK_RESERVE": "16MB"})
    try:
        def change():
            form = b"POST /preferences/language HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            return status(running.request(form + b"Content-Length: 9\r\nConnection: close\r\n\r\nlocale=en"))

        def read(target):
            return status(running.request(b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))

        def until(wanted):
            began = time.monotonic()
            while (change() == 507) != wanted and time.monotonic() - began < 10:
                time.sleep(0.02)
            return round((time.monotonic() - began) * 1000)

        before = change()
        filler = os.path.join(path, "filler")
        with open(filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 65536)
            except OSError:
                pass
        until(True)
        full, reads = change(), [read(target) for target in (b"/healthz", b"/readyz", b"/sign-in")]
        os.remove(filler)
        recovered = until(False)
        print(json.dumps({"before": before, "full": full, "reads": reads, "after": change(), "recovered_ms": recovered}))
    finally:
        running.stop()

if __name__ == "__main__":
    site_on_a_full_disk(sys.argv[1])
