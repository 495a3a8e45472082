"""R3: the disk is full under the database."""
import json, os, shutil, subprocess
from world import binary, folder, skipped

def a_full_disk_damages_nothing(options):
    if os.geteuid() != 0 or not shutil.which("unshare"):
        skipped.append("R3: a small disk needs root and unshare")
        return "skipped"
    with folder() as path:
        # A disk of its own, in a mount namespace that vanishes with the process.
        script = f"mount -t tmpfs -o size=64m lantu '{path}' && exec '{binary('lantu-reliability')}' full --folder '{path}'"
        answer = subprocess.run(["unshare", "-m", "bash", "-c", script], capture_output=True, text=True, timeout=120)
        if "mount" in answer.stderr and answer.returncode:
            skipped.append("R3: mounting is not allowed here")
            return "skipped"
        assert answer.returncode == 0, answer.stderr
    result = json.loads(answer.stdout)
    assert result["refusal"] == "diskFull", result
    assert result["delete"] != "done", f"the control: a full disk let something be removed: {result}"
    assert result["read"] == result["committed"] == result["stored"], result
    assert result["integrity"] == "ok" and result["recovered_ms"] <= 1000, result
    return f"{result['committed']} rows whole, reads went on, writes again after {result['recovered_ms']} ms"
