"""What `hoshimori verify` says, in Japanese and in English: sentences for outcomes, reasons, and what is proven.

The command needs no Django, so its words lie here and not with the pages'. Never that a company is certified or safe.
"""

from __future__ import annotations

from typing import NamedTuple

from hoshimori.credentials.rules.reasons import Reason
from hoshimori.credentials.rules.verdicts import NotProven, Outcome, Proven


class Words(NamedTuple):
    """One sentence in both languages."""

    ja: str
    en: str


OUTCOMES = {
    Outcome.BELIEVED: Words("★{level}として登録されています。", "Registered as ★{level}."),
    Outcome.SUSPENDED: Words(
        "★{level}の登録は一時停止中です。再開されるまで、★{level}とはみなせません。",
        "The ★{level} registration is suspended. Until it is reinstated it does not count as ★{level}.",
    ),
    Outcome.ENDED: Words("★{level}の登録は終わっています。", "The ★{level} registration has ended."),
    Outcome.STATE_UNKNOWN: Words(
        "★{level}の電子証明は運営機関が発行したものです。今の登録の状態は分かりません。",
        "The operator issued this ★{level} certificate. How the registration stands now is not known.",
    ),
    Outcome.NOT_BELIEVED: Words("この電子証明は信じられません。", "This certificate cannot be believed."),
}

LABELS = {
    "reason": Words("理由", "Reason"),
    "company": Words("会社", "Company"),
    "corporate_number": Words("法人番号", "Corporate number"),
    "registration_number": Words("登録番号", "Registration number"),
    "level": Words("段階", "Level"),
    "scope": Words("適用範囲", "Scope"),
    "edition": Words("版", "Edition"),
    "evaluation_body": Words("評価機関", "Evaluation body"),
    "valid_from": Words("有効期間の初日", "Valid from"),
    "last_valid_on": Words("有効期間の最終日", "Last day of validity"),
    "state_as_of": Words("状態を確かめた時点", "State as of"),
    "shown": Words("同意により開示された内容", "Shown by consent"),
    "feedback": Words("専門家の助言", "Expert's advice"),
    "confirmed_on": Words("専門家が確認した日", "Confirmed by the expert on"),
    "audience": Words("開示の相手", "Shown to"),
    "signed_at": Words("会社が署名した時点", "Signed by the company at"),
    "purpose": Words("目的", "Purpose"),
    "comment": Words("会社のコメント", "The company's comment"),
    "own_words": Words("会社が自ら開示した不適合と是正", "Nonconformities and corrections in the company's own words"),
    "correction": Words("是正", "Correction"),
    "corrected_on": Words("是正した日", "Corrected on"),
    "basis": Words("根拠", "Basis"),
    "alternative": Words("代替策", "Alternative"),
    "proven": Words("署名で確かめられたこと", "Proven by signatures"),
    "not_proven": Words("確かめられていないこと", "Not proven"),
}

RESULTS = {"MET": Words("適合", "met"), "NOT_APPLICABLE": Words("該当なし", "not applicable")}

PROVEN = {
    Proven.ISSUED_BY_OPERATOR: Words(
        "運営機関 {iss} が発行し、その後変えられていません。",
        "The operator {iss} issued it, and nothing was changed since.",
    ),
    Proven.HELD_BY_COMPANY: Words(
        "登録された会社の鍵で署名されています。", "It is signed with the key of the registered company."
    ),
    Proven.SHOWN_TO: Words("{audience} に向けて示されたものです。", "It was made to be shown to {audience}."),
    Proven.STATE_AT: Words(
        "登録の状態は、{state_as_of} に署名された一覧によります。",
        "The state of the registration is that of the list signed at {state_as_of}.",
    ),
    Proven.IN_HISTORY: Words("登録の履歴に載っています。", "It stands in the register's history."),
    Proven.WITNESSED: Words(
        "その履歴を、知っている立会人のうち{witnesses}者が見ています。",
        "Of the witnesses you know, {witnesses} saw that history.",
    ),
}

NOT_PROVEN = {
    NotProven.HELD_BY_COMPANY: Words(
        "誰がこれを示しているか。電子証明そのものは公開されていて、誰でも手に入れられます。",
        "Who shows this. The certificate itself is public, and anybody can have it.",
    ),
    NotProven.STATE_NOW: Words(
        "今の登録の状態。新しい状態の一覧が必要です。",
        "How the registration stands now. A fresh status list is needed.",
    ),
    NotProven.HISTORY: Words("登録の履歴に載っていること。", "That it stands in the register's history."),
    NotProven.WITNESSES: Words(
        "履歴が誰に対しても同じであること。立会人の署名は確かめていません。",
        "That everybody is shown the same history. No witness was asked for.",
    ),
    NotProven.OWN_WORDS: Words(
        "不適合と是正の内容。会社が自ら述べたもので、誰も確認していません。",
        "What is said of nonconformities and corrections. These are the company's own words; nobody confirmed them.",
    ),
    NotProven.COMMENT: Words(
        "コメントの内容。会社が述べたもので、誰も確認していません。",
        "What the comment says. These are the company's words; nobody confirmed them.",
    ),
    NotProven.SECURITY: Words(
        "事故が起きないこと。★が示すのは、確認した時点で評価基準に適合していたことだけです。",
        "That nothing can happen. A ★ says that the criteria were met when that was confirmed, and no more.",
    ),
}

