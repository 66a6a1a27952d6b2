"""What `hoshimori monitor` says, in Japanese and in English, fit for a mail.

The command needs no Django, so its words lie here and not with the pages'.
"""

from __future__ import annotations

from hoshimori.cli.verifying.words import Words

EVENTS = {
    "REGISTERED": Words(
        "★{level}として登録されました。有効期間は{first}から{last}までです。",
        "Registered as ★{level}, from {first} to {last}.",
    ),
    "RENEWED": Words(
        "登録が更新されました。有効期間は{first}から{last}までです。",
        "The registration was renewed, from {first} to {last}.",
    ),
    "SUSPENDED": Words("登録が一時停止になりました。", "The registration was suspended."),
    "REINSTATED": Words("登録の停止が解除されました。", "The registration was reinstated."),
    "WITHDRAWN": Words("登録が取り消されました。", "The registration was withdrawn."),
    "RETURNED": Words("登録が返上されました。", "The registration was returned."),
    "EXPIRED": Words("登録の有効期間が終わりました。", "The period of the registration is over."),
    "CHANGED": Words("台帳に載る登録内容が変わりました。", "What the register shows of the registration was changed."),
}
OTHER_EVENT = Words("そのほかの出来事がありました（{kind}）。", "Something else happened ({kind}).")
OTHER_COMPANY = Words(
    "この登録番号は、別の法人番号のものになりました。",
    "This registration number belongs to another corporate number now.",
)

FAULTS = {
    "LOG_UNREADABLE": Words(
        "登録の履歴のファイルを読み取れません（{reason}）。",
        "The files of the register's history cannot be read ({reason}).",
    ),
    "LOG_NOT_SIGNED": Words(
        "登録の履歴に、信じている鍵の署名がありません。",
        "The register's history is not signed with a key that is believed.",
    ),
    "LOG_SIGNATURE_WRONG": Words("{name}の署名が合いません。", "The signature of {name} does not fit."),
    "LOG_IS_ANOTHER": Words("別の履歴が公開されています。", "Another history is published in its place."),
    "LOG_FILES_DIFFER": Words(
        "公開されているファイルが、署名された先頭の値と合いません。",
        "The published files do not lead to the signed head.",
    ),
    "LOG_ENTRY_NOT_PROVEN": Words(
        "公開されているファイルに、履歴の一部がありません。", "A part of the history is missing in the published files."
    ),
    "LOG_HISTORY_NOT_PROVEN": Words(
        "登録の履歴が書き換えられています。前回見た履歴の続きになっていません。",
        "The register's history was rewritten: it does not continue what was there at the last look.",
    ),
    "SHRUNK": Words(
        "登録の履歴が、前回見たときより短くなっています。", "The register's history is shorter than at the last look."
    ),
    "SPLIT": Words(
        "ここに見えている履歴と、立会人が見た履歴が違います。",
        "The history that is shown here is not the one that a witness knows.",
    ),
    "LOG_WITNESSES_TOO_FEW": Words(
        "登録の履歴を確かめた立会人が足りません（{wanted}者のうち{found}者）。",
        "Too few witnesses have confirmed the history ({found} of {wanted}).",
    ),
    "STALE": Words(
        "立会人が最後に確かめてから、日がたちすぎています。古い履歴を見せられているおそれがあります。",
        "No witness has confirmed the history for too long. What is shown may be old.",
    ),
    "REGISTER_UNREADABLE": Words("台帳を読み取れません。", "The register cannot be read."),
    "NOT_IN_HISTORY": Words(
        "{number}：台帳にありますが、登録の履歴にありません。",
        "{number}: it is in the register and not in its history.",
    ),
    "NOT_IN_REGISTER": Words(
        "{number}：登録の履歴にありますが、台帳にありません。",
        "{number}: it is in the history and not in the register.",
    ),
    "CORPORATE_NUMBER": Words(
        "{number}：法人番号が、台帳と登録の履歴で違います。",
        "{number}: register and history say different corporate numbers.",
    ),
    "LEVEL": Words(
        "{number}：段階が、台帳と登録の履歴で違います。", "{number}: register and history say different levels."
    ),
    "STATE": Words(
        "{number}：登録の状態が、台帳と登録の履歴で違います。", "{number}: register and history say different states."
    ),
    "VALID_FROM": Words(
        "{number}：有効期間の初日が、台帳と登録の履歴で違います。",
        "{number}: register and history say different first days of validity.",
    ),
    "LAST_VALID_ON": Words(
        "{number}：有効期間の最終日が、台帳と登録の履歴で違います。",
        "{number}: register and history say different last days of validity.",
    ),
    "PARTICULARS": Words(
        "{number}：名前、都道府県、適用範囲などが、登録の履歴にある値と合いません。",
        "{number}: name, prefecture, scope and the like do not fit the value in the history.",
    ),
}

FITS = Words(
    "登録の履歴は前回の続きで、台帳とも合っています。",
    "The history continues the earlier one, and the register follows it.",
)
FITS_FIRST = Words("登録の履歴と台帳は合っています。", "The register follows its history.")
DOES_NOT_FIT = Words(
    "【要確認】登録の履歴に合わないところがあります。", "ATTENTION: something does not fit the register's history."
)
NEW = Words("新しい出来事が{count}件あります。", "New events: {count}.")
NOTHING_NEW = Words("新しい出来事はありません。", "No new events.")
TITLE = Words("法人番号 {number}／{url}", "Corporate number {number} at {url}")
FIRST_RUN = Words(
    "初めての確認です。次の鍵を信じ、今の履歴を覚えました。運営機関の書面など、別のところでも同じ鍵かどうかを確かめてください。",
    "This is the first look. It believed the following key and remembers the history as it is now."
    " Compare the key with what the operator says elsewhere, on paper for instance.",
)
KEYS_GIVEN = Words(
    "次の鍵を信じます（指定されたもの）。", "The following key is believed from now on, because it was given."
)
STANDS = Words("{moment}の時点で、履歴は{size}件です。", "As of {moment} the history has {size} entries.")
SEEN_BY = Words("立会人{name}が{moment}に確かめています。", "Confirmed by the witness {name} on {moment}.")
NO_WITNESS = Words(
    "立会人の鍵が指定されていないので、ほかの人に違う履歴が見せられていないかは分かりません。",
    "No witness's key was given: whether others are shown another history is not known.",
)
AWAY = Words("立会人{name}に直接は確かめられませんでした。", "The witness {name} could not be asked itself.")
WHAT_TO_DO = Words(
    "この連絡と、覚えを置いているフォルダーを残して、運営機関に問い合わせてください。",
    "Keep this message and the folder the monitor remembers in, and ask the operator.",
)
PROOF_KEPT = Words("署名された証拠を{file}に残しました。", "What was signed is kept as proof in {file}.")
NOT_REACHED = Words("{url}につながりません：{why}", "{url} cannot be reached: {why}")
WRONG_USE = Words("使い方が違います", "Wrong use")
