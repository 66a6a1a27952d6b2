"""The whole crowd, told day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from hoshimori.cli.world import offices
from hoshimori.cli.world.crowd import firms
from hoshimori.cli.world.crowd.living import Company
from hoshimori.cli.world.crowd.plan import plans
from hoshimori.cli.world.stage import Story
from hoshimori.registry.operations import keeping
from hoshimori.schemes.operations.editions import take_in_shipped
from hoshimori.shared.actor import SYSTEM

if TYPE_CHECKING:
    from hoshimori.cli.world.stage import Clock

FIRST_END = 120
"""So many days ago the first registrations came to their end."""


def make(clock: Clock) -> None:
    """Found the operator, let everybody come, and let everything happen in the order of its day."""
    # What is filed and registered in this world's past needs an edition that was in force then.
    take_in_shipped(actor=SYSTEM, at=clock.ago(offices.FOUNDED))
    officer = offices.found(clock)
    experts = firms.found(officer, clock)
    story = Story()
    for plan in plans(len(experts)):
        Company(plan, experts, officer, clock).put_into(story)
    for days in range(FIRST_END, -1, -1):
        _keep_time(story, clock, days)
    with transaction.atomic():
        story.tell()
        # Whatever had to be told about all this was told long ago.
        DBTaskResult.objects.all().delete()


def _keep_time(story: Story, clock: Clock, days: int) -> None:
    at = clock.ago(days)
    story.add(at, lambda: keeping.expire_due(actor=SYSTEM, at=at))
    story.add(at, lambda: keeping.warn_of_ends(actor=SYSTEM, at=at))
