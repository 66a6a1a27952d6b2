"""Aoba's people answer in a browser: by keyboard, on a phone, two at a time, with and without a connection."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import Visitor

Come = Callable[..., Visitor]
NO, NEXT, LAST = "4-1-3-2", "4-1-3-3", "4-1-3-4"
SAVED = re.compile("保存しました|Saved")


def answers_of(visitor: Visitor, who: str = "sato@aoba.example", criterion: str = NO, query: str = "") -> Page:
    """Sign in and open a criterion of Aoba's self-evaluation from the main navigation."""
    page = visitor.enter_as(who)
    page.goto(str(page.locator("nav a[href*='/answers/']").first.get_attribute("href")))
    root = re.sub(r"/answers/.*", "/answers/", page.url)
    page.goto(f"{root}{criterion.rpartition('-')[0]}/?criterion={criterion}{query}")
    return page


def open_criterion(page: Page) -> str:
    return str(page.locator("details.crit[open]").get_attribute("data-criterion"))


def field(name: str, criterion: str = NO) -> str:
    return f"#{name}-{criterion}"


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text(SAVED)
    expect(page.locator("#saved")).to_have_attribute("data-mood", "saved")


def test_an_answer_is_saved_at_once_and_is_there_after_a_reload(visitor: Come, language: str, screen: str) -> None:
    page = answers_of(visitor(language, screen), criterion=NEXT)

    page.locator(f"#answer-{NEXT} .pick.met").click()
    page.fill(field("reason", NEXT), "認証アプリとパスワードの2種類です。")
    saved(page)
    page.reload()

    expect(page.locator(f"#answer-{NEXT} input[value=MET]")).to_be_checked()
    expect(page.locator(field("reason", NEXT))).to_have_value("認証アプリとパスワードの2種類です。")


def test_counts_and_list_follow_what_is_answered(visitor: Come) -> None:
    page = answers_of(visitor(), criterion=NEXT)
    open_before = int(page.locator("#counts b").first.inner_text())

    page.locator(f"#answer-{NEXT} .pick.met").click()

    expect(page.locator("#counts b").first).to_have_text(str(open_before - 1))
    expect(page.locator(f"#criterion-{NEXT} summary .tag")).to_have_text("適合")


def test_the_keyboard_is_enough(visitor: Come) -> None:
    page = answers_of(visitor(), criterion="4-1-3-1")

    page.keyboard.press("j")
    assert open_criterion(page) == NO
    page.keyboard.press("k")
    assert open_criterion(page) == "4-1-3-1"
    page.keyboard.press("n")
    assert open_criterion(page) == NEXT
    page.keyboard.press("2")
    saved(page)
    expect(page.locator(f"#criterion-{NEXT} summary .tag")).to_have_text("不適合")
    page.keyboard.press("0")
    expect(page.locator(f"#criterion-{NEXT} summary .tag")).to_have_text("未回答")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_letters_are_letters_while_somebody_types_and_when_keys_are_switched_off(visitor: Come) -> None:
    page = answers_of(visitor())

    page.locator(field("plan")).fill("")
    page.locator(field("plan")).press_sequentially("junk 123")
    typed_in = open_criterion(page)
    page.keyboard.press("Tab")
    page.locator(f"#criterion-{NO} > summary").focus()
    page.keyboard.press("?")
    page.get_by_label(re.compile("キーボードの近道を使う")).uncheck()
    page.get_by_role("button", name="閉じる").click()
    page.keyboard.press("j")

    assert typed_in == NO
    expect(page.locator(field("plan"))).to_have_value("junk 123")
    assert open_criterion(page) == NO


def test_the_next_requirement_comes_without_loading_the_page(visitor: Come) -> None:
    page = answers_of(visitor(), criterion=LAST)
    page.evaluate("globalThis.stays = true")

    page.keyboard.press("j")
    expect(page.locator("#requirement")).to_contain_text("4-1-4")
    moved = page.url
    page.go_back()

    expect(page.locator("#requirement")).to_contain_text("4-1-3")
    assert "/4-1-4/" in moved
    assert page.evaluate("globalThis.stays") is True


def test_not_applicable_asks_for_its_basis_and_is_saved_once_it_is_given(visitor: Come) -> None:
    page = answers_of(visitor())
    page.fill(field("reason"), "")
    saved(page)

    page.locator(f"#answer-{NO} .pick.none").click()
    expect(page.locator(f"#answer-{NO} [role=alert]")).to_contain_text("根拠")
    expect(page.locator(field("reason"))).to_be_focused()
    expect(page.locator(f"#answer-{NO} [data-saved-here]")).to_have_text("まだ保存していません")
    page.locator(field("reason")).press_sequentially("クラウドサービスに置いていません。")

    expect(page.locator(f"#answer-{NO} [role=alert]")).to_have_count(0)
    saved(page)
    page.reload()
    expect(page.locator(f"#answer-{NO} input[value=NOT_APPLICABLE]")).to_be_checked()


