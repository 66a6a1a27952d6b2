"""What is published about the issuer and about the kind of its certificates (SD-JWT VC, 4 and 5)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from hoshimori.credentials.rules import addresses
from hoshimori.shared.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hoshimori.credentials.rules.claims import Path
    from hoshimori.schemes.rules import Edition

NAME = Text("電子証明", "Certificate")
DESCRIPTION = Text(
    "SCS評価制度の台帳に登録されていることの電子証明です。",
    "A signed statement that a company is registered in the SCS evaluation scheme.",
)

ALWAYS_OPEN: Mapping[str, Text] = {
    "registration_number": Text("登録番号", "Registration number"),
    "level": Text("★", "★"),
    "corporate_number": Text("法人番号", "Corporate number"),
    "name_ja": Text("会社名(日本語)", "Company (in Japanese)"),
    "name_en": Text("会社名(英語)", "Company (in English)"),
    "prefecture": Text("都道府県の番号", "Number of the prefecture"),
    "scope_ja": Text("適用範囲(日本語)", "Scope (in Japanese)"),
    "scope_en": Text("適用範囲(英語)", "Scope (in English)"),
    "valid_from": Text("有効期間の最初の日", "First day of validity"),
    "last_valid_on": Text("有効期間の最後の日", "Last day of validity"),
    "edition": Text("評価基準の版", "Edition of the criteria"),
    "evaluation_body_ja": Text("評価機関(日本語)", "Evaluation body (in Japanese)"),
    "evaluation_body_en": Text("評価機関(英語)", "Evaluation body (in English)"),
}

FEEDBACK = Text("専門家の助言", "Advice of the expert")
CATEGORIES = Text("分類ごとの結果", "Results by category")


def issuer_metadata(issuer: str, jwks: Mapping[str, Any]) -> dict[str, Any]:
    """Return the issuer's metadata, with the keys that sign its certificates."""
    return {"issuer": issuer, "jwks": jwks}


def schema(issuer: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the claims as they stand after disclosure."""
    return {"$id": addresses.schema(issuer), **_schema()}


@cache
def _schema() -> dict[str, Any]:
    text = files("hoshimori.credentials.exchange").joinpath("certificate_schema.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def type_metadata(issuer: str, edition: Edition) -> dict[str, Any]:
    """Return the metadata of the kind: words for every claim in both languages, and the JSON Schema.

    Names of categories, requirements and criteria are those of `edition`, the newest one; a certificate names its own.
    """
    return {
        "vct": addresses.kind(issuer),
        "name": NAME.en,
        "description": DESCRIPTION.en,
        "display": [
            {"locale": locale, "name": getattr(NAME, locale), "description": getattr(DESCRIPTION, locale)}
            for locale in ("ja", "en")
        ],
        "claims": [*_open_claims(), *_hidden_claims(edition)],
        "schema": schema(issuer),
    }


def _open_claims() -> Iterator[dict[str, Any]]:
    required = set(_schema()["required"])
    for name in ("iss", "iat", "nbf", "exp", "vct", "cnf", "status"):
        yield {"path": [name], "mandatory": True, "sd": "never"}
    for name, label in ALWAYS_OPEN.items():
        yield {**_claim((name,), label, "never"), "mandatory": name in required}


def _hidden_claims(edition: Edition) -> Iterator[dict[str, Any]]:
    yield {**_claim(("categories",), CATEGORIES, "always"), "mandatory": True}
    for category in edition.categories:
        here: Path = ("categories", category.no)
        yield _claim(here, category.name, "always")
        for requirement in category.requirements:
            below: Path = (*here, "requirements", requirement.no)
            yield _claim(below, requirement.name, "always")
            for criterion in requirement.criteria:
                yield _claim((*below, "criteria", criterion.no), criterion.label, "always")
    yield {**_claim(("feedback",), FEEDBACK, "always"), "mandatory": True}


def _claim(path: Sequence[str | int], label: Text, sd: str) -> dict[str, Any]:
    display = [{"locale": "ja", "label": label.ja}, {"locale": "en", "label": label.en or label.ja}]
    return {"path": list(path), "display": display, "sd": sd}
