"""The mail that brings an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hoshimori.jobs import mail
from hoshimori.parties.queries import language_of_address, offered_by
from hoshimori.parties.rules import secret_digest
from hoshimori.web.layout.words import moment, role_word

if TYPE_CHECKING:
    from hoshimori.parties.operations.invitations import Invited
    from hoshimori.web.layout.acting import HoshimoriRequest


def link(secret: str) -> str:
    """Return the link that opens an invitation."""
    return f"{settings.ENVIRONMENT.url}{reverse('account:invitation', args=[secret])}"


def post_invitation(request: HoshimoriRequest, invited: Invited, to: str) -> None:
    """Send the link by mail: in the language of somebody known here, else in that of whoever invites."""
    offered = offered_by(invited.secret, request.at)
    with translation.override(language_of_address(to) or translation.get_language()):
        values = {
            "organization": offered.organization_name.in_language(translation.get_language() or "ja"),
            "person": offered.invited_by,
            "role": role_word(offered.role),
            "until": moment(offered.expires_at),
            "link": link(invited.secret),
        }
        subject = _("[Hoshimori] Invitation to %(organization)s") % values
        text = (
            _(
                "%(person)s invites you to %(organization)s, as %(role)s.\n\n"
                "Hoshimori is where the company prepares for the SCS evaluation scheme. Please open this link and"
                " accept:\n\n"
                "%(link)s\n\n"
                "It can be used once, until %(until)s. If you do not know who invites you, nothing has to be done."
            )
            % values
        )
    mail.post_invitation(
        invitation_id=invited.invitation_id,
        link_digest=secret_digest(invited.secret),
        to=to,
        subject=subject,
        text=text,
        actor=request.actor,
        at=request.at,
    )
