"""D1 and A1 through the command line: a backup of a running server, restored elsewhere; a ledger changed behind its back."""
import json, os, random, shutil, sqlite3, subprocess
from world import Server, binary, databases, folder

def lantu(*arguments, expect=0):
    answer = subprocess.run([binary("lantu"), *arguments], capture_output=True, text=True, timeout=300)
    assert answer.returncode == expect, f"lantu {' '.join(arguments)}: exit {answer.returncode}, not {expect}: {answer.stderr[-600:]}"
    return answer.stdout

def tables(output):
    return {table["name"]: (table["rows"], table["sha256"]) for table in json.loads(output)["tables"]}

def a_backup_restores_elsewhere_with_equal_digests(options):
    said = []
    with folder() as path:
        data, file = os.path.join(path, "data"), os.path.join(path, "b.lantu")
        lantu("demo", "--fill-only", "--data", data)
        running = Server(data)
        try:
            # The server holds the database: the command line hands over to it.
            saved = tables(lantu("backup", file, "--data", data, "--format", "json"))
            lantu("backup", file, "--data", data, expect=1)
            lantu("restore", file, "--data", data, expect=4)
            lantu("migrate", "--data", data, expect=4)
            report = json.loads(lantu("audit", "verify", "--data", data, "--format", "json"))
            assert report["findings"] == [] and report["entries"] > 0, report
        finally:
            running.stop()
        rows = sum(count for count, _ in saved.values())
        assert rows > 100, saved
        with databases() as places:
            for engine, place in places:
                other = os.path.join(path, "other-" + engine)
                restored = tables(lantu("restore", file, "--data", other, "--database", place, "--format", "json"))
                assert restored == saved, engine
                again = tables(lantu("backup", os.path.join(path, engine + ".lantu"), "--data", other, "--database", place, "--format", "json"))
                assert again == saved, engine
                lantu("restore", file, "--data", other, "--database", place, expect=1)
                said.append(engine)
        # The control: an archive with one byte changed is refused, and leaves an empty database.
        whole = bytearray(open(file, "rb").read())
        for number in range(5):
            damaged = bytearray(whole)
            damaged[random.randrange(8, len(whole))] ^= 1 << random.randrange(8)
            bad = os.path.join(path, "bad.lantu")
            open(bad, "wb").write(damaged)
            lantu("restore", bad, "--data", os.path.join(path, f"bad{number}"), expect=3)
    return f"{rows} rows in {len(saved)} tables, equal on {' and '.join(said)}; 5 damaged archives refused"

def a_changed_ledger_is_found(options):
    edits = {
        "edit": "update audit_entries set actor_name = 'nobody' where sequence = 1",
        "delete": "delete from audit_entries where sequence = 1",
        "payload": "update audit_payloads set payload = '{}' where sequence = 1",
        "tail and head": None,
    }
    with folder() as path:
        data = os.path.join(path, "data")
        lantu("demo", "--fill-only", "--data", data)
        running = Server(data)
        running.stop()  # the last act of a server is an anchor
        report = json.loads(lantu("audit", "verify", "--data", data, "--format", "json"))
        assert report["anchors"] > 0 and report["newerThanLastAnchor"] == 0, report
        whole = data
        for name, edit in edits.items():
            data = os.path.join(path, name.replace(" ", "-"))
            shutil.copytree(whole, data, ignore=shutil.ignore_patterns("*.sock"))
            with sqlite3.connect(os.path.join(data, "lantu.sqlite")) as database:
                for (trigger,) in database.execute("select name from sqlite_master where type = 'trigger' and tbl_name like 'audit%'").fetchall():
                    database.execute(f"drop trigger {trigger}")
                if edit:
                    assert database.execute(edit).rowcount > 0, f"{name} changed nothing"
                else:
                    tenant, lane, last = database.execute("select tenant_id, lane, sequence from audit_lanes order by sequence desc").fetchone()
                    for table in ("audit_entries", "audit_payloads"):
                        database.execute(f"delete from {table} where tenant_id = ? and lane = ? and sequence = ?", (tenant, lane, last))
                    hash = database.execute("select hash from audit_entries where tenant_id = ? and lane = ? and sequence = ?", (tenant, lane, last - 1)).fetchone()[0]
                    database.execute("update audit_lanes set sequence = ?, hash = ? where tenant_id = ? and lane = ?", (last - 1, hash, tenant, lane))
            database.close()
            lantu("audit", "verify", "--data", data, expect=3)
            if not edit:
                # The control: the chains alone do not show it.
                lantu("audit", "verify", "--data", data, "--without-anchors")
        lantu("audit", "verify", "--data", whole)
    return f"{len(edits)} changes behind the server's back found, the cut tail only through the anchors"
