"""The whole way of Aoba Parts, from the scope to the report, as its coordinator Sato walks it in a browser.

Ito, her colleague, writes into the same answer at the same time; Yamada of Minato, who has nothing to do with Aoba,
goes to every address they went to and finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Locator, Page, expect
from pypdf import PdfReader

from tests.exchange.official import Official, sentence
from tests.journeys.house import Visitor
from tests.journeys.trail import Trail, walked_by

SATO, ITO, YAMADA = "sato@aoba.example", "ito@aoba.example", "yamada@minato.example"
PROBLEMS = {
    "H3": "number_twice",
    "L54": "mark",
    "L55": "not_conditional",
    "L67": "formula",
    "H84": "number_unknown",
    "H85": "number_twice",
}
NOT_MET, NOT_APPLICABLE, SHARED, PROVEN = "4-2-2-2", "4-1-3-3", "5-1-1-1", "4-2-2-2"
WORDS = {
    "ja": {
        "left_out": "入退室を管理するPC",
        "because": "ビルの管理会社の持ち物で、当社では更新できないため。",
        "limits": "社内のネットワークにつながっていない。",
        "load": "読み込む",
        "read": "ファイルを読み取る",
        "number_twice": "同じ番号がほかのセル",
        "mark": "「やった」は読めない記号です",
        "not_conditional": "「該当なし」は選べません",
        "formula": "数式が入っています",
        "number_unknown": "「4-9-9-9」という番号の評価基準は、この版にありません",
        "half": "「△」は不適合として取り込みます",
        "take": "選んだ行を取り込む",
        "taken": "13行を取り込みました",
        "saved": "保存しました",
        "basis": "対象になる仕組みを使っていません。",
        "plan": "1月の訓練から、参加した人の名簿を残す。",
        "due": "2027年2月26日",
        "all": "81件すべて回答済み",
        "photo": "訓練の名簿の画面.png",
        "means": "警報を保守会社に転送し、夜間も受けてもらう。",
        "equal": "社内で見るのと同じ時間のうちに、人が気づくためです。",
        "hers": "佐藤: 毎朝9時に記録を見る。",
        "his": "伊藤: 土日は保守会社に頼む。",
        "missing": "足りないものがあと",
        "not_met": "不適合",
        "beyond": "★4では、さらに何が要るか",
        "make": "作る",
        "ready": "できました",
        "notice": "自己点検(公式の評価結果ではありません)",
        "workbook": "日本語版",
        "mark_not_met": "×",
        "same": "取り込むものはありません",
    },
    "en": {
        "left_out": "The PC of the door lock system",
        "because": "It belongs to the owner of the building; we cannot update it.",
        "limits": "It is not connected to our network.",
        "load": "Load it",
        "read": "Read the file",
        "number_twice": "The same number stands elsewhere too",
        "mark": "“やった” cannot be read as a mark",
        "not_conditional": "this criterion applies to every company",
        "formula": "There is a formula here",
        "number_unknown": "There is no criterion with the number “4-9-9-9”",
        "half": "“△” is taken in as not met",
        "take": "Take in the chosen rows",
        "taken": "13 rows were taken in",
        "saved": "Saved",
        "basis": "We use no such systems.",
        "plan": "Keep a list of who took part, from the training in January on.",
        "due": "26 Feb 2027",
        "all": "All 81 answered",
        "photo": "training-list.png",
        "means": "Alarms go to our maintenance company, at night too.",
        "equal": "Somebody notices them within the same time as in our office.",
        "hers": "Sato: look at the records at nine each morning.",
        "his": "Ito: ask the maintenance company on weekends.",
        "missing": "are still missing",
        "not_met": "Not met",
        "beyond": "What more ★4 would need",
        "make": "Make the report",
        "ready": "Ready",
        "notice": "Self-check (not an official result)",
        "workbook": "In English",
        "mark_not_met": "Not met",
        "same": "There is nothing to take in",
    },
}
Words = dict[str, str]


def test_aoba_walks_the_whole_way(visitor: Callable[..., Visitor], language: str, tmp_path: Path) -> None:
    sato, ito, yamada = visitor(language), visitor(language), visitor(language)
    words, page = WORDS[language], sato.page
    trail = Trail(page.context)
    come_in(sato, SATO, language)

    leave_something_out_of_the_scope(page, words)
    load_the_official_wording(page, words)
    bring_in_the_filled_workbook(page, words, tmp_path)
    answer_the_rest_by_keyboard(page, words)
    make_what_is_not_met_a_task(page, words)
    attach_evidence(page, words)
    propose_an_alternative(page, words)
    both_write_at_once(page, come_in(ito, ITO, language), words)
    see_what_is_missing(page, words)
    take_the_report_along(page, words, tmp_path)
    take_the_workbook_along(page, words, tmp_path)

    a_stranger_finds_nothing(come_in(yamada, YAMADA, language), trail, words)


def come_in(visitor: Visitor, who: str, language: str) -> Page:
    """Sign somebody in, in the language of the journey."""
    page = visitor.enter_as(who)
    if page.locator("html").get_attribute("lang") != language:
        page.locator('header form[action="/language/"] button').click()
        page.wait_for_selector(f'html[lang="{language}"]', state="attached")
    return page


def go_to(page: Page, tab: str) -> None:
    """Follow a link of the main navigation."""
    page.locator(f'header nav a[href$="{tab}"], header nav a[href$="{tab}/"]').first.click()


def leave_something_out_of_the_scope(page: Page, words: Words) -> None:
    go_to(page, "/scope/")
    page.locator('#part-exclusions a[href$="/exclusions/new/"]').click()
    page.locator("#what").fill(words["left_out"])
    page.locator('input[value="SEPARATE_NETWORK"]').check()
    page.locator("#reason").fill(words["because"])
    page.locator("#limits_risk").fill(words["limits"])
    page.locator("form.sheet button.main").click()

    excluded = page.locator(".excluded", has_text=words["left_out"])
    expect(excluded).to_contain_text(words["because"])
    expect(excluded).to_contain_text(words["limits"])


def hand_in(page: Page, name: str, content: bytes, button: str) -> None:
    page.set_input_files("#file", FilePayload(name=name, mimeType="application/octet-stream", buffer=content))
    page.get_by_role("button", name=button, exact=True).click()


def load_the_official_wording(page: Page, words: Words) -> None:
    go_to(page, "/excel/")
    page.locator('main a[href$="/official/"]').click()
    hand_in(page, "official.xlsx", Official().saved(), words["load"])

    expect(page.get_by_text("153 / 153")).to_be_visible()


def bring_in_the_filled_workbook(page: Page, words: Words, folder: Path) -> None:
    """The workbook that the demo gives to its reader: every problem stands at its cell, the rest is taken in."""
    filled = page.request.get("/demo/filled-workbook.xlsx").body()
    go_to(page, "/excel/")
    hand_in(page, "filled-workbook.xlsx", filled, words["read"])

    problems = page.locator('section[aria-labelledby="problems"] tbody tr')
    expect(problems.locator("th")).to_have_text(list(PROBLEMS))
    for place, word in enumerate(PROBLEMS.values()):
        expect(problems.nth(place)).to_contain_text(words[word])
    half = page.locator(".excel-changes tbody", has_text="4-1-6-2")
    expect(half).to_contain_text(words["half"])
    expect(half).to_contain_text("L50")
    assert page.request.get("/today/").ok
    page.get_by_role("button", name=words["take"], exact=True).click()
    expect(page.get_by_text(words["taken"]).first).to_be_visible()


def opened(page: Page) -> Locator:
    return page.locator("details.crit[open]")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus stands in the field with this id."""
    for _ in range(40):
        if page.evaluate("document.activeElement.id") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached with Tab")


