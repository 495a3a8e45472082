import os
import re

import pytest
from playwright.sync_api import sync_playwright

from pages import PASSWORD

SITE = os.environ.get("LANTU_SITE", "http://127.0.0.1:8080")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("LANTU_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()


class Visitor:
    """A browser context of one account, with what its pages complained about."""

    def __init__(self, context):
        self.context = context
        self.complaints = []

    def page(self):
        page = self.context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        return page

    def _console(self, message):
        # A page that answers 403 or 404 on purpose is no complaint of its scripts.
        if message.type == "error" and not re.match(r"Failed to load resource: the server responded with a status of 4\d\d", message.text):
            self.complaints.append(f"console: {message.text}")

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"not loaded: {request.url} {request.failure}")

    def language(self, tag, theme="light"):
        self.context.add_cookies([
            {"name": "lantu_language", "value": tag, "url": SITE}, {"name": "lantu_theme", "value": theme, "url": SITE}])


@pytest.fixture(scope="session")
def states():
    """Cookies of each account, once signed in."""
    return {}


@pytest.fixture
def visitor(browser, states):
    """visitor(account, width, height, **options): a context signed in as that account."""
    opened = []

    def make(account=None, width=1440, height=900, **options):
        if account and account not in states:
            context = browser.new_context(base_url=SITE)
            page = context.new_page()
            sign_in(page, account)
            assert "/sign-in" not in page.url, page.inner_text("main, section")
            states[account] = context.storage_state()
            context.close()
        context = browser.new_context(
            base_url=SITE, viewport={"width": width, "height": height}, storage_state=states.get(account), locale="zh-TW",
            reduced_motion="reduce", **options)
        context.set_default_timeout(10_000)
        opened.append(context)
        return Visitor(context)

    yield make
    for context in opened:
        context.close()


def sign_in(page, account, password=PASSWORD):
    page.goto("/sign-in")
    page.fill("[name=name]", account)
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.click("form[action='/sign-in'] button.btn-primary")


@pytest.fixture
def site():
    return SITE
