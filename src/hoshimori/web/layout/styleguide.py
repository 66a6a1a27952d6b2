"""Every piece of the look on one page, for whoever builds pages; not there in real use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoshimori.shared.bilingual import Text
from hoshimori.web.layout.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from hoshimori.web.layout.acting import HoshimoriRequest

SENTENCE = Text(
    "総務の佐藤さんが、水曜日に1時間だけ、この画面を開きます。急がせず、次にすることを1つだけ示します。",
    "Ms Sato of general affairs opens this page for an hour on Wednesdays. Do not rush her; show one thing to do next.",
)
WORDS: Mapping[str, Text] = {
    "heading": Text(
        "重要な機密情報を置いているクラウドサービスに入るとき", "Signing in to a cloud service with secrets"
    ),
    "met": Text("適合", "Met"),
    "not_met": Text("不適合", "Not met"),
    "not_applicable": Text("該当なし", "Not applicable"),
    "open": Text("未回答", "No answer yet"),
    "old": Text("記録の日付 2025年9月 — 1年より前です", "Record of September 2025 — more than a year ago"),
    "checking": Text("確認中", "Being looked at"),
    "shared": Text("共有", "Shared"),
    "save": Text("保存する", "Save"),
    "later": Text("あとで", "Later"),
    "remove": Text("取り消す", "Withdraw"),
    "unavailable": Text("いまは使えません", "Not possible now"),
    "add": Text("証跡を加える", "Add evidence"),
    "mine": Text("わたしの担当", "Mine"),
    "due": Text("期限", "Due"),
    "company": Text("みなと物流株式会社", "Minato Logistics"),
    "name": Text("会社の名前", "Name of the company"),
    "reason": Text("いま満たしている理由", "Why it is met now"),
    "hint": Text(
        "専門家に説明するつもりで、短く書いてください。", "Write as if you explained it to the expert, in short."
    ),
    "readers": Text("専門家に見えます", "The expert can see this"),
    "inside": Text("社内だけに見えます", "Only your company can see this"),
    "wrong": Text("名前を入れてください。", "Please enter a name."),
    "choose": Text("選んでください", "Please choose"),
    "person": Text("担当", "Who"),
    "file": Text("証跡のファイル", "File of evidence"),
    "empty": Text("証跡はまだありません", "No evidence yet"),
    "part": Text("4 攻撃等の防御", "4 Protecting against attacks"),
    "asked": Text(
        "システムを使う前に、だれが使うのかを必ず確かめていますか",
        "Before anyone uses a system, do you check who it is?",
    ),
    "back": Text("一覧に戻る", "Back to the list"),
}


@dataclass(frozen=True, slots=True)
class Samples:
    """Made-up values for every piece."""

    sentence: Text = SENTENCE
    words: Mapping[str, Text] = field(default_factory=lambda: WORDS)
    form: Form = field(default_factory=lambda: Form({"name": ""}, {"name": "…"}))
    people: tuple[tuple[str, str], ...] = (("sato", "佐藤 花子"), ("ito", "伊藤 次郎"))
    rows: tuple[tuple[str, str], ...] = (("4-1-3-1", "15"), ("4-1-3-2", "45"), ("4-1-3-3", "90"))


@require_safe
def page(request: HoshimoriRequest) -> HttpResponse:
    """Show every piece."""
    return render(request, "layout/styleguide.html", {"samples": Samples(), "at": request.at})


@require_safe
def working_page(request: HoshimoriRequest) -> HttpResponse:
    """Show the pieces of a page on which people work."""
    return render(request, "layout/styleguide_working.html", {"samples": Samples(), "at": request.at})
