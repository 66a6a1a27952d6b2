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
from tests.journeys.trail import Step, Trail, walked_by

SATO, ITO, YAMADA = "sato@aoba.example", "ito@aoba.example", "yamada@minato.example"
PROBLEMS = {
    "H3": "number_twice",
    "L54": "mark",
    "L55": "not_conditional",
    "L67": "formula",
    "H84": "number_unknown",
    "H85": "number_twice",
}
NOT_MET, REASONED, SHARED, PROVEN = "4-2-2-2", "4-1-3-3", "5-1-1-1", "4-2-2-2"
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
        "reason": "パスワードと、認証アプリの番号を組み合わせている。",
        "plan": "1月の訓練から、参加した人の名簿を残す。",
        "due": "2027年2月26日",
        "all": "81件すべてに回答しました",
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
        "reason": "A password together with the number of an app.",
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
    bring_in_the_filled_workbook(page, words)
    answer_the_rest_by_keyboard(page, words)
    make_what_is_not_met_a_task(page, words)
    attach_evidence(page, words)
    propose_an_alternative(page, words)
    both_write_at_once(page, come_in(ito, ITO, language), words)
    see_what_is_missing(page, words)
    take_the_report_along(page, words, tmp_path)
    take_the_workbook_along(page, words, tmp_path)

    a_stranger_finds_nothing(come_in(yamada, YAMADA, language), trail, words)
    whoever_is_not_signed_in_is_asked_to(visitor(language).page, trail, words)


def come_in(visitor: Visitor, who: str, language: str) -> Page:
    """Sign somebody in, in the language of the journey."""
    page = visitor.enter_as(who)
    visitor.speak(language)
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
    go_to(page, "/answers/")
    expect(opened(page).locator(".guide")).to_contain_text(sentence(REASONED).splitlines()[0])


def bring_in_the_filled_workbook(page: Page, words: Words) -> None:
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
    go_to(page, "/answers/")
    expect(page.locator("#counts b").first).to_have_text("29")
    page.go_back()
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
    for _ in range(int(page.locator("#counts b").first.inner_text())):
        expect(page.locator("details.crit[open][data-open]")).to_be_visible()
        no = str(opened(page).get_attribute("data-criterion"))
        answer_by_keyboard(page, no, words)
        expect(page.locator(f"#criterion-{no}:not([data-open])")).to_be_visible()
        page.keyboard.press("n")
    expect(page.locator("#counts")).to_contain_text(words["all"])


def answer_by_keyboard(page: Page, no: str, words: Words) -> None:
    if no == REASONED:
        page.keyboard.press("1")
        page.keyboard.press("w")
        page.keyboard.type(words["reason"])
    elif no == NOT_MET:
        page.keyboard.press("2")
        tab_to(page, f"responsible-{no}")
        page.keyboard.press("ArrowDown")
        tab_to(page, f"due-{no}")
        page.keyboard.type("02262027")  # month, day, year: the order of an English Chromium, whatever the page speaks
        page.keyboard.press("Escape")
        page.keyboard.press("w")
        page.keyboard.type(words["plan"])
    else:
        page.keyboard.press("1")
    page.keyboard.press("Escape")
    expect(page.locator(f"#answer-{no} [data-saved-here]")).to_contain_text(words["saved"])


def open_criterion(page: Page, no: str) -> Locator:
    """Look a criterion up in the list of all, and open it."""
    address = re.sub(r"/answers/.*", "/answers/", page.url)
    page.goto(f"{address}{no.rpartition('-')[0]}/?criterion={no}")
    criterion = page.locator(f"#criterion-{no}")
    expect(criterion).to_have_attribute("open", "")
    return criterion


def make_what_is_not_met_a_task(page: Page, words: Words) -> None:
    criterion = open_criterion(page, NOT_MET)
    criterion.locator('form[action*="/tasks/"] button').click()
    expect(page.locator("#work [role=status]")).to_be_visible()
    go_to(page, "/tasks/")

    task = page.locator("table.tasks tbody tr", has_text=words["plan"])
    expect(task).to_contain_text(words["due"])
    expect(task).to_contain_text(NOT_MET)


def attach_evidence(page: Page, words: Words) -> None:
    """A picture of the screen; it comes back as it was sent."""
    go_to(page, "/answers/")
    picture = page.screenshot()
    open_criterion(page, NOT_MET)
    page.keyboard.press("e")
    page.set_input_files("#files_file", FilePayload(name=words["photo"], mimeType="image/png", buffer=picture))
    page.locator("#files button.main").click()
    piece = page.locator("#here tbody tr", has_text=words["photo"])
    expect(piece).to_be_visible()

    with page.expect_download() as download:
        piece.locator("a[download]").click()
    assert download.value.path().read_bytes() == picture
    assert download.value.suggested_filename == words["photo"]
    page.locator(".back a").click()
    expect(page.locator(f"#criterion-{NOT_MET} .facts dd").first).to_contain_text("1")