_FORM = Words(
    "電子証明のファイルとして読めません。途中で切れたか、書き換えられたものです。",
    "This cannot be read as a certificate. It was cut off or changed on its way.",
)
_SIGNED = Words(
    "信じている運営機関の鍵で署名されたものではありません。", "No key of the operator you believe signed this."
)
_DISCLOSED = Words("開示された内容が、署名された内容と合いません。", "What is shown does not fit what was signed.")
_CLAIMS = Words(
    "この制度の電子証明として必要なことが正しく書かれていません。",
    "It does not say what a certificate of this scheme says.",
)
_BINDING = Words(
    "この相手と目的のために会社が署名したものではありません。",
    "The company did not sign this for this recipient and purpose.",
)
_LIST = Words(
    "状態の一覧が、この電子証明のものとして使えません。", "The status list cannot be used for this certificate."
)
_LOG = Words("登録の履歴の証明が成り立ちません。", "The proof of the register's history does not hold.")

REASONS = {
    **dict.fromkeys(
        (
            Reason.TOO_LARGE,
            Reason.TOO_DEEP,
            Reason.TOO_MANY_DISCLOSURES,
            Reason.FILE_WRONG,
            Reason.FORMAT_WRONG,
            Reason.BASE64URL_WRONG,
            Reason.JSON_WRONG,
            Reason.JSON_NAME_TWICE,
        ),
        _FORM,
    ),
    **dict.fromkeys(
        (
            Reason.NOBODY_TRUSTED,
            Reason.KEY_NOT_TRUSTED,
            Reason.KEY_WRONG,
            Reason.ALGORITHM_NOT_ACCEPTED,
            Reason.HEADER_WRONG,
            Reason.SIGNATURE_WRONG,
            Reason.TYPE_WRONG,
            Reason.ISSUER_WRONG,
        ),
        _SIGNED,
    ),
    **dict.fromkeys(
        (
            Reason.HASH_NOT_ACCEPTED,
            Reason.RESERVED_NAME,
            Reason.DIGEST_WRONG,
            Reason.DIGEST_TWICE,
            Reason.DISCLOSURE_WRONG,
            Reason.DISCLOSURE_TWICE,
            Reason.DISCLOSURE_NOT_REFERENCED,
            Reason.SALT_TWICE,
            Reason.CLAIM_EXISTS,
            Reason.CLAIM_MUST_BE_OPEN,
        ),
        _DISCLOSED,
    ),
    **dict.fromkeys((Reason.CLAIM_MISSING, Reason.CLAIM_WRONG, Reason.KIND_WRONG, Reason.STATUS_WRONG), _CLAIMS),
    Reason.EXPIRED: Words("電子証明の期間が終わっています。", "The time of the certificate is over."),
    Reason.NOT_YET_VALID: Words("電子証明の期間がまだ始まっていません。", "The time of the certificate has not begun."),
    Reason.ISSUED_IN_FUTURE: Words(
        "まだ来ていない時点の署名です。時計を確かめてください。",
        "It is signed at a time that has not come. Check your clock.",
    ),
    **dict.fromkeys(
        (
            Reason.AUDIENCE_WRONG,
            Reason.BINDING_MISSING,
            Reason.BINDING_UNEXPECTED,
            Reason.BINDING_TOO_OLD,
            Reason.NONCE_WRONG,
            Reason.BOUND_TO_ANOTHER,
        ),
        _BINDING,
    ),
    Reason.WORDS_NOT_SIGNED: Words(
        "目的、コメント、または会社の言葉が、会社の署名したものと違います。",
        "The purpose, the comment or the company's words are not those the company signed.",
    ),
    **dict.fromkeys(
        (
            Reason.STATUS_LIST_WRONG,
            Reason.STATUS_LIST_OF_ANOTHER,
            Reason.STATUS_INDEX_OUTSIDE,
            Reason.STATUS_UNKNOWN,
        ),
        _LIST,
    ),
    Reason.STATUS_LIST_STALE: Words("状態の一覧が古くなっています。", "The status list is out of date."),
    Reason.STATUS_LIST_MISSING: Words("状態の一覧がありません。", "There is no status list."),
    Reason.STATE_SUSPENDED: Words("運営機関が一時停止しています。", "The operator suspended it."),
    Reason.STATE_ENDED: Words(
        "取消し、返上、期限切れ、または差し替えにより終わりました。",
        "It was withdrawn, given back, expired, or replaced.",
    ),
    Reason.HISTORY_MISSING: Words("登録の履歴の証明がありません。", "There is no proof of the register's history."),
    Reason.LOG_WITNESSES_TOO_FEW: Words(
        "知っている立会人が、誰もこの履歴を見ていません。", "None of the witnesses you know saw this history."
    ),
    **dict.fromkeys(
        (
            Reason.LEAF_WRONG,
            Reason.LEAF_OF_ANOTHER,
            Reason.LOG_UNREADABLE,
            Reason.LOG_NOT_SIGNED,
            Reason.LOG_SIGNATURE_WRONG,
            Reason.LOG_IS_ANOTHER,
            Reason.LOG_ENTRY_NOT_PROVEN,
        ),
        _LOG,
    ),
}

WRONG_USE = Words("使い方が違います", "Wrong use")
