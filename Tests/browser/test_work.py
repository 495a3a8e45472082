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
    office = visitor("office")
    office.language("zh-Hans")
    page = office.page()
    page.goto("/projects")
    theirs = page.locator("main tbody tr", has_text="水务局").first.locator("th a").get_attribute("href")
    page = visitor("unitlead").page()
    assert page.goto(theirs).status == 404
    assert page.goto(theirs + "/edit").status == 404


def test_a_file_is_imported_looked_at_first_and_imported_again(visitor, tmp_path):
    guest = visitor("office")
    guest.language("zh-Hans")
    page = guest.page()
    unit = "澜川市水务局"
    table = tmp_path / "台账.csv"
    rows = [f"IMP-{n},导入试验项目{n},{unit},{n * 100}.5,2027-0{n}-01" for n in range(1, 6)]
    table.write_bytes("\n".join(["项目编号,项目名称,责任单位,批复金额（万元）,计划完成时间", *rows]).encode("gb18030"))

    def send(day):
        page.goto("/projects/import")
        page.set_input_files("form#import-upload [name=file]", table)
        page.fill("form#import-upload [name=as-of]", day)
        page.fill("form#import-upload [name=code]", "browser")
        page.fill("form#import-upload [name=name]", "浏览器导入")
        if page.locator("form#import-upload [name=portfolio] option[value=browser]").count():
            page.select_option("form#import-upload [name=portfolio]", "browser")
        submit(page, "import-upload")

    send("2026-06-30")
    assert page.url.endswith("/mapping"), page.inner_text("main")[:600]
    # What the header says is proposed: nothing has to be chosen.
    chosen = page.eval_on_selector_all("main select[name^=column-]", "fields => fields.map(field => field.value)")
    assert len(chosen) == 5 and all(chosen), chosen
    with page.expect_navigation():
        page.click("main form.lt-form button.btn-primary")
    assert page.url.endswith("/preview"), page.inner_text("main")[:600]
    assert "5" in page.inner_text("main")
    submit(page, "import-publish")
    page.wait_for_url(re.compile("/progress$"))
    for _ in range(60):
        if page.locator("main a[href*='/projects?']").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.goto("/projects?portfolio=all&q=导入试验")
    assert page.locator("main tbody tr").count() == 5
    # The same file again brings nothing new.
    send("2026-06-30")
    with page.expect_navigation():
        page.click("main form.lt-form button.btn-primary")
    assert page.locator("form#import-publish").count() == 0
    page.goto("/projects?portfolio=all&q=导入试验")
    assert page.locator("main tbody tr").count() == 5
    assert not guest.complaints, guest.complaints
