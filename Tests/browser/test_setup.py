"""開城: from an empty database to the cockpit, with the demonstration city's own workbook."""
import os
import re
import socket
import subprocess
import tempfile
import time
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

BINARY = os.environ.get("LANTU_BINARY", ".build/debug/lantu")
ADMINISTRATORS = {"root1": "system-administrator", "safe1": "security-administrator", "audit1": "audit-administrator"}
OWN = "Eine-lange-Losung-2026"


@pytest.fixture(scope="module")
def empty_city():
    """A server on a database that holds three administrators and nothing else."""
    with tempfile.TemporaryDirectory(prefix="lantu-setup.") as data:
        passwords = {
            name: subprocess.run(
                [BINARY, "user", "add", name, "--person", name, "--role", role, "--organization", "first", "--data", data],
                check=True, capture_output=True, text=True).stdout.strip()
            for name, role in ADMINISTRATORS.items()}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = open(os.path.join(data, "server.log"), "w")
        server = subprocess.Popen(
            [BINARY, "serve", "--data", data, "--port", str(port), "--set", "accounts.second-factor=optional"], stdout=log, stderr=log)
        site = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                urllib.request.urlopen(site + "/readyz")
                break
            except OSError:
                assert server.poll() is None, open(log.name).read()
                time.sleep(0.1)
        yield site, passwords
        server.terminate()
        server.wait(20)


def first_sign_in(page, site, name, first):
    page.goto(site + "/sign-in")
    page.fill("[name=name]", name)
    page.fill("[name=password]", first)
    with page.expect_navigation():
        page.click("form[action='/sign-in'] button.btn-primary")
    page.fill("[name=current]", first)
    page.fill("[name=password]", OWN)
    page.fill("[name=repeated]", OWN)
    with page.expect_navigation():
        page.click("form[action='/sign-in/password'] button.btn-primary")


def submit(page, form):
    with page.expect_navigation():
        page.click(f"#{form} button.btn-primary")


def sees(page, pattern):
    assert re.search(pattern, page.inner_text("main")), page.inner_text("main")[:1500]


def test_a_city_opens_from_an_empty_database(browser, empty_city, tmp_path):
    site, passwords = empty_city
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": "lantu_language", "value": "zh-Hans", "url": site}])
    page = context.new_page()
    first_sign_in(page, site, "root1", passwords["root1"])
    page.goto(site + "/setup")
    sees(page, r"已完成 2/14 步")
    assert Axe().run(page).violations_count == 0

    page.fill("[name=name-hans]", "澜川市")
    page.fill("[name=cut-over]", "2026-01-01")
    submit(page, "city-form")
    page.fill("[name=threshold-red-gap]", "999")
    submit(page, "thresholds-form")
    sees(page, r"999 不在允许的范围内")
    page.fill("[name=threshold-red-gap]", "25")
    submit(page, "thresholds-form")
    page.fill("[name=lines]", "不是日期")
    submit(page, "calendar-form")
    sees(page, r"看不懂这一行")
    page.fill("[name=lines]", "")
    submit(page, "calendar-form")
    submit(page, "setup-pack-form")
    sees(page, r"local@1\.0\.0")

    with page.expect_download() as download:
        page.click("a[href='/setup/template'] >> nth=0")
    assert download.value.suggested_filename == "开城工作簿.xlsx"
    # An empty workbook says what it lacks; nothing enters.
    download.value.save_as(tmp_path / "empty.xlsx")
    with page.expect_download() as download:
        page.click("a[href='/setup/sample']")
    download.value.save_as(tmp_path / "city.xlsx")
    page.set_input_files("[name=file]", tmp_path / "city.xlsx")
    submit(page, "setup-upload")
    sees(page, r"试写无误")
    sees(page, r"已完成 13/14 步")

    # Left and taken up again.
    page.goto(site + "/desk")
    page.goto(site + "/setup")
    page.check("[name=sure]")
    submit(page, "setup-open")
    sees(page, r"已完成 14/14 步")
    sees(page, r"已开城：38 个单位、16 名人员、40 个项目")
    assert Axe().run(page).violations_count == 0

    # The same workbook again enters nothing twice.
    page.set_input_files("[name=file]", tmp_path / "city.xlsx")
    submit(page, "setup-upload")
    sees(page, r"项目台账\s+40\s+0\s+40\s+0")

    with page.expect_download() as download:
        page.click("form[action='/setup/passwords'] button")
    rows = open(download.value.path(), encoding="utf-8-sig").read().splitlines()
    first = dict(line.replace('"', "").split(",") for line in rows[1:])
    context.close()

    leader = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    leader.add_cookies([{"name": "lantu_language", "value": "zh-Hans", "url": site}])
    page = leader.new_page()
    first_sign_in(page, site, "leader", first["leader"])
    page.goto(site + "/cockpit")
    sees(page, r"40")
    page.goto(site + "/projects")
    sees(page, r"历史缺失")
    sees(page, r"未评估")
    leader.close()
