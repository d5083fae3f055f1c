"""What who imports may refer to: beyond their reach nothing is there, and no more is said."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.frame.fields import indexes
from parvaneh.imports.kinds.kind import Occasion
from parvaneh.kit.identities import NotAnId, legal_id, national_id
from parvaneh.registry.loaders import visible_offices, visible_persons
from parvaneh.registry.models import Office, Person
from parvaneh.registry.models.persons import NATIONAL_ID


def offices_within(occasion: Occasion, permission: Permission) -> QuerySet[Office]:
    """The offices to which who imports may do this; to the product itself, all."""
    if isinstance(occasion.by, Acting):
        return visible_offices(occasion.by, to=permission, on=occasion.on)
    return Office.objects.all()


def persons_within(occasion: Occasion, permission: Permission) -> QuerySet[Person]:
    """The persons to whom who imports may do this; to the product itself, all."""
    if isinstance(occasion.by, Acting):
        return visible_persons(occasion.by, to=permission, on=occasion.on)
    return Person.objects.all()


def persons_named(
    occasion: Occasion, permission: Permission, texts: Iterable[str]
) -> Mapping[str, Person]:
    """The persons that cells name by national id or by code, in one query; others are left out."""
    by_index: dict[str, str] = {}
    codes = {}
    for text in texts:
        number = id_of(text)
        if number:
            by_index |= dict.fromkeys(indexes(NATIONAL_ID, number), text)
        else:
            codes[text.casefold()] = text
    wanted = Q(national_index__in=list(by_index)) | Q(code__in=list(codes))
    found = {}
    for person in persons_within(occasion, permission).filter(wanted):
        typed = by_index.get(person.national_index or "") or codes.get(person.code)
        if typed:
            found[typed] = person
        # The same person may be named in both ways.
        if person.code in codes:
            found[codes[person.code]] = person
    return found


def id_of(text: str) -> str:
    """The national id that a cell holds, in its one form; empty where it is none."""
    for read in (national_id, legal_id):
        try:
            return read(text)
        except NotAnId:
            continue
    return ""