def test_two_people_at_one_answer_both_see_both_and_nothing_is_lost(visitor: Come) -> None:
    sato, ito = answers_of(visitor()), answers_of(visitor(), "ito@aoba.example")

    ito.fill(field("plan"), "伊藤が書いたこと。")
    saved(ito)
    sato.fill(field("plan"), "佐藤が書いたこと。")

    form = sato.locator(f"#answer-{NO}")
    expect(form.get_by_role("alert")).to_contain_text("伊藤 次郎さん")
    expect(form.locator("[data-words]")).to_have_text("伊藤が書いたこと。")
    expect(sato.locator(field("plan"))).to_have_value("佐藤が書いたこと。")
    form.get_by_role("button", name="相手の文を前につなげる").click()
    form.get_by_role("button", name="この内容で保存する").click()
    saved(sato)
    ito.reload()
    expect(ito.locator(field("plan"))).to_have_value("伊藤が書いたこと。\n佐藤が書いたこと。")


def test_to_reload_chooses_nothing(visitor: Come) -> None:
    sato, ito = answers_of(visitor()), answers_of(visitor(), "ito@aoba.example")
    ito.fill(field("plan"), "伊藤が書いたこと。")
    saved(ito)
    sato.fill(field("plan"), "佐藤が書いたこと。")
    expect(sato.locator(f"#answer-{NO} [data-words]")).to_have_text("伊藤が書いたこと。")
    sato.fill(field("plan"), "佐藤が書き直したこと。")

    sato.reload()

    expect(sato.locator(f"#answer-{NO} [data-words]")).to_have_text("伊藤が書いたこと。")
    expect(sato.locator(field("plan"))).to_have_value("佐藤が書き直したこと。")
    ito.reload()
    expect(ito.locator(field("plan"))).to_have_value("伊藤が書いたこと。")


def test_who_came_second_can_take_what_the_first_wrote(visitor: Come) -> None:
    sato, ito = answers_of(visitor()), answers_of(visitor(), "ito@aoba.example")
    ito.fill(field("plan"), "伊藤が書いたこと。")
    saved(ito)
    sato.fill(field("plan"), "佐藤が書いたこと。")

    sato.get_by_role("link", name="相手の内容にする").click()

    expect(sato.locator(field("plan"))).to_have_value("伊藤が書いたこと。")
    sato.reload()
    expect(sato.locator(field("plan"))).to_have_value("伊藤が書いたこと。")


def test_without_a_connection_nothing_is_lost_and_all_is_saved_when_it_is_back(visitor: Come) -> None:
    page = answers_of(visitor())

    page.context.set_offline(True)
    page.fill(field("plan"), "電車の中で書いた。")
    expect(page.locator("#saved")).to_contain_text("この端末に残しています")
    expect(page.locator("[data-offline]")).to_be_visible()
    page.context.set_offline(False)

    saved(page)
    page.reload()
    expect(page.locator(field("plan"))).to_have_value("電車の中で書いた。")


def test_what_was_written_without_a_connection_survives_closing_the_page(visitor: Come) -> None:
    page = answers_of(visitor())
    address = page.url
    page.context.set_offline(True)
    page.fill(field("plan"), "地下で書いた。")
    expect(page.locator("#saved")).to_contain_text("この端末に残しています")

    page.close()
    page = page.context.new_page()
    page.context.set_offline(False)
    page.goto(address.replace("4-1-3/?criterion=4-1-3-2", "4-1-4/"))
    saved(page)
    page.goto(address)

    expect(page.locator(field("plan"))).to_have_value("地下で書いた。")


def test_what_somebody_wrote_meanwhile_is_shown_when_the_connection_is_back(visitor: Come) -> None:
    sato, ito = answers_of(visitor()), answers_of(visitor(), "ito@aoba.example")
    sato.context.set_offline(True)
    sato.fill(field("plan"), "佐藤が地下で書いた。")
    ito.fill(field("plan"), "伊藤が席で書いた。")
    saved(ito)

    sato.context.set_offline(False)

    expect(sato.locator(f"#answer-{NO} [data-words]")).to_have_text("伊藤が席で書いた。")
    expect(sato.locator(field("plan"))).to_have_value("佐藤が地下で書いた。")


