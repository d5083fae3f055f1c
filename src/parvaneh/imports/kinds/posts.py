"""Posts of offices: filled, as articles 3 to 8 allow, and ended. The manager's comes by licence."""

from collections.abc import Iterator, Sequence
from datetime import date

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.frame.refused import refuse
from parvaneh.imports.columns import Column, Type
from parvaneh.imports.kinds.kind import Came, Item, Items, Kind, Outcome, Undoing
from parvaneh.imports.kinds.rowwise import Rowwise, came, differing, refuse_changes
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, msg
from parvaneh.law.vocabulary import POSTS, Term
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.registry.loaders import visible_offices
from parvaneh.registry.models import Post
from parvaneh.registry.operations import post_end, post_fill

WHY_NEEDED = msg("Say why the post ended.")

COLUMNS = (
    Column(
        "office_code", Term("کد دفتر", "Office code"), Type.OFFICE, required=True,
        example="1200415",
    ),
    Column(
        "person", Term("شخص", "Person"), Type.PERSON, required=True, private=True,
        example="0012345679",
        note=Term("شناسه ملی یا کد شخص", "the national id or the person's code"),
    ),
    Column(
        "post", Term("سمت", "Post"), Type.WORD, required=True, words=POSTS, cites=cites("D1392 3"),
        example="کارمند دفتری",
        note=Term("سمت مدیر با پروانه می‌آید", "the post of manager comes with the licence"),
    ),
    Column(
        "starts_on", Term("از روز", "From day"), Type.DAY, required=True, example="1403/01/01",
    ),
    Column("full_time", Term("تمام‌وقت", "Full-time"), Type.FLAG, example="بله"),
    Column("ends_on", Term("تا روز", "Last day"), Type.DAY),
    Column("reason", Term("علت پایان", "Why it ended")),
)  # fmt: skip


class Posts(Rowwise):
    """Fills posts; ends known ones for which the row gives a last day."""

    def begin(self, items: Items) -> None:
        """Look up the posts that the rows may be about."""
        offices = {item.values["office_code"].pk for item in items}
        rows = Post.objects.filter(office__in=offices).select_related("office", "person")
        self.known = {(one.office_id, one.person_id, one.post, one.starts_on): one for one in rows}

    def one(self, item: Item) -> Outcome:
        """Fill the post where it is not known; end it where the row says so."""
        said = item.values
        office, person, kind = said["office_code"], said["person"], said["post"]
        post = self.known.get((office.pk, person.pk, kind, said["starts_on"]))
        subject = f"office:{office.code}"
        if post is None:
            post = post_fill(
                office=office,
                person=person,
                post=PostKind(kind),
                starts_on=said["starts_on"],
                full_time=said["full_time"] is not False,
                **self.occasion.done,
            )
            self._end(post, item)
            return Outcome(Came.NEW, subject)
        refuse_changes(differing(item, {"full_time": post.full_time}))
        if said["ends_on"] in (None, post.ends_on):
            return Outcome(Came.SAME, subject)
        self._end(post, item)
        return came(subject, [("ends_on", "", said["ends_on"])])

    def _end(self, post: Post, item: Item) -> None:
        said = item.values
        if said["ends_on"] is None:
            return
        if not said["reason"]:
            refuse(Reason("reason", WHY_NEEDED, ()))
        post_end(post=post, ends_on=said["ends_on"], reason=said["reason"], **self.occasion.done)


def exported(acting: Acting, on: date) -> Iterator[Sequence[object]]:
    """The posts, past ones too, in the offices that somebody may see; managers' come by licence."""
    offices = visible_offices(acting, to=Permission.OFFICE_SEE, on=on)
    rows = Post.objects.filter(office__in=offices).exclude(post=PostKind.MANAGER.value)
    for one in rows.select_related("office", "person").order_by("office__code", "starts_on", "pk"):
        yield (
            one.office.code, one.person.code, one.post, one.starts_on, one.full_time, one.ends_on,
            one.reason,
        )  # fmt: skip


POSTS_HELD = Kind(
    "posts",
    Term("سمت‌ها", "Posts"),
    Term(
        "چه کسی از چه روزی در چه سمتی در کدام دفتر کار می‌کند",
        "Who works in which office, as what, from which day",
    ),
    Permission.OFFICE_MANAGE,
    ("office_code", "person", "post", "starts_on"),
    COLUMNS,
    Posts,
    exported,
    Undoing((Post,)),
    {"not_permitted": "office_code"},
)