def propose_an_alternative(page: Page, words: Words) -> None:
    criterion = open_criterion(page, SHARED)
    fold = criterion.locator(f"#fold-alternative-{SHARED}")
    fold.locator("summary").click()
    expect(page.locator(f"#goal-{SHARED}")).not_to_have_value("")
    page.locator(f"#means-{SHARED}").fill(words["means"])
    page.locator(f"#why_equal-{SHARED}").fill(words["equal"])
    fold.locator("form button").first.click()

    expect(fold.locator("button.link")).to_be_visible()
    expect(page.locator(f"#means-{SHARED}")).to_have_value(words["means"])


def both_write_at_once(hers: Page, his: Page, words: Words) -> None:
    """Sato and Ito have the same answer open; who saves second sees both, and both stay."""
    go_to(his, "/answers/")
    for page in (hers, his):
        open_criterion(page, SHARED)
    plan = f"#plan-{SHARED}"

    his.locator(plan).fill(words["his"])
    expect(his.locator("#saved")).to_have_attribute("data-mood", "saved")
    hers.locator(plan).fill(words["hers"])
    form = hers.locator(f"#answer-{SHARED}")
    expect(form.get_by_role("alert")).to_be_visible()
    expect(form.locator("[data-words]")).to_have_text(words["his"])
    expect(hers.locator(plan)).to_have_value(words["hers"])
    form.locator("[data-joins]").click()
    form.locator("button.main").click()
    expect(hers.locator("#saved")).to_have_attribute("data-mood", "saved")

    his.reload()
    expect(his.locator(plan)).to_have_value(f"{words['his']}\n{words['hers']}")


def see_what_is_missing(page: Page, words: Words) -> None:
    """What is not met for ★3 by number and name; and what ★4 would ask in addition."""
    go_to(page, "/report/")
    page.locator('main a[href$="/report/missing/"]').first.click()
    expect(page.locator(".report-lead")).to_contain_text(words["missing"])
    not_met = page.locator('section[aria-labelledby="NOT_MET"]')
    expect(not_met.get_by_role("heading")).to_contain_text(words["not_met"])
    for no in ("4-1-3-2", NOT_MET, "6-1-1-1"):
        expect(not_met.locator("a", has_text=no)).to_be_attached()

    page.locator('main a[href$="#beyond"]').click()
    expect(page.get_by_role("heading", name=words["beyond"])).to_be_visible()
    for fold in page.locator('section[aria-labelledby="beyond"] summary').all():
        fold.click()
    expect(page.locator(".asked-list dt:visible")).to_have_count(72)


def take_the_report_along(page: Page, words: Words, folder: Path) -> None:
    go_to(page, "/report/")
    page.get_by_role("button", name=words["make"], exact=True).click()
    row = page.locator("tbody[aria-live] tr").first
    expect(row.get_by_text(words["ready"])).to_be_visible(timeout=30_000)
    with page.expect_download() as download:
        row.get_by_role("link").click()
    download.value.save_as(folder / "report.pdf")

    pages = PdfReader(folder / "report.pdf").pages
    said = without_blanks("".join(part.extract_text() for part in pages))
    for word in ("notice", "left_out", "because", "reason", "plan", "means", "equal", "hers", "his"):
        assert without_blanks(words[word]) in said, word


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


def take_the_workbook_along(page: Page, words: Words, folder: Path) -> None:
    """What was written stands in its row; brought back as it is, it changes nothing."""
    go_to(page, "/excel/")
    with page.expect_download() as download:
        page.get_by_role("link", name=words["workbook"]).click()
    download.value.save_as(folder / "workbook.xlsx")

    sheet = load_workbook(folder / "workbook.xlsx").worksheets[0]
    rows = {str(row[5]): row for row in sheet.iter_rows(values_only=True)}
    assert rows[NOT_MET][14:17] == (words["mark_not_met"], None, words["plan"])
    assert rows[REASONED][15] == words["reason"]
    assert rows[SHARED][16] == f"{words['his']}\n{words['hers']}"
    hand_in(page, "workbook.xlsx", (folder / "workbook.xlsx").read_bytes(), words["read"])
    expect(page.get_by_text(words["same"])).to_be_visible()


def a_stranger_finds_nothing(yamada: Page, trail: Trail, words: Words) -> None:
    about_aoba = {step for step in trail.steps if step.is_about_something}
    found = walked_by(yamada, trail.steps)

    assert len(about_aoba) > 40
    assert {step: status for step, (status, _) in found.items() if step in about_aoba and status != 404} == {}
    assert secrets_in(found, words) == []


def whoever_is_not_signed_in_is_asked_to(nobody: Page, trail: Trail, words: Words) -> None:
    nobody.goto("/")
    found = walked_by(nobody, {step for step in trail.steps if step.is_about_something})

    assert {status for status, _ in found.values()} == {302, 401}
    assert secrets_in(found, words) == []


def secrets_in(found: dict[Step, tuple[int, str]], words: Words) -> list[Step]:
    secrets = [words[word] for word in ("left_out", "because", "plan", "means", "hers", "his")] + ["青葉部品"]
    return [step for step, (_, text) in found.items() if any(secret in text for secret in secrets)]
