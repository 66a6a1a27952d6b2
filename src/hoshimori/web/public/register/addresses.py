"""Where a registration stands, for links, for other programs, and for the QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from hoshimori.registry.queries.public import PublicRegistration


def of(registration: PublicRegistration) -> str:
    """Return the stable address of a registration's page on this host."""
    return reverse("register:entry", args=[registration.written_number])


def absolute(registration: PublicRegistration) -> str:
    """Return the address that stands on paper and is given to other programs."""
    return f"{settings.ENVIRONMENT.url}{of(registration)}"
