"""Routes of the judicial calendar."""

from django.urls import path

from parvaneh.site.calendar.edits import day_off_end, day_off_new, holidays_new, weekend_new
from parvaneh.site.calendar.year import calendar, calendar_days

urlpatterns = [
    path("calendar/", calendar, name="calendar"),
    path("calendar/days/", calendar_days, name="calendar_days"),
    path("calendar/days/new/", day_off_new, name="day_off_new"),
    path("calendar/days/<int:number>/withdraw/", day_off_end, name="day_off_withdraw"),
    path("calendar/weekend/", weekend_new, name="weekend_new"),
    path("calendar/holidays/<int:year>/", holidays_new, name="holidays_new"),
]
