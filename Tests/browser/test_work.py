"""The main job of each role, done as it would be done."""
import re

PROJECT = r"/projects/\d+$"


def first_project(page, query=""):
    page.goto(f"/projects{query}")
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
    return next(link for link in links if re.search("^" + PROJECT, link))


def submit(page, form):
    with page.expect_navigation():
        page.click(f"form#{form} button.btn-primary")


def test_the_office_registers_a_project_finds_it_and_changes_it(visitor):
    guest = visitor("office")
    guest.language("zh-Hant")
    page = guest.page()
    page.goto("/projects/new")
    page.fill("[name=code]", "BROWSER-1")
    page.fill("[name=name]", "瀏覽器登記的試驗項目")
    page.fill("[name=no-clause-reason]", "試驗")
    submit(page, "project")
    assert re.search(PROJECT, page.url), page.inner_text("main")[:400]
    assert page.inner_text("h1") == "瀏覽器登記的試驗項目"
    address = page.url
    # Two characters find it.
    page.goto("/projects?q=試驗")
    assert page.locator("main tbody tr", has_text="瀏覽器登記的試驗項目").count() == 1
    # Two people change it: the later one is told what the first one changed, and keeps what was typed.
    other = guest.page()
    page.goto(address + "/edit")
    other.goto(address + "/edit")
    page.fill("[name=need]", "先改的人寫的")
    submit(page, "project")
    assert page.url == address
    other.fill("[name=need]", "後改的人寫的")
    with other.expect_response(lambda answer: answer.request.method == "POST") as answered:
        submit(other, "project")
    assert answered.value.status == 412
    assert "後改的人寫的" in other.content() and "先改的人寫的" in other.content()
    assert other.input_value("[name=need]") == "後改的人寫的"


def test_a_form_with_a_fault_says_where(visitor):
    page = visitor("office").page()
    page.goto("/projects/new")
    page.evaluate("document.querySelector('form#project').noValidate = true")
    page.fill("[name=code]", "BROWSER-2")
    page.fill("[name=actual-progress]", "很多")
    submit(page, "project")
    assert page.url.endswith("/projects")
    assert page.is_visible("[aria-invalid=true]") and page.input_value("[name=code]") == "BROWSER-2"


def test_the_unit_reports_and_the_inspector_confirms(visitor):
    lead = visitor("unitlead")
    page = lead.page()
    address = first_project(page)
    page.goto(address + "/report")
    page.check("[name=light][value=yellow]")
    page.fill("[name=note]", "設備到貨晚了兩週")
    submit(page, "report")
    assert page.url.endswith(address)
    assert page.is_visible(".lt-light-yellow")
    assert not lead.complaints, lead.complaints
    inspector = visitor("inspector")
    page = inspector.page()
    page.goto(address + "/confirmation")
    page.check("[name=light][value=red]")
    page.fill("[name=reason]", "現場核實：設備未到")
    submit(page, "confirmation")
    assert page.is_visible(".lt-light-red")
    page.goto(address + "/lights")
    assert "現場核實：設備未到" in page.inner_text("main")
    assert not inspector.complaints, inspector.complaints


def test_a_list_is_filtered_by_its_address_sorted_and_taken_away(visitor):
    guest = visitor("leader")
    guest.language("zh-Hans")
    page = guest.page()
    page.goto("/projects?q=数据")
    names = page.locator("main tbody tr").all_inner_texts()
    assert names and sum("数据" in name for name in names) > len(names) / 2, "found by name, need or tag"
    page.goto("/projects")
    before = page.url
    with page.expect_navigation():
        page.click("main thead a >> nth=0")
    assert page.url != before and "sort" in page.url
    rows = page.locator("main tbody tr").count()
    assert rows == 50
    with page.expect_download() as taken:
        page.click("main a[href*='/projects/export/csv']")
    text = open(taken.value.path(), encoding="utf-8-sig").read()
    assert text.count("\n") > 100 and taken.value.suggested_filename.endswith(".csv")


def test_what_is_out_of_sight_is_not_found(visitor):
    theirs = first_project(visitor("office").page())
    page = visitor("unitlead").page()
    assert page.goto(theirs).status == 404
    assert page.goto(theirs + "/edit").status == 404
