"""Scope: what a self-evaluation covers and what it leaves out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoshimori.assessments.models.answering import Assessment
from hoshimori.assessments.rules.scope import ExclusionCategory, ScopeKind, Unit
from hoshimori.shared.identifiers import new_id


class Scope(models.Model):
    """The statement of what is covered, one per self-evaluation."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, primary_key=True, related_name="scope")
    unit = models.CharField(max_length=14, default=Unit.ENTITY.value)
    statement = models.TextField(max_length=4000, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(unit__in=[unit.value for unit in Unit]), name="a_scope_unit_is_known"),
        ]


class ScopeItem(models.Model):
    """A site, a department, a cloud service or an IT platform that the scope names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scope_items")
    kind = models.CharField(max_length=14)
    name = models.CharField(max_length=200)
    detail = models.CharField(max_length=500, blank=True, default="")
    platform = models.ForeignKey("parties.Platform", null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ScopeKind]), name="a_scope_item_has_a_known_kind"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_scope_item_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind=ScopeKind.PLATFORM.value, platform__isnull=False)
                | (~Q(kind=ScopeKind.PLATFORM.value) & Q(platform__isnull=True)),
                name="an_it_platform_in_scope_is_a_known_one",
            ),
        ]


class Exclusion(models.Model):
    """Something left out of the scope, with category, reason and what limits the risk [M]; judged later by others."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="exclusions")
    what = models.CharField(max_length=300)
    category = models.CharField(max_length=24)
    reason = models.TextField(max_length=4000)
    limits_risk = models.TextField(max_length=4000)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=[category.value for category in ExclusionCategory]),
                name="an_exclusion_category_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(reason="") & ~Q(limits_risk=""),
                name="an_exclusion_says_what_why_and_what_limits_the_risk",
            ),
        ]
