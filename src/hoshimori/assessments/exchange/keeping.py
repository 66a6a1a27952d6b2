"""A reading as plain values, to be kept until somebody decides about it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hoshimori.assessments.exchange.reading import Reading
from hoshimori.assessments.rules.answers import AnswerText, Result
from hoshimori.assessments.rules.importing import Baseline, Filled, Remark

if TYPE_CHECKING:
    from collections.abc import Mapping


def plain(reading: Reading) -> dict[str, Any]:
    """Return a reading as JSON values."""
    return asdict(reading)


def restored(data: Mapping[str, Any]) -> Reading:
    """Return the reading that was kept."""
    return Reading(**{**data, "rows": [_row(row) for row in data["rows"]]})


def _row(data: Mapping[str, Any]) -> Filled:
    text = {**data["text"], "result": Result(data["text"]["result"])}
    parts: dict[str, Any] = {
        "text": AnswerText(**text),
        "problems": [Remark(**remark) for remark in data["problems"]],
        "hints": [Remark(**remark) for remark in data["hints"]],
        "baseline": Baseline(**data["baseline"]) if data["baseline"] else None,
    }
    return Filled(**{**data, **parts})