def test_the_drafts_of_one_person_are_not_sent_by_another_on_the_same_device(visitor: Come) -> None:
    someone = visitor()
    page = answers_of(someone)
    page.context.set_offline(True)
    page.fill(field("plan"), "佐藤の書きかけ。")
    expect(page.locator("#saved")).to_contain_text("この端末に残しています")
    page.close()
    someone.page = page.context.new_page()
    someone.page.context.set_offline(False)
    page = answers_of(someone, "ito@aoba.example")

    expect(page.locator(field("plan"))).not_to_have_value("佐藤の書きかけ。")
    page.locator(f"#criterion-{NEXT} > summary").click()
    page.locator(f"#answer-{NEXT} .pick.met").click()
    saved(page)
    page.reload()
    expect(page.locator(field("plan"))).not_to_have_value("佐藤の書きかけ。")


def test_somebody_whose_session_ended_is_told_and_loses_nothing(visitor: Come) -> None:
    page = answers_of(visitor())
    page.context.clear_cookies()

    page.fill(field("plan"), "長い会議のあとで書いた。")

    expect(page.locator("#saved")).to_contain_text("サインインが切れています")
    other = page.context.new_page()
    other.goto("/demo/")
    other.locator('form:has(input[value="sato@aoba.example"]) button').click()
    other.goto(page.url)
    saved(other)
    expect(other.locator(field("plan"))).to_have_value("長い会議のあとで書いた。")


def test_a_comment_speaks_to_a_colleague(visitor: Come) -> None:
    page = answers_of(visitor())
    page.evaluate("globalThis.stays = true")
    fold = page.locator(f"#fold-comment-{NO}")

    fold.locator("summary").click()
    box = page.locator(f"#text-{NO}")
    box.press_sequentially("@伊")
    page.keyboard.press("Enter")
    box.press_sequentially("見てください")
    fold.get_by_role("button", name="送る").click()

    expect(fold.locator(".mention").last).to_have_text("@伊藤 次郎")
    expect(fold.locator(".words").last).to_have_text("@伊藤 次郎 見てください")
    assert page.evaluate("globalThis.stays") is True


def test_minutes_are_added_with_one_touch(visitor: Come) -> None:
    page = answers_of(visitor(), criterion=NEXT)
    fold = page.locator(f"#fold-time-{NEXT}")

    fold.locator("summary").click()
    fold.get_by_role("button", name="+15分").click()
    expect(fold.locator("summary")).to_contain_text("15分")
    fold.get_by_role("button", name="+30分").click()

    expect(fold.locator("summary")).to_contain_text("45分")


def test_an_alternative_is_proposed_beside_the_question(visitor: Come) -> None:
    page = answers_of(visitor(), criterion=NEXT)
    fold = page.locator(f"#fold-alternative-{NEXT}")

    fold.locator("summary").click()
    page.fill(f"#means-{NEXT}", "入口で社員証を確かめる。")
    fold.get_by_role("button", name="代替策を記録する").click()
    expect(fold.get_by_role("alert")).to_contain_text("理由")
    page.fill(f"#why_equal-{NEXT}", "社員証のない人は入れないため。")
    fold.get_by_role("button", name="代替策を記録する").click()

    expect(fold.locator("summary")).to_contain_text("代替策あり")


def test_an_alternative_that_was_not_sent_yet_is_still_there_when_one_comes_back(visitor: Come) -> None:
    page = answers_of(visitor(), criterion=NEXT)
    page.locator(f"#fold-alternative-{NEXT} > summary").click()
    page.fill(f"#means-{NEXT}", "考えている途中の手段。")

    page.goto(page.url.replace("4-1-3/", "4-1-4/"))
    page.go_back()

    expect(page.locator(f"#means-{NEXT}")).to_have_value("考えている途中の手段。")


def test_what_will_be_done_becomes_a_task(visitor: Come) -> None:
    page = answers_of(visitor(), criterion=NEXT)

    page.fill(field("plan", NEXT), "2種類の確認の組み合わせを決める。")
    page.locator(f"#criterion-{NEXT}").get_by_role("button", name="やることにする").click()

    expect(page.locator(f"#criterion-{NEXT} .facts")).to_contain_text("1件中0件完了")
    expect(page.locator("#work [role=status]")).to_be_visible()


