"""Routes of the work on cases."""

from django.urls import path

from parvaneh.site.work.case_history import history
from parvaneh.site.work.case_limits import limit
from parvaneh.site.work.case_list import cases, view_change, view_keep
from parvaneh.site.work.case_note_edit import note_edit
from parvaneh.site.work.case_notices import (
    document_proof,
    document_send,
    notice_back,
    notice_off,
    notice_served,
)
from parvaneh.site.work.case_papers import document_off, file_add, letter_new
from parvaneh.site.work.case_people import assign, recusal, recusal_over
from parvaneh.site.work.cases import case, note, step
from parvaneh.site.work.documents import document, notice
from parvaneh.site.work.inbox import inbox, message, message_rule, messages_all
from parvaneh.site.work.together import together

# Nouns after a case's number are pages of ours; every other word there is a step of its procedure.
urlpatterns = [
    path("inbox/", inbox, name="inbox"),
    path("inbox/messages/", messages_all, name="messages"),
    path("inbox/messages/settings/", message_rule, name="message_rule"),
    path("inbox/messages/<int:message>/", message, name="message"),
    path("cases/", cases, name="cases"),
    path("cases/together/", together, name="cases_together"),
    path("cases/views/", view_keep, name="case_view_keep"),
    path("cases/views/<str:code>/", view_change, name="case_view_change"),
    path("cases/<str:number>/", case, name="case"),
    path("cases/<str:number>/notes/", note, name="case_note"),
    path("cases/<str:number>/notes/<str:code>/", note_edit, name="case_note_edit"),
    path("cases/<str:number>/assignment/", assign, name="case_assign"),
    path("cases/<str:number>/recusals/", recusal, name="case_recusal"),
    path("cases/<str:number>/recusals/<int:recusal>/", recusal_over, name="case_recusal_end"),
    path("cases/<str:number>/limits/<int:limit>/<slug:do>/", limit, name="case_limit"),
    path("cases/<str:number>/files/", file_add, name="case_file"),
    path("cases/<str:number>/letters/", letter_new, name="case_letter"),
    path("cases/<str:number>/history/", history, name="case_history"),
    path("cases/<str:number>/<slug:step>/", step, name="case_step"),
    path("documents/<str:code>/", document, name="document"),
    path("documents/<str:code>/service/", document_send, name="document_send"),
    path("documents/<str:code>/proof/", document_proof, name="document_proof"),
    path("documents/<str:code>/withdrawal/", document_off, name="document_withdraw"),
    path("notices/<str:code>/", notice, name="notice"),
    path("notices/<str:code>/service/", notice_served, name="notice_served"),
    path("notices/<str:code>/return/", notice_back, name="notice_return"),
    path("notices/<str:code>/withdrawal/", notice_off, name="notice_withdraw"),
]