def answer_the_rest_by_keyboard(page: Page, words: Words) -> None:
    """From here on the mouse lies still until every criterion has its answer."""
    go_to(page, "/answers/")
    expect(opened(page)).to_be_visible()
    while page.locator("#counts b").first.inner_text() != "81":
        if not opened(page).evaluate("criterion => 'open' in criterion.dataset"):
            page.keyboard.press("n")
        expect(page.locator("details.crit[open][data-open]")).to_be_visible()
        no = str(opened(page).get_attribute("data-criterion"))
        answer_by_keyboard(page, no, words)
        expect(page.locator(f"#criterion-{no}:not([data-open])")).to_be_visible()
    expect(page.locator("#counts")).to_contain_text(words["all"])


def answer_by_keyboard(page: Page, no: str, words: Words) -> None:
    if no == NOT_APPLICABLE:
        page.keyboard.press("3")
        expect(page.locator(f"#reason-{no}")).to_be_focused()
        page.keyboard.type(words["basis"])
    elif no == NOT_MET:
        page.keyboard.press("2")
        tab_to(page, f"responsible-{no}")
        page.keyboard.press("ArrowDown")
        tab_to(page, f"plan-{no}")
        page.keyboard.type(words["plan"])
    else:
        page.keyboard.press("1")
    expect(page.locator("#saved")).to_contain_text(words["saved"])


def open_criterion(page: Page, no: str) -> Locator:
    """Look a criterion up in the list of all, and open it."""
    address = re.sub(r"/answers/.*", "/answers/", page.url)
    page.goto(f"{address}{no.rpartition('-')[0]}/?criterion={no}")
    criterion = page.locator(f"#criterion-{no}")
    expect(criterion).to_have_attribute("open", "")
    return criterion
