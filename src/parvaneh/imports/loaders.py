"""To load is to check: imports of who asks, and of others to who reaches the whole country."""

from datetime import date

from django.db.models import Q, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.frame.refused import NotThere
from parvaneh.imports.kinds.known import KINDS
from parvaneh.imports.models import Import
from parvaneh.registry.reach import reach_of


def visible_imports(acting: Acting, *, on: date) -> QuerySet[Import]:
    """The imports that somebody may see, the last one first.

    Those are their own, of kinds that they may still import; and all of a kind for whoever may
    import it in the whole country.
    """
    reaches = {key: reach_of(acting, kind.permission, on) for key, kind in KINDS.items()}
    everywhere = [key for key, reach in reaches.items() if reach.country]
    somewhere = [key for key, reach in reaches.items() if not reach.empty()]
    own = Q(given_by=acting.key, given_for=acting.for_key, kind__in=somewhere)
    return Import.objects.filter(own | Q(kind__in=everywhere))


def import_of(acting: Acting, code: str, *, on: date) -> Import:
    """One import by its code.

    Raises:
        NotThere: there is none, or none that they may see.
    """
    found = visible_imports(acting, on=on).filter(code=code).first()
    if found is None:
        raise NotThere(f"import:{code}")
    return found
