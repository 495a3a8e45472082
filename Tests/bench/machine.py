"""What Linux says: processor time and memory of processes with their children, and how busy everybody else is."""
import os, platform, time

TICKS = os.sysconf("SC_CLK_TCK")
CPUS = os.cpu_count()


def processes():
    """{pid: (parent, seconds of processor time)} of all."""
    found = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                text = open(f"/proc/{entry}/stat").read()
            except OSError:
                continue
            fields = text[text.rindex(")") + 2:].split()
            found[int(entry)] = (int(fields[1]), (int(fields[11]) + int(fields[12])) / TICKS)
    return found


def family(roots):
    """The processes of `roots` with all that came of them."""
    everyone, kept, grew = processes(), set(roots), True
    while grew:
        grew = False
        for pid, (parent, _) in everyone.items():
            if parent in kept and pid not in kept:
                kept.add(pid)
                grew = True
    return {pid: everyone[pid][1] for pid in kept if pid in everyone}


class Cpu:
    """Processor seconds of a family between two looks; a child that ends meanwhile keeps what it had when last seen."""
    def __init__(self, roots):
        self.roots, self.before = roots, family(roots)

    def since(self):
        now = family(self.roots)
        return sum(spent - self.before.get(pid, 0) for pid, spent in now.items())


def memory(roots, field="Pss"):
    """Megabytes of a family; Pss counts what they share once."""
    total = 0
    for pid in family(roots):
        try:
            for line in open(f"/proc/{pid}/smaps_rollup"):
                if line.startswith(field + ":"):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total / 1024


def busy_seconds():
    fields = [int(x) for x in open("/proc/stat").readline().split()[1:]]
    return (fields[0] + fields[1] + fields[2]) / TICKS


def wait_for_quiet(roots, longest):
    """Waits until others take less than a twelfth of the machine, at most `longest` seconds; answers their share in percent."""
    share = 100.0
    until = time.monotonic() + longest
    while True:
        cpu, busy, began = Cpu(roots), busy_seconds(), time.monotonic()
        time.sleep(0.4)
        share = max(0.0, (busy_seconds() - busy - cpu.since()) / ((time.monotonic() - began) * CPUS) * 100)
        if share < 8 or time.monotonic() > until:
            return share


def description():
    model = next((l.split(":", 1)[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{CPUS} × {model}, {gigabytes:.0f} GB, Linux {platform.release()}"
