"""Aoba goes from handing over to the register on the pages: who sees what, who may do what, what is kept when refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hoshimori.assessments.operations import beginning, submitting
from hoshimori.confirmations.queries.declarations import of_assessment as declarations_of
from hoshimori.confirmations.queries.lines import going_on
from hoshimori.confirmations.rules.judging import Key
from hoshimori.confirmations.rules.states import About, ConfirmationState
from hoshimori.qualifications.operations import listing
from hoshimori.registry.operations import deciding, keeping
from hoshimori.registry.queries.filings import filings_of_assessment
from hoshimori.registry.queries.own import registrations_of
from hoshimori.registry.rules.states import FilingState, RegistrationState
from tests import confirming, registering
from tests.cast import PASSWORD, Cast, Experts, make_eligible, sign_in
from tests.registering import SUMMARY, SUMMARY_EN

SOME = "1-2-3-1"


@pytest.fixture
def sato(client: Client, cast: Cast, at: datetime) -> Client:
    return sign_in(client, cast.sato, at)


@pytest.fixture
def kiyota(cast: Cast, experts: Experts) -> Experts:
    """Kiyota can confirm."""
    make_eligible(experts.kiyota, cast.hayashi)
    return experts


def way(assessment_id: UUID, rest: str = "") -> str:
    return f"/assessments/{assessment_id}/confirmation/{rest}"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def list_kiyota(experts: Experts, at: datetime) -> None:
    listing.change(
        is_listed=True,
        serves="OTHERS",
        statement="製造業を多く見ています。",
        prefectures=frozenset(),
        industries=frozenset(),
        size_classes=frozenset(),
        version=0,
        actor=experts.kiyota,
        at=at,
    )


def test_smoke(sato: Client, cast: Cast, kiyota: Experts, at: datetime) -> None:
    list_kiyota(kiyota, at)
    aid = confirming.handed_over(cast.sato, at)
    for rest in ("", "ask/", f"ask/?expert={kiyota.kiyota.membership_id}", f"ask/?expert={kiyota.minami.membership_id}", "need/"):
        print(rest, len(read(sato, way(aid, rest))))
    registered = registering.registered(cast, kiyota.kiyota, at + timedelta(days=1))
    aid = registered.filed.matter.assessment_id
    for rest in ("", "result/", "declare/", "file/"):
        print(rest, len(read(sato, way(aid, rest))))
    print(len(read(sato, f"/filings/{registered.filed.filing_id}/")))
    print(len(read(sato, f"/registrations/{registered.registration_id}/")))
    print(len(read(sato, f"/registrations/{registered.registration_id}/change/")))
