"""Secrets are long, kept as digests or sealed, told once, and of no use to who finds them in a copy of the database."""

from __future__ import annotations

import math
import re
from datetime import datetime

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client
from django.urls import reverse

from hoshimori.parties.models import Person
from hoshimori.parties.operations import invitations
from hoshimori.shared.identifiers import new_id, new_secret
from tests.cast import PASSWORD, Cast
from tests.security.everything import everything
from tests.security.routes import NOBODYS, routes
from tests.security.world import Worlds, make_worlds

SIGN_IN = {"login": "ito@aoba.example", "password": PASSWORD}


@pytest.fixture
def worlds(cast: Cast, at: datetime) -> Worlds:
    """Everything there can be, twice, of the same people that other tests here bring on stage."""
    return make_worlds(cast, at)


def test_no_secret_of_a_link_can_be_read_from_the_database(worlds: Worlds) -> None:
    kept = "".join(row for rows in everything().values() for row in rows)

    for things in (worlds.aoba, worlds.stranger):
        assert things["invitation_secret"] not in kept
        assert things["calendar_secret"] not in kept
    assert PASSWORD not in kept


def test_a_secret_holds_256_random_bits_and_never_comes_twice() -> None:
    secrets = [new_secret() for _ in range(1000)]

    assert len(set(secrets)) == 1000
    assert {len(secret) for secret in secrets} == {math.ceil(256 / 6)}


def test_an_identifier_holds_74_random_bits() -> None:
    identifiers = [new_id().int for _ in range(1000)]

    changing = [bit for bit in range(80) if 300 < sum(number >> bit & 1 for number in identifiers) < 700]
    assert changing == [*range(62), *range(64, 76)]


def test_what_stands_in_addresses_cannot_be_counted_up(worlds: Worlds) -> None:
    # The numbers of registrations are public, and are counted up so that people can read them out.
    named = {name for route in routes() for name in route.objects if name not in {*NOBODYS, "number"}}

    for name in sorted(named):
        assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", worlds.aoba[name])
    assert len(named) > 10


def test_every_table_that_is_addressed_from_outside_has_such_identifiers() -> None:
    counted = {
        model._meta.label
        for part in ("parties", "assessments", "schemes")
        for model in apps.get_app_config(part).get_models(include_auto_created=True)
        if isinstance(model._meta.pk, models.AutoField | models.BigAutoField)
    }

    assert counted == {"assessments.Answer", "assessments.TimeSpent", "assessments.Comment_mentioned"}


def test_a_session_that_was_there_before_signing_in_is_worth_nothing_after_it(cast: Cast, client: Client) -> None:
    del cast
    client.session.save()
    planted = client.session.session_key
    client.cookies["session"] = planted or ""

    client.post(reverse("account_login"), SIGN_IN)

    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()
    assert client.get("/account/").status_code == 200


def test_a_made_up_session_is_not_taken_on(cast: Cast, client: Client) -> None:
    del cast
    client.cookies["session"] = "a" * 32

    client.post(reverse("account_login"), SIGN_IN)

    assert client.cookies["session"].value != "a" * 32
    assert len(client.cookies["session"].value) >= 32


def test_the_cookie_of_before_signing_out_opens_nothing(cast: Cast, client: Client) -> None:
    del cast
    client.post(reverse("account_login"), SIGN_IN)
    stolen = client.cookies["session"].value

    client.post(reverse("account_logout"))
    client.cookies["session"] = stolen

    assert client.get("/account/").status_code == 302


def test_who_left_the_company_reads_nothing_with_the_page_that_is_still_open(worlds: Worlds, client: Client) -> None:
    client.force_login(Person.objects.get(pk=worlds.cast.ito.person_id))
    address = f"/assessments/{worlds.aoba['assessment_id']}/"
    before = client.get(address).status_code

    invitations.end_membership(membership_id=worlds.cast.ito.membership_id, actor=worlds.cast.sato, at=worlds.at)

    assert before == 200
    assert client.get(address).status_code == 302
