"""Entries of the register's history in their order, and the checkpoints over them."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """A leaf: its place from 0, its canonical JSON as it is published, and the hash over it (RFC 6962).

    `journal_number` is the number in the chained journal of the act it tells of, None where it tells of none; `salt`
    belongs to the digest of what is not said openly, and can be deleted.
    """

    index = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=10, blank=True, default="", db_index=True)
    corporate_number = models.CharField(max_length=13, blank=True, default="", db_index=True)
    journal_number = models.BigIntegerField(null=True, unique=True)
    leaf = models.TextField()
    leaf_hash = models.BinaryField()
    salt = models.BinaryField(default=bytes)
    written_at = models.DateTimeField()


class Head(models.Model):
    """A signed checkpoint as it was published, with the cosignatures it had then."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    published_at = models.DateTimeField()
