"""Each role signs in and begins; language, theme, keyboard; everything without scripts."""
import re

import pytest

from conftest import sign_in
from pages import ACCOUNTS, LANGUAGES, PASSWORD


@pytest.mark.parametrize("account", ACCOUNTS)
def test_each_role_begins_where_its_work_is(visitor, account):
    guest = visitor(account)
    page = guest.page()
    answer = page.goto("/")
    assert answer.status == 200, f"{account} begins at {page.url} with {answer.status}"
    assert "/sign-in" not in page.url
    places = page.eval_on_selector_all("nav.lt-nav a", "links => links.map(link => link.getAttribute('href'))")
    assert places, "no navigation"
    for place in places:
        assert page.goto(place).status == 200, f"{account}: {place} is in the navigation and does not open"
    assert not guest.complaints, guest.complaints


def test_a_wrong_password_is_told_and_the_name_kept(visitor):
    page = visitor().page()
    sign_in(page, "office", "wrong")
    assert page.is_visible(".lt-error-box") and page.input_value("[name=name]") == "office"
    assert page.input_value("[name=password]") == ""


def test_signing_in_leads_back_to_where_one_wanted_to_be(visitor):
    page = visitor().page()
    page.goto("/settings/people?q=a")
    assert "/sign-in?return=" in page.url
    page.fill("[name=name]", "secadmin")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("form[action='/sign-in'] button.btn-primary")
    assert page.url.endswith("/settings/people?q=a")


def test_signing_out_ends_it(browser, site):
    context = browser.new_context(base_url=site)
    page = context.new_page()
    sign_in(page, "section")
    page.goto("/account")
    page.click("summary.lt-person")
    with page.expect_navigation():
        page.click("form[action='/sign-out'] button")
    assert page.goto("/account") and "/sign-in" in page.url
    context.close()


def test_language_is_switched_and_kept(visitor):
    guest = visitor("office")
    page = guest.page()
    page.goto("/help")
    for tag in LANGUAGES:
        page.click("form[action='/preferences/language'] >> xpath=.. >> summary")
        with page.expect_navigation():
            page.click(f"button[name=language][value={tag}]")
        assert page.get_attribute("html", "lang") == tag and page.url.endswith("/help")
    page.goto("/account")
    assert page.get_attribute("html", "lang") == LANGUAGES[-1]


def test_theme_is_switched_and_kept(visitor):
    page = visitor("office").page()
    page.goto("/help")
    for theme in ["dark", "light"]:
        page.click("form[action='/preferences/theme'] >> xpath=.. >> summary")
        page.click(f"button[name=theme][value={theme}]")
        page.wait_for_function(f"document.documentElement.dataset.ltTheme === '{theme}'")
        page.goto("/account")
        assert page.get_attribute("html", "data-lt-theme") == theme


def test_the_keyboard_reaches_search_places_and_help(visitor):
    page = visitor("office").page()
    page.goto("/account")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "lt-search"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.is_visible("#lt-keyboard")
    page.keyboard.press("Escape")
    page.wait_for_selector("#lt-keyboard", state="hidden")
    key = page.get_attribute("nav.lt-nav a[href='/projects']", "data-lt-key")
    page.keyboard.press("g")
    page.keyboard.press(key)
    page.wait_for_url(re.compile("/projects"))
    assert key == "p"


def test_focus_is_always_visible(visitor):
    page = visitor("office").page()
    page.goto("/account")
    seen = 0
    for _ in range(25):
        page.keyboard.press("Tab")
        shown = page.evaluate("""() => {
          const e = document.activeElement;
          if (!e || e === document.body) return null;
          const style = getComputedStyle(e), box = e.getBoundingClientRect();
          return {ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none',
                  inside: box.width > 0 && box.height > 0, what: e.outerHTML.slice(0, 120)};
        }""")
        if shown is None:
            continue
        seen += 1
        assert shown["ring"] and shown["inside"], shown["what"]
    assert seen > 15
    page.goto("/account")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "lt-skip"


def test_everything_needed_works_without_scripts(visitor, browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "sysadmin")
    assert "/sign-in" not in page.url
    page.goto("/settings/people")
    page.fill("main form[method=get] [name=q], main form:not([method=post]) [name=q]", "office")
    with page.expect_navigation():
        page.press("main [name=q]", "Enter")
    assert "q=office" in page.url
    page.goto("/settings/organizations/new")
    page.fill("[name=name-hans]", "无脚本单位")
    page.fill("[name=code]", "noscript")
    page.select_option("[name=kind]", "department")
    options = page.eval_on_selector_all("[name=jurisdiction] option", "options => options.map(o => o.value).filter(v => v)")
    page.select_option("[name=jurisdiction]", options[0])
    with page.expect_navigation():
        page.click("main form[method=post] button.btn-primary")
    assert page.url.endswith("/settings/organizations") and "无脚本单位" in page.content()
    context.close()


def test_a_form_with_a_fault_keeps_what_was_typed(visitor):
    page = visitor("sysadmin").page()
    page.goto("/settings/people/new")
    page.fill("[name=name]", "趙敏")
    page.evaluate("document.querySelector('main form').noValidate = true")
    with page.expect_navigation():
        page.click("main form[method=post] button.btn-primary")
    assert page.is_visible(".lt-error, [role=alert]")