def test_nothing_moves_away_from_under_the_mouse_when_it_is_saved(visitor: Come) -> None:
    page = answers_of(visitor(), criterion=NEXT)
    button = page.locator(f"#criterion-{NEXT}").get_by_role("button", name="やることにする")
    page.locator(f"#answer-{NEXT} .note-fold > summary").click()
    page.fill(field("plan", NEXT), "2種類の確認の組み合わせを決める。")
    page.fill(field("note", NEXT), "来月の会議で話す。")

    button.hover()
    page.mouse.down()
    saved(page)
    expect(page.locator(f"#answer-{NEXT} [data-saved-here]")).to_be_visible()
    page.mouse.up()

    expect(page.locator("#work [role=status]")).to_be_visible()


def test_what_can_no_longer_be_saved_is_shown_and_can_be_thrown_away(visitor: Come) -> None:
    sato, mori = answers_of(visitor()), visitor().enter_as("mori@aoba.example")
    sato.context.set_offline(True)
    sato.fill(field("plan"), "閉じる前に書いた。")
    mori.goto(re.sub(r"/answers/.*", "/close/", sato.url))
    mori.locator("form.sheet button").click()

    sato.context.set_offline(False)
    expect(sato.locator("#saved")).to_contain_text("まだ保存していないもの")
    sato.get_by_role("button", name="見る").click()

    expect(sato.get_by_role("dialog")).to_contain_text("閉じる前に書いた。")
    sato.get_by_role("button", name="捨てる").click()
    sato.reload()
    expect(sato.locator("#saved")).to_contain_text("最後の保存")


def test_the_past_of_an_answer_is_there_when_asked_for(visitor: Come) -> None:
    page = answers_of(visitor())

    page.locator(f"#fold-history-{NO} > summary").click()

    expect(page.locator(f"#fold-history-{NO} .past")).to_contain_text("回答を変えました")


def test_on_a_phone_there_is_one_criterion_on_the_screen(visitor: Come) -> None:
    page = answers_of(visitor("ja", "phone"), criterion="4-1-3-1")

    expect(page.locator("details.crit:visible")).to_have_count(1)
    expect(page.locator("#criterion-4-1-3-1 .guide-pane")).to_be_hidden()
    page.locator("#criterion-4-1-3-1 .guide > summary").click()
    expect(page.locator("#criterion-4-1-3-1 .guide-pane")).to_be_visible()
    page.locator("#criterion-4-1-3-1").get_by_role("link", name="次へ").click()

    assert open_criterion(page) == NO
    expect(page.locator("details.crit:visible")).to_have_count(1)
    page.locator("#list > summary").click()
    expect(page.locator("#list nav")).to_be_visible()


def test_without_a_script_everything_can_be_read_and_saved(visitor: Come) -> None:
    page = answers_of(visitor(java_script_enabled=False), criterion=NEXT)

    page.locator(f"#answer-{NEXT} .pick.met").click()
    page.fill(field("reason", NEXT), "スクリプトなしで書いた。")
    page.locator(f"#answer-{NEXT}").get_by_role("button", name="保存").click()

    expect(page.locator(f"#criterion-{NEXT} summary .tag").first).to_have_text("適合")
    expect(page.locator(field("reason", NEXT))).to_have_value("スクリプトなしで書いた。")
    page.locator("#criterion-4-1-3-4 > summary").click()
    assert open_criterion(page) == LAST


def test_without_a_script_a_refused_answer_keeps_what_was_typed(visitor: Come) -> None:
    page = answers_of(visitor(java_script_enabled=False))

    page.locator(f"#answer-{NO} .pick.none").click()
    page.fill(field("reason"), "")
    page.fill(field("plan"), "消えてはいけない文。")
    page.locator(f"#answer-{NO}").get_by_role("button", name="保存").click()

    expect(page.locator(f"#answer-{NO} [role=alert]").first).to_contain_text("根拠")
    expect(page.locator(field("plan"))).to_have_value("消えてはいけない文。")


def test_everybody_can_use_the_page(visitor: Come, language: str, screen: str) -> None:
    someone = visitor(language, screen)
    page = answers_of(someone)
    whole = someone.hindrances()

    for fold in page.locator("details.crit[open] .more > details > summary").all():
        fold.click()
    page.wait_for_load_state("networkidle")

    assert whole == []
    assert someone.hindrances() == []


@pytest.mark.parametrize("show", ["OPEN", "NO_EVIDENCE"])
def test_what_is_looked_for_can_be_walked_through(visitor: Come, show: str) -> None:
    someone = visitor()
    page = answers_of(someone, query=f"&show={show}")

    page.locator("#list .hit").first.click()
    expect(page.locator("#list .hit").first).to_have_attribute("aria-current", "true")
    page.keyboard.press("j")

    expect(page.locator("#list .hit").nth(1)).to_have_attribute("aria-current", "true")
    assert someone.hindrances() == []
