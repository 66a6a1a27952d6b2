"""Entries of the register's history in their order, the checkpoints over them, and how far the journal was read."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """A leaf: its place from 0, its canonical JSON as it is published, and the hash over it (RFC 6962).

    `number` is the registration's ten digits, empty where it tells of none. `journal_number` is the number in the
    chained journal of the act it tells of. `salt` and `particulars` are what the leaf's digest was made from; both can
    be emptied, and then nobody can tell any more what was digested.
    """

    index = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=10, blank=True, default="")
    corporate_number = models.CharField(max_length=13, blank=True, default="")
    journal_number = models.BigIntegerField(unique=True)
    leaf = models.TextField()
    leaf_hash = models.BinaryField()
    salt = models.BinaryField(default=bytes)
    particulars = models.JSONField(default=dict)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["number", "index"], name="history_of_a_registration"),
            models.Index(fields=["corporate_number", "index"], name="history_of_a_company"),
        ]


class Position(models.Model):
    """How far the sealed journal was read, and how many entries came of it; locked by whoever goes on."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    journal_number = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)


class Head(models.Model):
    """A signed checkpoint as it was published last at its size, with the cosignatures it had then."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    published_at = models.DateTimeField()
