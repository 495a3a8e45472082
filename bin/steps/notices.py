"""Third-party notices from Package.resolved, the checkouts, and two short tables. Called by bin/notices."""

import json
import pathlib
import re
import sys

CHECKOUTS = pathlib.Path(".build/checkouts")

# Linked libraries of the operating system: name, version asked for, licence, what for.
SYSTEM = [
    ("SQLite", "≥ 3.40", "Public domain", "libsqlite3"),
    ("PostgreSQL libpq", "≥ 15", "PostgreSQL", "libpq"),
    ("Argon2", "≥ 20171227", "CC0-1.0 or Apache-2.0", "libargon2"),
    ("libzip", "≥ 1.7", "BSD-3-Clause", "libzip"),
    ("libxlsxwriter", "≥ 1.1", "BSD-2-Clause", "libxlsxwriter"),
    ("COIN-OR Clp", "≥ 1.17", "EPL-1.0", "libclp"),
]

# Browser libraries, as found in the wheels of assets.lock.
BROWSER = [
    ("Tabler, with Bootstrap 5.3", "1.4.0", "MIT", "© 2018–2025 The Tabler Authors; © 2018–2025 codecalm.net Paweł Kuna; © 2011–2025 The Bootstrap Authors"),
    ("htmx", "2.0.10", "0BSD", "the htmx contributors"),
    ("Apache ECharts, with ZRender", "6.1.0", "Apache-2.0 (ZRender: BSD-3-Clause)",
     "© The Apache Software Foundation; ZRender © 2017 Baidu Inc."),
    ("SortableJS", "1.15.7", "MIT", "© 2019 All contributors to Sortable"),
    ("Cytoscape.js", "3.34.0", "MIT", "© The Cytoscape Consortium"),
    ("AG Grid Community", "34.2.0", "MIT", "© 2015 Niall Crosby"),
]

MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""

BSD3 = """Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
   disclaimer in the documentation and/or other materials provided with the distribution.
3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products
   derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE."""


def licence_name(text: str) -> str:
    if "Apache License" in text and "Version 2.0" in text:
        return "Apache-2.0 with runtime exception" if "Runtime Library Exception" in text else "Apache-2.0"
    if "Permission is hereby granted, free of charge" in text:
        return "MIT"
    if "Redistribution and use in source and binary forms" in text:
        return "BSD-3-Clause" if "Neither the name" in text else "BSD-2-Clause"
    sys.exit(f"notices: unknown licence beginning {text[:80]!r}")


def read(folder: pathlib.Path, *names: str) -> str:
    for name in names:
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8").strip()
    return ""


def product_graph() -> set[str]:
    """Packages the program is linked with: those reached from the products our targets name."""
    manifest = pathlib.Path("Package.swift").read_text(encoding="utf-8")
    return {name.lower().removesuffix(".git") for name in re.findall(r'\.package\(url: "[^"]*/([^"/]+)"', manifest)}


def packages() -> list[dict]:
    pins = json.loads(pathlib.Path("Package.resolved").read_text(encoding="utf-8"))["pins"]
    result = []
    for pin in sorted(pins, key=lambda pin: pin["identity"]):
        folder = next((f for f in CHECKOUTS.iterdir() if f.name.lower() == pin["identity"]), None)
        if folder is None:
            sys.exit(f"notices: no checkout of {pin['identity']}")
        text = read(folder, "LICENSE.txt", "LICENSE", "LICENSE.md", "License.txt")
        if not text:
            sys.exit(f"notices: {folder.name} has no licence file")
        result.append({"name": folder.name, "version": pin["state"].get("version", pin["state"]["revision"][:7]),
                       "license": licence_name(text), "text": text, "notice": read(folder, "NOTICE.txt", "NOTICE")})
    missing = product_graph() - {package["name"].lower() for package in result}
    if missing:
        sys.exit(f"notices: named in Package.swift but not resolved: {', '.join(sorted(missing))}")
    return result


def fence(text: str) -> str:
    return "```text\n" + text.replace("```", "'''") + "\n```\n"


def documents() -> dict[str, str]:
    swift = packages()
    lines = ["# Third-party notices", "",
             "Lantu is built on the components below. This file is written by `bin/notices`; do not edit it.", "",
             "## Swift packages", "", "| Package | Version | Licence |", "|---|---|---|"]
    lines += [f"| {p['name']} | {p['version']} | {p['license']} |" for p in swift]
    lines += ["", "## System libraries", "", "Linked dynamically, as the operating system supplies them.", "",
              "| Library | Version | Licence |", "|---|---|---|"]
    lines += [f"| {name} ({file}) | {version} | {licence} |" for name, version, licence, file in SYSTEM]
    lines += ["", "## Browser libraries", "", "| Library | Version | Licence | Copyright |", "|---|---|---|---|"]
    lines += [f"| {name} | {version} | {licence} | {holder} |" for name, version, licence, holder in BROWSER]
    lines += ["", "## Licence texts", ""]
    texts: dict[str, list[str]] = {}
    for package in swift:
        texts.setdefault(package["text"], []).append(package["name"])
    for text, names in sorted(texts.items(), key=lambda item: item[1][0].lower()):
        lines += [f"### {', '.join(names)}", "", fence(text)]
    lines += ["### Tabler, Bootstrap, SortableJS, Cytoscape.js, AG Grid Community (MIT)", "", fence(MIT)]
    lines += ["### ZRender (BSD-3-Clause)", "", fence("Copyright (c) 2017, Baidu Inc. All rights reserved.\n\n" + BSD3)]
    lines += ["### htmx (0BSD)", "", fence(
        "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.\n\n"
        'THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED\n'
        "WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR\n"
        "CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,\n"
        "NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.")]
    notices = [p for p in swift if p["notice"]]
    lines += ["## Notices that come with packages", ""]
    for package in notices:
        lines += [f"### {package['name']}", "", fence(package["notice"])]
    def row(name, version, licence): return {"name": name, "version": version, "license": licence}
    listing = {"swift": [row(p["name"], p["version"], p["license"]) for p in swift],
               "system": [row(name, version, licence) for name, version, licence, _ in SYSTEM],
               "browser": [row(name, version, licence) for name, version, licence, _ in BROWSER]}
    return {"THIRD-PARTY-NOTICES.md": "\n".join(lines).rstrip() + "\n",
            "Sources/Web/Public/notices.json": json.dumps(listing, ensure_ascii=False, indent=1) + "\n"}


def main() -> None:
    stale = []
    for path, text in documents().items():
        file = pathlib.Path(path)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            stale.append(path)
            if "--check" not in sys.argv:
                file.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.exit(f"notices: stale: {', '.join(stale)} (run bin/notices)")


main()
