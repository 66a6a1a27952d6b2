"""Whatever a program sends that the description allows, and whatever it does not, is answered as described."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connection
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    negative_data_rejection,
    positive_data_acceptance,
)

from hoshimori.api.registrations import api

# One database is enough: a description does not depend on it, and the server that is run here closes its connection.
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="described alike on every database")

described = schemathesis.openapi.from_dict(api.get_openapi_schema())
application = get_wsgi_application()
BEYOND = [
    # A method that nothing uses is turned away before the address is looked at, with all methods that are used at all.
    allow_header_conformance,
    # No description can say what a check digit is.
    positive_data_acceptance,
    # Every text is a CSV; what is no number in it has its own line in the answer.
    negative_data_rejection,
]
"""What is no matter of the description."""


@pytest.mark.usefixtures("aobas")
@described.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: schemathesis.Case[Any]) -> None:
    answer = case.call(app=application, base_url="http://localhost")

    case.validate_response(answer, excluded_checks=BEYOND)
    assert answer.status_code < 500
