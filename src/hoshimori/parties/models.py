"""Tables of organizations and people."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from hoshimori.parties.rules import (
    INDUSTRIES,
    LANGUAGES,
    PREFECTURES,
    Delivery,
    InvitationState,
    OrganizationKind,
    PlatformUseState,
    SizeClass,
)
from hoshimori.shared.actor import Role
from hoshimori.shared.identifiers import new_id

MEMBER_ROLES = [role.value for role in Role if role not in {Role.NOBODY, Role.SYSTEM}]


class PersonManager(BaseUserManager["Person"]):
    """Make people; there is no superuser."""

    def create_user(self, email: str, password: str | None = None, **fields: str) -> Person:
        """Return a new person with this address; without a password nobody can sign in by one."""
        person = self.model(email=email.casefold(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Someone who signs in. What one may do follows from memberships alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=2, default="ja")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=list(LANGUAGES)), name="a_person_reads_japanese_or_english"
            ),
        ]

    def __str__(self) -> str:
        """Show the name; the address is nobody's business."""
        return self.name


class Organization(models.Model):
    """A legal entity, known by its 法人番号 [P]."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, default=OrganizationKind.COMPANY.value)
    corporate_number = models.CharField(max_length=13, unique=True)
    name_ja = models.CharField(max_length=120)
    name_kana = models.CharField(max_length=160, blank=True)
    name_en = models.CharField(max_length=160, blank=True)
    prefecture = models.CharField(max_length=2)
    size_class = models.CharField(max_length=10)
    industry = models.CharField(max_length=1)
    bigrams = models.TextField(editable=False)
    version = models.PositiveIntegerField(default=1)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(corporate_number__regex=r"^[0-9]{13}$"), name="a_number_has_13_digits"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in OrganizationKind]), name="an_organization_has_a_known_kind"
            ),
            models.CheckConstraint(condition=Q(prefecture__in=list(PREFECTURES)), name="a_prefecture_is_one_of_47"),
            models.CheckConstraint(
                condition=Q(size_class__in=[size.value for size in SizeClass]), name="a_size_class_is_known"
            ),
            models.CheckConstraint(condition=Q(industry__in=list(INDUSTRIES)), name="an_industry_is_a_major_class"),
            models.CheckConstraint(condition=~Q(name_ja=""), name="an_organization_has_a_japanese_name"),
        ]
        indexes = [models.Index(fields=["name_kana", "id"], name="organizations_by_kana")]


class Membership(models.Model):
    """A person's role in an organization, from a moment on and perhaps until another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20)
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=MEMBER_ROLES), name="a_member_has_a_known_role"),
            models.UniqueConstraint(
                fields=["person", "organization", "role"],
                condition=Q(ended_at__isnull=True),
                name="a_person_holds_a_role_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("since_at")),
                name="a_membership_ends_after_it_began",
            ),
        ]


class Invitation(models.Model):
    """An offer of a role, opened by whoever holds its link; only a digest of the link's secret is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=20)
    secret_digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, default=InvitationState.OPEN.value)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    delivery = models.CharField(max_length=10, default=Delivery.NOT_SENT.value)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=MEMBER_ROLES), name="an_invitation_offers_a_known_role"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in InvitationState]), name="an_invitation_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=InvitationState.ACCEPTED.value) | Q(accepted_by__isnull=False),
                name="an_accepted_invitation_names_who",
            ),
            models.CheckConstraint(
                condition=Q(delivery__in=[delivery.value for delivery in Delivery]), name="a_delivery_state_is_known"
            ),
        ]


class Platform(models.Model):
    """An IT platform (IT基盤) [M]: units on the same one should come to the same evaluation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    holder = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="platforms")
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True, max_length=2000)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "name"], name="a_holder_names_a_platform_once"),
        ]


class PlatformUse(models.Model):
    """The shared use of a platform by another organization: offered by the holder, taken up by the user.

    The user is named by its 法人番号, so that an offer tells nobody who is registered here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="uses")
    corporate_number = models.CharField(max_length=13)
    state = models.CharField(max_length=10, default=PlatformUseState.OFFERED.value)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PlatformUseState]), name="a_platform_use_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["platform", "corporate_number"],
                condition=Q(state__in=[PlatformUseState.OFFERED.value, PlatformUseState.IN_USE.value]),
                name="a_platform_is_shared_once_with_each",
            ),
        ]
        indexes = [models.Index(fields=["corporate_number", "state"], name="platforms_shared_with")]


class StaffAccess(models.Model):
    """The operator's timed look at a company's answers, with a reason, seen by the company."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="accesses")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="accesses")
    reason = models.TextField(max_length=1000)
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_staff_access_has_a_reason"),
            models.CheckConstraint(
                condition=Q(until_at__gte=F("opened_at")), name="a_staff_access_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["officer", "organization", "until_at"], name="accesses_of_an_officer")]
