"""Places in the lists of states are given: at random, so that neighbours tell nothing, and never twice."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from hoshimori.credentials.models import Certificate, StatusShard

SIZE = 1 << 16
"""How many places a list has."""

_RANDOM = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Place:
    """One place in one list."""

    shard: int
    number: int


def take(count: int) -> list[Place]:
    """Give so many places, in the transaction of whoever asks; the list they lie in is locked until its end."""
    places: list[Place] = []
    while len(places) < count:
        shard = _opened_shard()
        drawn = draw(shard.number, min(count - len(places), SIZE - shard.given))
        shard.given += len(drawn)
        shard.save(update_fields=["given"])
        places += [Place(shard.number, number) for number in drawn]
    return places


def _opened_shard() -> StatusShard:
    """Return the list in which places are given now, locked; where all are full, a new one is begun."""
    while True:
        shard = StatusShard.objects.select_for_update().filter(given__lt=SIZE).order_by("number").first()
        if shard is not None:
            return shard
        StatusShard.objects.bulk_create([StatusShard(number=StatusShard.objects.count())], ignore_conflicts=True)


def draw(shard: int, count: int) -> list[int]:
    """Return so many free places of a list, at random."""
    if count == 1:
        # Most lists are not full: the first or second guess is free, and nothing else has to be read.
        guesses = [_RANDOM.randrange(SIZE) for _ in range(8)]
        taken = set(Certificate.objects.filter(shard_id=shard, place__in=guesses).values_list("place", flat=True))
        if free := [guess for guess in guesses if guess not in taken]:
            return free[:1]
    return _RANDOM.sample(free_places(shard), count)


def free_places(shard: int) -> list[int]:
    """Return every free place of a list."""
    taken = set(Certificate.objects.filter(shard_id=shard).values_list("place", flat=True))
    return [number for number in range(SIZE) if number not in taken]


def next_shard(after: int) -> int:
    """Return the number of a list with free places that comes after another one; where there is none, one is begun."""
    rows = StatusShard.objects.filter(given__lt=SIZE, number__gt=after).order_by("number")
    number = rows.values_list("number", flat=True).first()
    if number is None:
        number = StatusShard.objects.count()
        StatusShard.objects.bulk_create([StatusShard(number=number)], ignore_conflicts=True)
    return number


def shuffled(shard: int) -> list[int]:
    """Return every free place of a list, in an order that tells nothing."""
    free = free_places(shard)
    _RANDOM.shuffle(free)
    return free
