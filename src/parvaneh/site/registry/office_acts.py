"""Pages that change an office: each loads it with the permission to change it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission as Can
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.registry.loaders import office_of, person_of
from parvaneh.registry.models import Post
from parvaneh.registry.models.periods import holds_on
from parvaneh.site.reader import reader_of
from parvaneh.site.registry.editing import Edit, edited
from parvaneh.site.registry.office_edits import END, MAKE
from parvaneh.site.registry.reaching import listed_for

ASKED = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(ASKED)
def office_make(request: HttpRequest) -> HttpResponse:
    """Enter an office."""
    reader = reader_of(request)
    listed_for(reader, Can.OFFICE_MANAGE)
    return edited(
        request,
        MAKE,
        reader=reader,
        thing=None,
        name=say(msg("Offices")),
        back=reverse("offices"),
        done=lambda office: reverse("office", args=[office.code]),
    )


@login_required
@require_http_methods(ASKED)
def office_edit(request: HttpRequest, code: str, edit: Edit) -> HttpResponse:
    """Change one thing of an office."""
    reader = reader_of(request)
    found = office_of(reader.acting, code, to=Can.OFFICE_MANAGE, on=reader.on)
    back = reverse("office", args=[found.code])
    return edited(request, edit, reader=reader, thing=found, name=found.title, back=back)


@login_required
@require_http_methods(ASKED)
def office_post_end(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """End the post that a person holds in an office."""
    reader = reader_of(request)
    found = office_of(reader.acting, code, to=Can.OFFICE_MANAGE, on=reader.on)
    who = person_of(reader.acting, person, to=Can.PERSON_SEE, on=reader.on)
    held = Post.objects.filter(holds_on(reader.on), office=found, person=who)
    post = held.select_related("office", "person").first()
    if post is None:
        raise NotThere(person)
    back = reverse("office", args=[found.code])
    return edited(request, END, reader=reader, thing=post, name=found.title, back=back)
