"""Names of places that rows keep by number."""

from parvaneh.kit.places import BY_KEY, counties_of


def county_name(province: str, number: int | None) -> str:
    """The name of a county by its number."""
    known = BY_KEY.get(province)
    counties = counties_of(known) if known and number is not None else ()
    return next((one.fa for one in counties if one.number == number), "")
