"""Evidence: a file by its digest, or a pointer to where the company keeps it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hoshimori.assessments.models.answering import CRITERION_NO_LENGTH, Assessment
from hoshimori.assessments.rules.evidence import NAME_LIMIT, PLACE_LIMIT, Covers, EvidenceValue, Held
from hoshimori.assessments.rules.states import ScanState
from hoshimori.shared.identifiers import new_id


class Evidence(models.Model):
    """One piece of evidence of one organization; a replaced file is another piece of evidence.

    UPLOADED files lie in the file store under their SHA-256; of those AT_COMPANY only name, place and digest are kept.
    `covers_from`/`covers_until` is the period it speaks of (end exclusive), apart from the day it was uploaded. Of a
    piece that was removed the row stays, because the journal speaks of it; the file is gone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey("parties.Organization", on_delete=models.PROTECT, related_name="+")
    held = models.CharField(max_length=10)
    name = models.CharField(max_length=NAME_LIMIT)
    place = models.CharField(max_length=PLACE_LIMIT, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=100, blank=True, default="")
    covers_from = models.DateField(null=True)
    covers_until = models.DateField(null=True)
    scan = models.CharField(max_length=16, default=ScanState.NOT_CONFIGURED.value)
    scan_finding = models.CharField(max_length=100, blank=True, default="")
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    added_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held__in=[held.value for held in Held]), name="evidence_is_held_here_or_at_the_company"
            ),
            models.CheckConstraint(
                condition=~Q(held=Held.UPLOADED.value) | (~Q(sha256="") & Q(size__gt=0)),
                name="an_uploaded_file_has_a_digest",
            ),
            models.CheckConstraint(
                condition=~Q(held=Held.AT_COMPANY.value) | ~Q(place=""), name="evidence_at_the_company_has_a_place"
            ),
            models.CheckConstraint(
                condition=Q(covers_until__isnull=True) | Q(covers_until__gt=F("covers_from")),
                name="evidence_covers_a_period_with_an_end_after_its_beginning",
            ),
            models.CheckConstraint(
                condition=Q(scan__in=[state.value for state in ScanState]), name="a_scan_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["organization", "-added_at"], name="evidence_of_a_company")]

    @property
    def value(self) -> EvidenceValue:
        """Return the piece of evidence as a value, for pages and reports."""
        return EvidenceValue(
            id=self.pk,
            organization_id=self.organization_id,
            held=Held(self.held),
            name=self.name,
            place=self.place,
            sha256=self.sha256,
            size=self.size,
            media_type=self.media_type,
            covers=Covers(self.covers_from, self.covers_until),
            scan=ScanState(self.scan),
            scan_finding=self.scan_finding,
            replaces_id=self.replaces_id,
            version=self.version,
            added_by_id=self.added_by_id,
            added_at=self.added_at,
        )


class EvidenceUse(models.Model):
    """That a piece of evidence speaks for a criterion of a self-evaluation; one piece may speak for several."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="evidence_uses", db_index=False)
    criterion_no = models.CharField(max_length=CRITERION_NO_LENGTH)
    attached_by = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion_no", "evidence"], name="evidence_is_attached_to_a_criterion_once"
            ),
        ]
