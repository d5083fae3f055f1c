"""The same kind of letter to many offices: numbered, made, sealed and served in a few statements.

Each step looks at what is there and does the rest, so that it may be begun again after a crash, or
by two workers at once: rows are locked in one order, and what another did meanwhile is left alone.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from parvaneh.access.queries import users_acting_in
from parvaneh.access.scopes import Scope
from parvaneh.casework.contents import contents_keep
from parvaneh.casework.documents import (
    code_drawn,
    letter_numbers_next,
    rendered,
    tell,
)
from parvaneh.casework.letter_kinds import LETTER_KINDS
from parvaneh.casework.messages import Told, messages_write
from parvaneh.casework.models import Case, Document, DocumentState, Notice
from parvaneh.casework.models.notices import STANDS
from parvaneh.casework.notices import OPENS_FOR_OFFICE
from parvaneh.casework.notices import code_drawn as notice_code
from parvaneh.casework.standing import Doer, day_of
from parvaneh.casework.uploads import PDF
from parvaneh.frame.copying import copy_rows, keyed
from parvaneh.kit.text import Language
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import Act, act, event_write

WRITTEN = ("state", "content", "ready_at", "short_signature")


def letters_pend(
    *,
    kind: str,
    facts: Mapping[int, Mapping[str, object]],
    visible_to: Iterable[Actor],
    by: Doer,
    at: datetime,
    language: Language = Language.FA,
) -> list[Document]:
    """Decide on the one letter of a kind that each of these cases has; those that have it keep it.

    Args:
        kind: code of its `LetterKind`.
        facts: what each letter needs beside its case, as JSON values, by the key of the case.
        visible_to: the actors among the parties who may read it.
        by: who decides on them.
        at: the moment; its day is the date of the letters.
        language: of the letters.

    Returns:
        The letters of all these cases that wait for their pages, in the order of the cases.

    Raises:
        NoSuchLetter: the kind is not known.
    """
    LETTER_KINDS.of(kind)
    readers = sorted(visible_to)
    with act(by=by, at=at) as running:
        # In one order: two workers who begin the same letters wait for each other.
        cases = list(Case.objects.select_for_update().filter(pk__in=facts).order_by("pk"))
        there = set(
            Document.objects.filter(case__in=cases, kind=kind).values_list("case", flat=True)
        )
        new = [
            Document(
                case=case, code=code, kind=kind, series=code, visible_to=readers, number=number,
                state=DocumentState.PENDING, language=language.value, made_at=at, made_by=by.key,
                facts=json.dumps(dict(facts[case.pk]), ensure_ascii=False),
            )
            for case, number in _numbered([one for one in cases if one.pk not in there], at)
            for code in [code_drawn()]
        ]  # fmt: skip
        copy_rows(Document, keyed(new))
        for one in new:
            with _within(running, one.case):
                tell(one, "pended", after=one.state, number=one.number)
    waiting = Document.objects.filter(case__in=cases, kind=kind, state=DocumentState.PENDING)
    return list(waiting.select_related("case").order_by("case"))


def letters_make(*, documents: Sequence[Document], by: Doer, at: datetime) -> int:
    """Make the pages of letters that wait, seal and sign them; each once.

    Args:
        documents: as `letters_pend` gives them, their cases with them.
        by: who has them made.
        at: the moment.

    Returns:
        How many were made here.
    """
    pages = {one.pk: rendered(one) for one in documents}  # before anything is locked
    with act(by=by, at=at) as running:
        waiting = Document.objects.select_for_update().filter(pk__in=pages, state="pending")
        ready = list(waiting.select_related("case").order_by("pk"))
        contents = contents_keep((pages[one.pk][0] for one in ready), PDF)
        for one, content in zip(ready, contents, strict=True):
            one.state, one.content, one.ready_at = DocumentState.READY, content, at
            one.short_signature = pages[one.pk][1]
        Document.objects.bulk_update(ready, WRITTEN)
        for one in ready:
            with _within(running, one.case):
                sha256 = one.content.sha256 if one.content else ""
                tell(one, "rendered", before="pending", after="ready", sha256=sha256)
    return len(ready)


def letters_serve(
    *, documents: Sequence[Document], by: Doer, at: datetime, starts_time: bool = True
) -> list[Notice]:
    """Serve letters that stand on the offices of their cases; those that were served stay so.

    The recipients are those of the act that decided on the letters: nobody is asked again.

    Args:
        documents: each of a case of an office, whose manager may read it.
        by: who serves; whether they may is asked where they decide on it.
        at: the moment.
        starts_time: whether the time of the cases runs from this service, as the law says.

    Returns:
        The notices that were sent here.
    """
    with act(by=by, at=at) as running:
        rows = Document.objects.select_for_update(of=("self",)).filter(
            pk__in=[one.pk for one in documents], state=DocumentState.READY
        )
        ready = list(rows.select_related("case__office").order_by("pk"))
        sent = set(
            Notice.objects.filter(STANDS, document__in=ready).values_list("document", flat=True)
        )
        notices = [
            Notice(
                code=notice_code(), case=one.case, document=one, office=one.case.office,
                starts_time=starts_time, sent_at=at, sent_by=by.key,
            )
            for one in ready
            if one.pk not in sent and one.case.office is not None
        ]  # fmt: skip
        copy_rows(Notice, keyed(notices))
        for one in notices:
            with _within(running, one.case):
                facts = {"document": one.document.code}
                event_write(kind="notice.sent", subject=one.key, facts=facts)
        _tell(notices, by, at)
    return notices


def _numbered(cases: Sequence[Case], at: datetime) -> list[tuple[Case, str]]:
    """Each case with the number of its letter, secretariat by secretariat, in one order."""
    places: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        places[case.province].append(case)
    return [
        pair
        for province in sorted(places)
        for pair in zip(
            places[province],
            letter_numbers_next(province, day_of(at), len(places[province])),
            strict=True,
        )
    ]


def _tell(notices: Sequence[Notice], by: Doer, at: datetime) -> None:
    codes = [one.case.office_code for one in notices]
    managers = users_acting_in(OPENS_FOR_OFFICE, Scope.OFFICE, codes, day_of(at))
    told = [
        Told(user, one.key, one.code, {"document": one.document.number, "case": one.case.number})
        for one in notices
        for user in managers.get(one.case.office_code, ())
    ]
    messages_write(told=told, kind="notice", by=by, at=at)


@contextmanager
def _within(running: Act, case: Case) -> Iterator[None]:
    """Events of the block lie in the course of a case."""
    before, running.case = running.case, case.number
    yield
    running.case = before
