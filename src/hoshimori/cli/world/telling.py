"""What people were told while the world came about: at its moment, and long since done when a visitor comes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django_tasks_db.models import DBTaskResult

from hoshimori.cli.world.people import PEOPLE
from hoshimori.jobs import tasks
from hoshimori.notices.operations import reading
from hoshimori.parties.queries import acting
from hoshimori.qualifications.operations import listing
from hoshimori.registry.operations import keeping
from hoshimori.shared.actor import SYSTEM

if TYPE_CHECKING:
    from hoshimori.cli.world.stage import Clock

REMEMBERED, READ = 30, 14
"""For how many days notices are kept in this world, and from how many days on they were read."""


def warn(clock: Clock) -> None:
    """Warn of every end that came into sight while the story went on."""
    for days in (110, 65, 50, 27, 10, 5):
        keeping.warn_of_ends(actor=SYSTEM, at=clock.ago(days))
        listing.warn_of_ends(actor=SYSTEM, at=clock.ago(days))


def tell(clock: Clock) -> None:
    """Tell what waits to be told, with its mails, as of the moment at which it happened; forget what is long past."""
    notices, mails = tasks.make_notices, tasks.send_notices
    for row in DBTaskResult.objects.filter(task_path=notices.module_path).order_by("enqueued_at"):
        given: dict[str, Any] = row.args_kwargs
        happened = datetime.fromisoformat(given["args"][1]["at"])
        if happened >= clock.ago(REMEMBERED):
            notices.func(*given["args"], **given["kwargs"], at=happened)
            for mail in DBTaskResult.objects.filter(task_path=mails.module_path).order_by("enqueued_at"):
                mails.func(*mail.args_kwargs["args"], **mail.args_kwargs["kwargs"], at=happened)
                mail.delete()
        row.delete()
    for email, *_ in PEOPLE:
        person = acting(person_id=get_user_model().objects.get(email=email).pk, membership_id=None)
        if person is not None:
            reading.mark_all_read(actor=person.actor, at=clock.ago(READ))
