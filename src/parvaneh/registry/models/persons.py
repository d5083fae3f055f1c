"""Persons: managers, experts, clerks, members of bodies, applicants; and what each has shown."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from parvaneh.access.models import User
from parvaneh.frame.fields import BlindIndexField, EncryptedTextField
from parvaneh.frame.history import tracked
from parvaneh.frame.persian import FaKey, FaNorm
from parvaneh.law.directive_1392.person import Level, Military, Occupation
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.registry.models.periods import Period, constraints_of, one_of
from parvaneh.registry.models.places import KEY_LENGTH, province_known

NATIONAL_ID = "national_id"  # the domain of the blind index
CODE_LENGTH = 12


class PersonKind(models.TextChoices):
    """Natural persons have a national id of 10 digits, legal ones of 11."""

    NATURAL = "natural"
    LEGAL = "legal"


class CertificateKind(models.TextChoices):
    """What a certificate shows: a condition of D1392 4, or computer skill for a post (5 to 7)."""

    IRANIAN = "iranian"
    CONSTITUTION = "constitution"
    ISLAM = "islam"
    FREE_OF_ADDICTION = "free_of_addiction"
    FREE_OF_CRIMINAL_RECORD = "free_of_criminal_record"
    ABLE = "able"
    MILITARY_SERVICE = "military_service"
    COMPUTER_SKILL = "computer_skill"


# What a certificate says besides yes or no.
DETAILS = {
    CertificateKind.MILITARY_SERVICE: tuple(str(one) for one in Military),
    CertificateKind.COMPUTER_SKILL: tuple(str(one) for one in PostKind),
}
PLAIN = tuple(str(one) for one in CertificateKind if one not in DETAILS)


@tracked
class Person(models.Model):
    """A person. The code is public inside the product; personal values are sealed and masked.

    `province` is that of registration; it scopes those who hold no post; empty
    where it is not known.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    kind = models.CharField(max_length=8, default=PersonKind.NATURAL)
    name = models.CharField(max_length=120)
    province = models.CharField(max_length=KEY_LENGTH, blank=True)
    man = models.BooleanField(null=True)
    national_id = EncryptedTextField(row="code", shown=2)
    national_index = BlindIndexField(of="national_id", domain=NATIONAL_ID, unique=True)
    born_on = EncryptedTextField(row="code", blank=True)  # ISO 8601; asked for the age alone
    mobile = EncryptedTextField(row="code", shown=3, blank=True)  # E.164
    died_on = models.DateField(null=True)
    user = models.OneToOneField(User, models.PROTECT, null=True, related_name="person")

    class Meta:
        constraints = (
            one_of("person", "kind", PersonKind.values),
            province_known("person", blank=True),
        )
        indexes = (
            models.Index(FaKey("name"), "code", name="person_by_name"),
            GinIndex(OpClass(FaNorm("name"), "gin_trgm_ops"), name="person_search"),
        )

    def __str__(self) -> str:
        return self.name


class Shown(models.Model):
    """Something that a person has shown, and who entered it when."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="%(class)ss")
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()

    class Meta:
        abstract = True


@tracked
class Degree(Shown):
    """A degree held (D1392 5 to 7); the field is a stable word of the law's, or any other."""

    level = models.CharField(max_length=12)
    field = models.CharField(max_length=60, blank=True)
    institution = models.CharField(max_length=120, blank=True)
    awarded_on = models.DateField()

    class Meta:
        constraints = (
            one_of("degree", "level", Level),
            models.UniqueConstraint(fields=["person", "level", "field"], name="degree_once"),
        )


@tracked
class Experience(Shown):
    """Work done, from a day until a day; `related` is the confirmed finding of D1392 5(3)."""

    work = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    related = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="experience_in_order",
            ),
        )


@tracked
class Certificate(Period):
    """What a certificate says of a person, while it is valid; of each kind one a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=24)
    detail = models.CharField(max_length=20, blank=True)
    holds = models.BooleanField(default=True)
    issuer = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            *constraints_of("certificate", "person", "kind", "computer_for"),
            models.CheckConstraint(
                condition=Q(kind__in=PLAIN, detail="")
                | Q(kind=CertificateKind.MILITARY_SERVICE)
                & Q(detail__in=DETAILS[CertificateKind.MILITARY_SERVICE])
                | Q(kind=CertificateKind.COMPUTER_SKILL)
                & Q(detail__in=DETAILS[CertificateKind.COMPUTER_SKILL]),
                name="certificate_detail_known",
            ),
        )

    # Skill is confirmed for each post apart; a man's military service is one thing.
    computer_for = models.GeneratedField(
        expression=models.Case(
            models.When(kind="computer_skill", then=F("detail")), default=models.Value("")
        ),
        output_field=models.CharField(max_length=20),
        db_persist=True,
    )


@tracked
class Declaration(Shown):
    """The yearly declaration on prohibitions (D1392 8): the occupations held on that day."""

    declared_on = models.DateField()
    occupations = ArrayField(models.CharField(max_length=24), default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "declared_on"], name="declaration_once"),
            models.CheckConstraint(
                condition=Q(occupations__contained_by=[str(one) for one in Occupation]),
                name="declaration_occupations_known",
            ),
        )


@tracked
class Dismissal(Shown):
    """A sentence of dismissal from an office (D1392 8(2)); not final while it can be appealed."""

    office = models.CharField(max_length=24)
    permanent = models.BooleanField()
    final_on = models.DateField(null=True)

    class Meta:
        constraints = (one_of("dismissal", "office", Occupation),)
