"""Routes of the announcement, of what follows from grades, and of the honours."""

from django.urls import path

from parvaneh.site.announcing.announcement import (
    announcement,
    announcement_cancel_page,
    announcement_confirm_page,
    announcement_finalise_page,
)
from parvaneh.site.announcing.effects import effect_page, effects
from parvaneh.site.announcing.files import announcement_file
from parvaneh.site.announcing.honours import cycle_honours, honour_page

urlpatterns = [
    path("ranking/<str:code>/announcement/", announcement, name="announcement"),
    path(
        "ranking/<str:code>/announcement/confirm/",
        announcement_confirm_page,
        name="announcement_confirm",
    ),
    path(
        "ranking/<str:code>/announcement/cancel/",
        announcement_cancel_page,
        name="announcement_cancel",
    ),
    path(
        "ranking/<str:code>/announcement/final/",
        announcement_finalise_page,
        name="announcement_final",
    ),
    path(
        "ranking/<str:code>/announcement/files/<slug:name>/",
        announcement_file,
        name="announcement_file",
    ),
    path("ranking/<str:code>/effects/", effects, name="effects"),
    path("ranking/<str:code>/effects/<int:effect>/", effect_page, name="effect"),
    path("ranking/<str:code>/honours/", cycle_honours, name="cycle_honours"),
    path("ranking/<str:code>/honours/<str:office>/", honour_page, name="honour"),
]
