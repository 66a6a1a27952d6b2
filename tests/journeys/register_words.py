"""What is written and read on the way into the register, in both languages."""

from __future__ import annotations

KANA = "ﾅｷﾞｻｲﾝｻﾂ"
"""Nagisa Printing as somebody types it who has half-width kana on."""

SUMMARY = {"ja": "本社と工場の情報システム", "en": "Information systems of the head office and the plant"}
WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "ran_out": "制度の研修は、今日の時点で有効ではありません",
        "returned": "専門家が返しました",
        "why_not": "電話だけでは2種類になりません。",
        "advice": "ログインの方法から始めてください。",
        "mended": "パスワードとアプリの番号の2つで確かめる。",
        "later": "年に2回、訓練の記録を残す。",
        "agreed": "画面と記録で確かめました。",
        "who_is_there": "ご本人の確認",
        "not_declared": "自己適合を宣誓してください",
        "declared": "運営機関に申請してください",
        "void": "前の宣誓は無効です",
        "why_void": "自己評価が取り戻されました",
        "note": "工場の所在地が読み取れません。",
        "refused": "申請の要約を直して、もう一度申請してください。",
        "incident": "連絡がつかないため。",
        "cleared": "連絡がつきました。",
        "moved": "工場の事務所を隣の建物に移しました。",
        "noted": "確かめました。",
        "closed": "印刷の事業を終えました。",
    },
    "en": {
        "ran_out": "scheme training is not in force today",
        "returned": "The expert returned it",
        "why_not": "A phone call alone does not make two kinds.",
        "advice": "Begin with how people sign in.",
        "mended": "A password together with the number of an app.",
        "later": "Keep records of the training twice a year.",
        "agreed": "Seen on the screen and in the records.",
        "who_is_there": "Is it you?",
        "not_declared": "Declare conformity",
        "declared": "File it with the operator",
        "void": "The last declaration is void",
        "why_void": "was taken back after the declaration",
        "note": "One cannot tell where the plant is.",
        "refused": "Please put the summary right and file once more.",
        "incident": "Nobody can be reached.",
        "cleared": "Somebody was reached.",
        "moved": "The office of the plant moved into the next building.",
        "noted": "Seen.",
        "closed": "Printing has come to an end.",
    },
}
