"""Routes of objections; ``new`` and the nouns after a case's number are pages of ours."""

from django.urls import URLPattern, path

from parvaneh.site.objections import acts, writing
from parvaneh.site.objections.decision import decide
from parvaneh.site.objections.lists import objections
from parvaneh.site.objections.one import objection


def _act(address: str, name: str, asked: acts.Act) -> URLPattern:
    return path(f"objections/<str:number>/{address}/", acts.act, {"asked": asked}, name=name)


urlpatterns = [
    path("objections/", objections, name="objections"),
    path("objections/new/<str:office>/", writing.start, name="objection_start"),
    path("objections/<str:number>/", objection, name="objection"),
    path("objections/<str:number>/what/", writing.what, name="objection_what"),
    path("objections/<str:number>/wrong/", writing.wrong, name="objection_wrong"),
    path("objections/<str:number>/documents/", writing.documents, name="objection_documents"),
    path(
        "objections/<str:number>/documents/<str:code>/",
        writing.file_off,
        name="objection_file_off",
    ),
    path("objections/<str:number>/check/", writing.check, name="objection_check"),
    path("objections/<str:number>/draft/", writing.draft_off, name="objection_draft_off"),
    _act("completion", "objection_complete", acts.COMPLETE),
    _act("withdrawal", "objection_withdraw", acts.WITHDRAW),
    _act("review", "objection_review", acts.REVIEW),
    _act("return", "objection_return", acts.RETURN),
    _act("sending", "objection_send", acts.SEND),
    _act("admission", "objection_admit", acts.ADMIT),
    _act("dismissal", "objection_dismiss", acts.DISMISS),
    path("objections/<str:number>/decision/", decide, name="objection_decide"),
    _act("service", "objection_serve", acts.SERVE),
]
