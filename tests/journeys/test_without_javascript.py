"""Where scripts are switched off everything can be read and saved: a company's work from the scope to the report.

A form then comes back as a page of its own; nothing stands on a page that only a script could bring to life.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Locator, Page, expect
from pypdf import PdfReader

from tests.files.samples import PDF
from tests.journeys.house import House, Visitor
from tests.journeys.walking import pages

Come = Callable[..., Visitor]
SATO, ITO = "sato@aoba.example", "ito@aoba.example"
HAYASHI, ONO, NOBODY = "hayashi@operator.example", "ono@ministry.example", ""
EYES = pytest.mark.parametrize(("language", "screen"), [("ja", "wide"), ("en", "phone")])
NO, CONDITIONAL = "4-1-3-3", "4-1-3-2"
DUE = "2027-02-26"
# What a person would press or type into, without any form that takes it.
DEAD = """button:visible:not([popovertarget]):not(form button),
    input:visible:not(form input):not([readonly]), select:visible:not(form select), textarea:visible:not(form textarea),
    form button[type=button]:visible, [aria-busy=true]:visible, a:visible:not([href])"""
WORDS = {
    "ja": {
        "plan": "1月の訓練から、参加した人の名簿を残す。",
        "reason": "パスワードと、認証アプリの番号を組み合わせている。",
        "task": "やることにする",
        "evidence": "証跡に追加する",
        "make": "作る",
        "notice": "自己点検(公式の評価結果ではありません)",
        "workbook": "日本語版",
        "read": "ファイルを読み取る",
        "take": "選んだ行を取り込む",
        "taken": "行を取り込みました",
        "theirs": "伊藤: 土日は保守会社に頼む。",
        "mine": "佐藤: 毎朝9時に記録を見る。",
    },
    "en": {
        "plan": "Keep a list of who took part, from the training in January on.",
        "reason": "A password together with the number of an app.",
        "task": "Make it a task",
        "evidence": "Add as evidence",
        "make": "Make the report",
        "notice": "Self-check (not an official result)",
        "workbook": "In English",
        "read": "Read the file",
        "take": "Take in the chosen rows",
        "taken": "rows were taken in",
        "theirs": "Ito: ask the maintenance company on weekends.",
        "mine": "Sato: look at the records at nine each morning.",
    },
}
Words = dict[str, str]


def come_in(visitor: Visitor, who: str, language: str) -> Page:
    """Sign somebody in with one click; the language is changed where everybody changes it."""
    page = visitor.enter_as(who)
    if page.locator("html").get_attribute("lang") != language:
        in_menu(page, page.locator('header form[action="/language/"] button')).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    return page


def in_menu(page: Page, thing: Locator) -> Locator:
    """Open the menu, where it is folded on a phone."""
    if page.locator(".menu-button").is_visible():
        page.locator(".menu-button").click()
    return thing


def go_to(page: Page, tab: str) -> None:
    in_menu(page, page.locator(f'header nav a[href$="{tab}"], header nav a[href$="{tab}/"]').first).click()


def open_criterion(page: Page, no: str) -> Locator:
    go_to(page, "/answers/")
    address = re.sub(r"/answers/.*", "/answers/", page.url)
    page.goto(f"{address}{no.rpartition('-')[0]}/?criterion={no}")
    return page.locator(f"#criterion-{no}")


@EYES
def test_a_company_does_all_its_work(visitor: Come, language: str, screen: str, tmp_path: Path) -> None:
    sato, words = visitor(language, screen, java_script_enabled=False), WORDS[language]
    page = come_in(sato, SATO, language)

    write_the_scope_down(page, words)
    answer_a_criterion(page, words)
    make_the_plan_a_task(page, words)
    attach_evidence(page, words)
    note_a_task(page, words)
    bring_a_workbook_in(page, words, tmp_path)
    take_the_report_along(page, words, tmp_path)
    in_menu(page, page.locator('header form[action="/account/sign-out/"] button')).click()

    page.goto("/today/")
    expect(page).to_have_url(re.compile("/account/sign-in/"))


def write_the_scope_down(page: Page, words: Words) -> None:
    go_to(page, "/scope/")
    page.locator("#text").fill(words["reason"])
    page.locator("#part-statement button.main").click()
    expect(page.locator("#text")).to_have_value(words["reason"])
    page.locator('#part-exclusions a[href$="/exclusions/new/"]').click()
    page.locator("#what").fill("PC")
    page.locator('input[value="SEPARATE_NETWORK"]').check()
    for field in ("#reason", "#limits_risk"):
        page.locator(field).fill(words["plan"])
    page.locator("form.sheet button.main").click()

    expect(page.locator(".excluded").last).to_contain_text(words["plan"])


def answer_a_criterion(page: Page, words: Words) -> None:
    """First what cannot be taken, which comes back as it was typed; then the answer."""
    open_criterion(page, CONDITIONAL).locator(".pick.none").click()
    page.locator(f"#reason-{CONDITIONAL}").fill("")
    page.locator(f"#plan-{CONDITIONAL}").fill(words["mine"])
    page.locator(f"#answer-{CONDITIONAL} .save-row button").click()
    expect(page.locator(f"#answer-{CONDITIONAL}").get_by_role("alert")).to_be_visible()
    expect(page.locator(f"#plan-{CONDITIONAL}")).to_have_value(words["mine"])

    criterion = open_criterion(page, NO)
    criterion.locator(".pick.not").click()
    page.locator(f"#reason-{NO}").fill(words["reason"])
    page.locator(f"#plan-{NO}").fill(words["plan"])
    page.locator(f"#responsible-{NO}").select_option(index=1)
    page.locator(f"#due-{NO}").fill(DUE)
    criterion.locator(".save-row button").click()

    expect(criterion.locator("input[value=NOT_MET]")).to_be_checked()
    expect(page.locator(f"#reason-{NO}")).to_have_value(words["reason"])
    expect(page.locator(f"#plan-{NO}")).to_have_value(words["plan"])
    expect(page.locator(f"#due-{NO}")).to_have_value(DUE)


def make_the_plan_a_task(page: Page, words: Words) -> None:
    page.locator(f"#criterion-{NO}").get_by_role("button", name=words["task"]).click()
    go_to(page, "/tasks/")

    row = page.locator("table.tasks tbody tr", has_text=words["plan"])
    expect(row).to_contain_text(NO)


def attach_evidence(page: Page, words: Words) -> None:
    open_criterion(page, NO).locator("a[data-evidence]").click()
    content = FilePayload(name="record.pdf", mimeType="application/pdf", buffer=PDF)
    page.set_input_files("#files_file", content)
    page.get_by_role("button", name=words["evidence"]).click()

    with page.expect_download() as download:
        page.locator("#here tbody tr", has_text="record.pdf").locator("a[download]").click()
    assert download.value.path().read_bytes() == PDF


def note_a_task(page: Page, words: Words) -> None:
    page.goto("/tasks/new/")
    page.locator("#what").fill(words["mine"])
    page.locator("#due_on").fill(DUE)
    page.locator("form.sheet button.main").click()
    row = page.locator("table.tasks tbody tr", has_text=words["mine"])
    row.get_by_role("button").click()

    expect(row).to_have_count(0)


def bring_a_workbook_in(page: Page, words: Words, folder: Path) -> None:
    """What was answered stands in the workbook; what is changed there comes back."""
    go_to(page, "/excel/")
    with page.expect_download() as download:
        page.get_by_role("link", name=words["workbook"]).click()
    download.value.save_as(folder / "workbook.xlsx")
    book = load_workbook(folder / "workbook.xlsx")
    row = next(row for row in book.worksheets[0].iter_rows() if row[5].value == NO)
    assert row[16].value == words["plan"]
    row[16].value = words["theirs"]
    book.save(folder / "workbook.xlsx")
    content = FilePayload(
        name="workbook.xlsx", mimeType="application/octet-stream", buffer=(folder / "workbook.xlsx").read_bytes()
    )
    page.set_input_files("#file", content)
    page.get_by_role("button", name=words["read"], exact=True).click()
    page.get_by_role("button", name=words["take"], exact=True).click()

    expect(page.get_by_text(words["taken"].replace("rows were", "1 row was")).first).to_be_visible()
    open_criterion(page, NO)
    expect(page.locator(f"#plan-{NO}")).to_have_value(words["theirs"])


def take_the_report_along(page: Page, words: Words, folder: Path) -> None:
    """The page is asked again until the report is there."""
    go_to(page, "/report/")
    page.get_by_role("button", name=words["make"], exact=True).click()
    link = page.locator("tbody[aria-live] tr").first.locator("a[download]")
    until = datetime.now(UTC) + timedelta(seconds=40)
    while not link.count() and datetime.now(UTC) < until:
        page.wait_for_timeout(500)
        page.reload()
    with page.expect_download() as download:
        link.click()
    download.value.save_as(folder / "report.pdf")

    said = "".join(part.extract_text() for part in PdfReader(folder / "report.pdf").pages)
    assert re.sub(r"\s", "", words["notice"]) in re.sub(r"\s", "", said)


def test_one_signs_in_with_a_password(visitor: Come, house: House, language: str) -> None:
    page = visitor(language, java_script_enabled=False).page
    page.goto("/account/sign-in/")
    page.locator("#id_login").fill(ITO)
    page.locator("#id_password").fill("not this one")
    page.locator("main .btn.main").first.click()
    expect(page.locator("#id_login")).to_have_value(ITO)

    page.locator("#id_password").fill(house.password)
    page.locator("main .btn.main").first.click()

    expect(page.locator("header .org")).to_be_visible()


@EYES
def test_two_people_at_one_answer_see_both_and_nothing_is_lost(visitor: Come, language: str, screen: str) -> None:
    words, plan = WORDS[language], f"#plan-{NO}"
    hers = come_in(visitor(language, screen, java_script_enabled=False), SATO, language)
    his = come_in(visitor(language, screen, java_script_enabled=False), ITO, language)
    forms = [open_criterion(page, NO).locator(f"#answer-{NO}") for page in (hers, his)]

    his.locator(plan).fill(words["theirs"])
    forms[1].locator(".save-row button").click()
    hers.locator(plan).fill(words["mine"])
    forms[0].locator(".save-row button").click()

    expect(forms[0].get_by_role("alert")).to_be_visible()
    expect(forms[0].locator("[data-words]")).to_have_text(words["theirs"])
    expect(hers.locator(plan)).to_have_value(words["mine"])
    hers.locator(plan).fill(f"{words['theirs']}\n{words['mine']}")
    forms[0].locator("button.main").click()
    his.reload()
    expect(his.locator(plan)).to_have_value(f"{words['theirs']}\n{words['mine']}")


@pytest.mark.parametrize(
    ("who", "screen", "at_least"),
    [(SATO, "wide", 30), (SATO, "phone", 30), (HAYASHI, "wide", 12), (ONO, "phone", 12), (NOBODY, "wide", 10)],
)
def test_every_page_can_be_read_and_no_button_on_it_is_dead(
    visitor: Come, who: str, screen: str, at_least: int
) -> None:
    someone = visitor("ja", screen, java_script_enabled=False)
    page = someone.enter_as(who) if who else someone.page

    found = {address: dead_ends(page) for address in pages(page, ["/today/" if who == SATO else "/"])}

    assert {address: dead for address, dead in found.items() if dead} == {}
    assert len(found) >= at_least


def dead_ends(page: Page) -> list[str]:
    """Return what stands on the page and does nothing, or that it has no text."""
    elements = page.locator(DEAD.replace("\n", " "))
    dead = [str(html)[:120] for html in elements.evaluate_all("all => all.map(one => one.outerHTML)")]
    return dead if page.locator("main h1").is_visible() else [*dead, "no heading"]
