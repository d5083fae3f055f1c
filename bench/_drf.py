"""The peer of the API's list: Django REST Framework over the same table, as its guide shows it.

A `ModelSerializer`, a filter backend and cursor pagination, JSON alone, nobody authenticated, only
the middleware that every project has. `FlatOffices` gives the columns as they are, which is the
least that such a view can do; `Offices` gives the same items as ours.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django_filters.rest_framework import CharFilter, DjangoFilterBackend, FilterSet
from rest_framework import generics, pagination, renderers, serializers

from parvaneh.editions.models import ListedOffice
from parvaneh.frame.persian import FaKey
from parvaneh.law import jalali

SIZE = 50


def _day(on: date | None) -> dict[str, str] | None:
    return {"date": on.isoformat(), "jalali": jalali.text(on)} if on else None


class FlatOffice(serializers.ModelSerializer):
    """A row as it is."""

    class Meta:
        model = ListedOffice
        exclude = ("words", "digest")


class Office(serializers.ModelSerializer):
    """A row in the shape in which we give it."""

    page = serializers.SerializerMethodField()
    standing = serializers.SerializerMethodField()
    licence = serializers.SerializerMethodField()
    place = serializers.SerializerMethodField()
    hours = serializers.SerializerMethodField()
    services = serializers.SerializerMethodField()
    access = serializers.SerializerMethodField()
    grade = serializers.SerializerMethodField()
    inspected_on = serializers.SerializerMethodField()

    class Meta:
        model = ListedOffice
        fields = (
            "code", "title", "page", "standing", "licence", "place", "phones", "hours",
            "services", "access", "grade", "inspected_on",
        )  # fmt: skip

    def get_page(self, row: ListedOffice) -> str:
        """Its page."""
        return f"/find/{row.code}/"

    def get_standing(self, row: ListedOffice) -> dict[str, Any]:
        """Its standing."""
        since, until = _day(row.standing_since), _day(row.standing_until)
        return {"key": row.standing, "since": since, "until": until}

    def get_licence(self, row: ListedOffice) -> str | None:
        """Its licence."""
        return row.licence or None

    def get_place(self, row: ListedOffice) -> dict[str, Any]:
        """Where it is; offices of the benchmark have no county."""
        return {
            "province": row.province,
            "county": None,
            "city": row.city or None,
            "street": row.street or None,
            "postal_code": row.postal_code or None,
            "latitude": row.latitude,
            "longitude": row.longitude,
        }

    def get_hours(self, row: ListedOffice) -> list[dict[str, str]]:
        """Its hours."""
        return [{"weekday": day, "opens": one, "closes": end} for day, one, end in row.hours]

    def get_services(self, row: ListedOffice) -> list[dict[str, Any]]:
        """Its services."""
        return [{"service": name, "rials": rials} for name, rials in row.services.items()]

    def get_access(self, row: ListedOffice) -> list[dict[str, Any]]:
        """What is known of its access."""
        return [
            {"feature": one, "holds": holds, "known_from": known, "since": _day(since)}
            for one, (holds, known, first) in row.access.items()
            for since in (date.fromisoformat(first),)
        ]

    def get_grade(self, row: ListedOffice) -> dict[str, Any]:
        """Its grade."""
        return {
            "key": row.grade,
            "tiles": row.tiles,
            "of": row.bands,
            "year": row.cycle,
            "since": _day(row.graded_on),
            "basis": row.official,
            "place": row.place,
        }

    def get_inspected_on(self, row: ListedOffice) -> dict[str, str] | None:
        """Its last inspection."""
        return _day(row.inspected_on)


class Filters(FilterSet):
    """What may be asked."""

    province = CharFilter()
    grade = CharFilter()
    standing = CharFilter()
    service = CharFilter(field_name="services", lookup_expr="has_key")

    class Meta:
        model = ListedOffice
        fields = ("province", "grade", "standing", "service")


class Pages(pagination.CursorPagination):
    """Persian order, then the code."""

    page_size = SIZE
    ordering = ("key", "code")


class Offices(generics.ListAPIView):
    """The list, with the same items as ours."""

    serializer_class = Office
    pagination_class = Pages
    filter_backends = (DjangoFilterBackend,)
    filterset_class = Filters
    renderer_classes = (renderers.JSONRenderer,)
    authentication_classes = ()
    permission_classes = ()

    def get_queryset(self) -> QuerySet[ListedOffice]:
        """Every listed office."""
        return ListedOffice.objects.annotate(key=FaKey("title"))


class FlatOffices(Offices):
    """The list, each row as it is."""

    serializer_class = FlatOffice


urlpatterns = [path("offices", Offices.as_view()), path("flat", FlatOffices.as_view())]
