"""Each page in each language at each size: whole, quiet, accessible, in its language, inside the screen; and a picture of it."""
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from pages import LANGUAGES, PAGES, SIZES

PICTURES = Path(os.environ.get("LANTU_SCREENSHOTS", ".lantu/screenshots"))
PICTURES.mkdir(parents=True, exist_ok=True)
AXE = Axe()
FOUND = {}


def begin_import(page, last):
    """The address of an import that has come as far as `last`; one row of its file is refused."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    unit = "澜川市水务局"
    rows = [f"{last}-{worker}-{n},试看导入{n},{unit},{n * 100}.5,2027-0{n}-01" for n in range(1, 6)] + [f"{last}-{worker}-6,,{unit},很多,明年"]
    table = "\n".join(["项目编号,项目名称,责任单位,批复金额（万元）,计划完成时间", *rows]).encode("gb18030")

    def submit(selector):
        with page.expect_navigation():
            page.click(selector)

    page.goto("/projects/import")
    page.set_input_files("form#import-upload [name=file]", {"name": "台账.csv", "mimeType": "text/csv", "buffer": table})
    for name, value in {"as-of": "2026-06-30", "code": f"look-{last}-{worker}", "name": "试看"}.items():
        page.fill(f"form#import-upload [name={name}]", value)
    submit("form#import-upload button.btn-primary")
    if last != "mapping":
        submit("main form.lt-form button.btn-primary")
    if last == "progress":
        submit("form#import-publish button.btn-primary")
    assert page.url.endswith(f"/{last}"), page.inner_text("main")[:600]
    return page.url


def arrive(page, entry):
    path = entry.path
    if entry.imported:
        if entry not in FOUND:
            FOUND[entry] = begin_import(page, entry.imported)
        path = FOUND[entry]
    if entry.follow:
        way = (entry.account, entry.path, entry.follow)
        if way not in FOUND:
            page.goto(path)
            links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
            FOUND[way] = next((link for link in links if re.search(entry.follow, link)), None)
        assert FOUND[way], f"{entry.path} leads to nothing like {entry.follow}"
        path = FOUND[way] + entry.then
    answer = page.goto(path, wait_until="load")
    assert answer.status == entry.status, f"{path} answered {answer.status}"
    # Charts draw themselves after the page has loaded.
    if page.query_selector("[data-lt-chart], .lt-chart"):
        page.wait_for_timeout(400)


def scan(page, name):
    found = AXE.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    told = [f"{fault['id']} ({fault['impact']}): {node['target']} {node['html'][:160]}" for fault in found for node in fault["nodes"][:4]]
    assert not told, f"{name}: axe found\n" + "\n".join(told)


def outside(page):
    """What sticks out of the screen sideways without a scroll box of its own around it."""
    return page.evaluate("""() => {
      const wide = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= wide) return [];
      return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1)
        .slice(0, 6).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right));
    }""")


def check(page, name):
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    assert not outside(page), f"{name} sticks out: {outside(page)}"
    scan(page, name)


@pytest.mark.parametrize("entry", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_page(visitor, entry, language):
    guest = visitor(entry.account)
    guest.language(language)
    page = guest.page()
    arrive(page, entry)
    assert page.get_attribute("html", "lang") == language
    text = page.inner_text("body")
    assert "⟦" not in text and "{{" not in text, "a sentence is missing"
    assert page.title().strip() and len(page.query_selector_all("h1")) == 1
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        check(page, f"{entry.name}.{language}.{size}")
    assert not guest.complaints, guest.complaints
    if language == "zh-Hant":
        page.set_viewport_size({"width": 1440, "height": 900})
        page.evaluate("Object.assign(document.documentElement.dataset, {ltTheme: 'dark', bsTheme: 'dark'})")
        check(page, f"{entry.name}.dark")
        if entry.account and entry.status == 200 and page.query_selector("header.lt-top"):
            on_paper(page)


def on_paper(page):
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    assert page.is_visible(".lt-print-head"), "no header on paper"
    for gone in ["nav.lt-nav", "header.lt-top", ".lt-toasts"]:
        assert not page.is_visible(gone), f"{gone} is printed"
