"""A listed office in the words of schema.org, for search engines and other programs."""

import json
from typing import Any

from markupsafe import Markup

from parvaneh.editions.models import ListedOffice, Standing
from parvaneh.kit.places import BY_KEY
from parvaneh.registry.access_features import ACCESS_FEATURES, AccessFeature

DAYS = {
    "saturday": "Saturday",
    "sunday": "Sunday",
    "monday": "Monday",
    "tuesday": "Tuesday",
    "wednesday": "Wednesday",
    "thursday": "Thursday",
    "friday": "Friday",
}
# Marks of HTML inside a script block are written as JSON allows: none can end the block.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def schema_org(row: ListedOffice, address: str) -> dict[str, Any]:
    """What schema.org has words for; an office that serves nobody has no hours.

    Args:
        row: of the register.
        address: of its page.
    """
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "@id": address,
        "url": address,
        "name": row.title,
        "identifier": row.code,
        "address": _address(row),
        "telephone": row.phones,
    }
    said["amenityFeature"] = [_feature(*one) for one in row.access.items()]
    if row.latitude is not None:
        said["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": str(row.latitude),
            "longitude": str(row.longitude),
        }
    if row.standing == Standing.OPEN:
        said["openingHoursSpecification"] = [_hours(*shift) for shift in row.hours]
    return {name: value for name, value in said.items() if value}


def script_data(said: dict[str, Any]) -> Markup:
    """JSON for a block of data within a page; the browser runs nothing of it."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))  # noqa: S704 - no mark of HTML is left


def _address(row: ListedOffice) -> dict[str, str]:
    said = {
        "@type": "PostalAddress",
        "streetAddress": row.street,
        "addressLocality": row.city,
        "addressRegion": BY_KEY[row.province].fa,
        "postalCode": row.postal_code,
        "addressCountry": "IR",
    }
    return {name: value for name, value in said.items() if value}


def _feature(key: str, known: tuple[bool, str, str]) -> dict[str, Any]:
    """What is known of one feature of access; of what nobody knows nothing is said."""
    return {
        "@type": "LocationFeatureSpecification",
        "propertyID": key,
        "name": ACCESS_FEATURES[AccessFeature(key)].fa,
        "value": known[0],
    }


def _hours(weekday: str, opens: str, closes: str) -> dict[str, str]:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{DAYS[weekday]}",
        "opens": opens,
        "closes": closes,
    }
