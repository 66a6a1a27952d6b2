"""Snapshots for stories about reports: Aoba's, as somebody would find it, and what else people may type."""

from __future__ import annotations

from typing import Any, cast

from hoshimori.assessments.rules.snapshot import FORMAT, Snapshot
from hoshimori.schemes.queries import edition
from hoshimori.schemes.rules import Edition, Level

EDITION = edition("2026-03-27")
PIECE = {
    "name": "MFA設定画面の写し.png",
    "held": "UPLOADED",
    "place": "",
    "sha256": "3fa90c1e77aa1b2c" * 4,
    "covers_from": "2026-04-01",
    "covers_until": "2026-10-01",
}
KEPT = {**PIECE, "name": "署名済み誓約書", "held": "AT_COMPANY", "place": "総務部 書庫B-2", "sha256": ""}
EXCLUSION = {
    "what": "検査室の測定機につながるPC 2台",
    "category": "OUT_OF_SUPPORT_CUT_OFF",
    "reason": "測定機のメーカーが新しいOSに対応していません。",
    "limits_risk": "ネットワークから切り離しました。",
}


def criterion(no: str, **others: object) -> dict[str, object]:
    blank: dict[str, object] = {
        "no": no,
        "result": "MET",
        "to_confirm": False,
        "reason": "就業規則の第12条に定め、全員が署名しました。",
        "plan": "",
        "note": "",
        "responsible": "",
        "due_on": "",
        "alternative": None,
        "evidence": [],
        "minutes": 0,
    }
    return blank | others


def aobas(level: int = 3, *changed: dict[str, object], under: Edition = EDITION, **others: object) -> Snapshot:
    """Return Aoba's self-evaluation: all met but for what is changed."""
    parts = {one.no: criterion(one.no) for one in under.criteria_of(Level(level))}
    parts |= {str(part["no"]): part for part in changed}
    whole: dict[str, Any] = {
        "format": FORMAT,
        "id": "01a207c5-d732-7ac5-82d9-ae5e00222686",
        "title": "2026年度",
        "level": level,
        "edition": {"code": EDITION.code, "digest": "ab12" * 16},
        "organization": {
            "corporate_number": "3999912340001",
            "name_ja": "青葉部品株式会社",
            "name_kana": "アオバブヒン",
            "name_en": "Aoba Parts Co., Ltd.",
            "prefecture": "14",
            "size_class": "UP_TO_50",
            "industry": "E",
        },
        "scope": {
            "unit": "ENTITY",
            "statement": "本社と川崎工場の事務所。",
            "items": [{"kind": "SITE", "name": "本社", "detail": "横浜市鶴見区"}],
            "exclusions": [EXCLUSION],
        },
        "criteria": list(parts.values()),
        "tasks": [],
        "effort": [],
        "handing_over": None,
    }
    return cast("Snapshot", whole | others)
