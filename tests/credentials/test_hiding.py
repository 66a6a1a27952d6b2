"""What a company does not show can neither be read, nor counted, nor guessed from what it shows."""

from __future__ import annotations

import copy
import json
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from hoshimori.credentials.exchange import base64url, disclosures, json_text, sd_jwt
from hoshimori.credentials.exchange.concealing import Hidden
from hoshimori.credentials.rules import claims
from hoshimori.credentials.rules.claims import Content
from hoshimori.credentials.rules.validity import Expectation
from tests.credentials.mutations import world
from tests.credentials.mutations.people import OFFICE

EXPECTED = Expectation(at=world.NOW, kinds=frozenset({world.KIND}))
CRITERIA = [("1", "1-1-1", "1-1-1-1"), ("1", "1-1-1", "1-1-1-2"), ("1", "1-2-1", "1-2-1-1"), ("3", "3-1-1", "3-1-1-1")]
ANSWERS = st.fixed_dictionaries(
    {"result": st.sampled_from(["MET", "NOT_APPLICABLE"])},
    optional={"basis": st.text(max_size=40), "alternative": st.dictionaries(st.text(max_size=5), st.text(max_size=20))},
)
SEEDS = st.binary(min_size=32, max_size=32)


def issued(answers: list[dict[str, Any]], advice: str, seed: bytes) -> str:
    """Minato's certificate with other answers to the four criteria, and another advice."""
    told = copy.deepcopy(world.CONTENT)
    for (category, requirement, criterion), answer in zip(CRITERIA, answers, strict=True):
        told["categories"][category]["requirements"][requirement]["criteria"][criterion] = cast("Any", answer)
    told["feedback"]["advice"] = advice
    return sd_jwt.issue(world.payload(**claims.hidden(told, Hidden)), OFFICE, seed=seed)


def showing(whole: str, items: tuple[str, ...], told: Content = world.CONTENT) -> str:
    return sd_jwt.narrow(sd_jwt.verify(whole, world.TRUSTED.keys, EXPECTED), claims.paths(items, told))


def payload(presentation: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(base64url.decode(presentation.split(".")[1]))
    return said


def digests(value: object) -> list[str]:
    """Every digest in a payload or in a disclosure, however deep."""
    if isinstance(value, dict):
        inside = [each for name, below in value.items() if name != "_sd" for each in digests(below)]
        return [*value.get("_sd", []), *inside]
    return [each for below in value for each in digests(below)] if isinstance(value, list) else []


def given_in(presentation: str) -> list[list[Any]]:
    return [json.loads(base64url.decode(each)) for each in presentation.split("~")[1:-1]]


@settings(max_examples=60)
@given(
    one=st.lists(ANSWERS, min_size=4, max_size=4), other=st.lists(ANSWERS, min_size=4, max_size=4), advice=st.text(),
    seeds=st.tuples(SEEDS, SEEDS),
)  # fmt: skip
def test_a_certificate_alone_has_the_same_size_whatever_is_hidden(
    one: list[dict[str, Any]], other: list[dict[str, Any]], advice: str, seeds: tuple[bytes, bytes]
) -> None:
    first, second = (showing(issued(*each), ()) for each in ((one, "", seeds[0]), (other, advice, seeds[1])))

    assert len(first) == len(second)
    assert [len(each) for each in digests(payload(first))] == [43, 43]
    assert payload(first) | {"_sd": 0} == payload(second) | {"_sd": 0}


@settings(max_examples=60)
@given(
    one=st.lists(ANSWERS, min_size=4, max_size=4), other=st.lists(ANSWERS, min_size=4, max_size=4), seed=SEEDS
)  # fmt: skip
def test_one_criterion_shown_has_the_same_size_whatever_stands_beside_it(
    one: list[dict[str, Any]], other: list[dict[str, Any]], seed: bytes
) -> None:
    same = {"result": "MET"}

    first, second = (
        showing(issued([same, *answers[1:]], "", seed), ("CRITERION:1-1-1-1",)) for answers in (one, other)
    )

    assert [len(each) for each in first.split("~")] == [len(each) for each in second.split("~")]
    assert [len(digests(each)) for each in given_in(first)] == [len(digests(each)) for each in given_in(second)]


def test_what_stands_beside_what_is_shown_cannot_be_guessed() -> None:
    presentation = showing(world.WHOLE, ("CRITERION:1-1-1-1",))
    shown = {disclosures.digest(each) for each in presentation.split("~")[1:-1]}
    salts = [each[0] for each in given_in(presentation)]
    hidden = {*digests(payload(presentation)), *digests(given_in(presentation))} - shown

    # Whoever knows the catalogue knows every possible answer; only the salt is missing.
    names = [number for criterion in CRITERIA for number in criterion]
    answers: list[object] = [{"result": result} for result in ("MET", "NOT_APPLICABLE", "NOT_MET")]
    guesses = {
        disclosures.digest(base64url.encode(json_text.write([salt, name, answer])))
        for salt in (*salts, "", *names)
        for name in names
        for answer in answers
    }

    assert len(hidden) == 4
    assert not guesses & hidden


def test_salts_are_long_of_one_length_and_never_the_same() -> None:
    several = [sd_jwt.issue(world.payload(), OFFICE) for _ in range(20)]

    salts = [each[0] for whole in several for each in given_in(whole)]

    assert len(set(salts)) == len(salts) == 20 * len(given_in(world.WHOLE))
    assert {len(base64url.decode(salt)) for salt in salts} == {18}


@settings(max_examples=40)
@given(seeds=st.sets(SEEDS, min_size=2, max_size=2))
def test_two_certificates_of_the_same_content_share_no_digest(seeds: set[bytes]) -> None:
    one, other = (issued([{"result": "MET"}] * 4, "", seed) for seed in seeds)

    both = [{*digests(payload(each)), *digests(given_in(each))} for each in (one, other)]

    assert len(both[0]) == len(both[1]) == 11
    assert not both[0] & both[1]
