"""The register as open data: tables as CSV, what their columns mean (CSVW), a catalogue (DCAT 3).

All files are made of the rows of one edition and of nothing else: the same rows make the same
bytes. Codes, numbers of licences and telephones are text; days are Gregorian (ISO 8601), amounts
are rials, an empty cell says that nothing is known.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping

from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.editions.open_data_tables import OFFICES, TABLES, Table
from parvaneh.kit.languages import gettext, msg, show
from parvaneh.kit.text import Language
from parvaneh.law.vocabulary import Term

TERMS = "catalogue.jsonld#terms"
METADATA, CATALOGUE, CHECKSUMS = "csv-metadata.json", "catalogue.jsonld", "SHA256SUMS"
CSVW = "http://www.w3.org/ns/csvw"
MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/csvm+json",
    ".jsonld": "application/ld+json",
    "": "text/plain; charset=utf-8",
}
TITLE = msg("The public register of offices of electronic judicial services")
ABOUT = msg("What anybody may know of the offices: place, hours, prices, standing, grades.")


def files_of(edition: Edition, rows: Iterable[ListedOffice], address: str) -> Mapping[str, bytes]:
    """Every file of an edition by its name, the checksums last.

    Args:
        edition: the edition.
        rows: its offices, in the order of their codes.
        address: where the files will lie, with a stroke at the end; names of the catalogue.
    """
    listed = list(rows)
    found = {table.name: _csv(table, listed) for table in TABLES}
    found[METADATA] = _json(_metadata(edition))
    found[CATALOGUE] = _json(_catalogue(edition, found, address))
    sums = (f"{sha256(data)}  {name}\n" for name, data in found.items())
    return found | {CHECKSUMS: "".join(sums).encode()}


def media_type_of(name: str) -> str:
    """The media type of a file by its name."""
    return MEDIA_TYPES[name[name.index(".") :] if "." in name else ""]


def sha256(data: bytes) -> str:
    """The checksum of a file."""
    return hashlib.sha256(data).hexdigest()


def _csv(table: Table, rows: Iterable[ListedOffice]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    for row in rows:
        writer.writerows(table.rows_of(row))
    return text.getvalue().encode()


def _json(said: object) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _both(said: str | Term) -> dict[str, str]:
    if isinstance(said, Term):
        return {one.value: show(said, one) for one in Language}
    return {one.value: gettext(said, one) for one in Language}


def _metadata(edition: Edition) -> dict[str, object]:
    return {
        "@context": CSVW,
        "dc:license": {"@id": TERMS},
        "dc:rights": _terms(edition),
        "tables": [_described(table) for table in TABLES],
    }


def _terms(edition: Edition) -> list[dict[str, str]]:
    """The terms of reuse as one text in each language."""
    return [
        {"@value": " ".join(one[code] for one in edition.terms), "@language": code}
        for code in (str(one.value) for one in Language)
    ]


def _described(table: Table) -> dict[str, object]:
    columns = [
        {
            "name": column.name,
            "titles": _both(column.title) | {"und": column.name},
            "datatype": column.datatype,
            "required": column.name in table.key,
        }
        for column in table.columns
    ]
    schema: dict[str, object] = {"columns": columns, "primaryKey": list(table.key)}
    if table.columns is not OFFICES:
        to_offices = {"resource": "offices.csv", "columnReference": "code"}
        schema["foreignKeys"] = [{"columnReference": "code", "reference": to_offices}]
    return {
        "url": table.name,
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": schema,
    }


def _catalogue(edition: Edition, files: Mapping[str, bytes], address: str) -> dict[str, object]:
    dataset = {
        "@id": f"{address}#register",
        "@type": "dcat:Dataset",
        "dct:title": _said(TITLE),
        "dct:description": _said(ABOUT),
        "dct:language": [one.value for one in Language],
        "dct:issued": _typed(edition.published_at.isoformat(), "xsd:dateTime"),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(edition.shows_on.isoformat(), "xsd:date"),
            "dcat:endDate": _typed(edition.shows_on.isoformat(), "xsd:date"),
        },
        "dcat:version": str(edition.number),
        "dct:identifier": edition.digest,
        "dct:license": {"@id": f"{address}{TERMS}"},
        "dct:rights": {
            "@id": f"{address}{TERMS}",
            "@type": ["dct:LicenseDocument", "dct:RightsStatement"],
            "rdfs:label": _terms(edition),
        },
        "dcat:distribution": [_distribution(table, files[table.name], address) for table in TABLES],
    }
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": f"{address}{CATALOGUE}",
        "@type": "dcat:Catalog",
        "dct:title": _said(TITLE),
        "dcat:dataset": [dataset],
    }


def _distribution(table: Table, data: bytes, address: str) -> dict[str, object]:
    return {
        "@id": f"{address}{table.name}",
        "@type": "dcat:Distribution",
        "dct:title": _said(table.about),
        "dcat:downloadURL": {"@id": f"{address}{table.name}"},
        "dct:license": {"@id": f"{address}{TERMS}"},
        "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
        "dct:conformsTo": {"@id": "https://www.w3.org/TR/tabular-data-model/"},
        "dcat:byteSize": _typed(str(len(data)), "xsd:nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": sha256(data),
        },
    }


def _said(message: str) -> list[dict[str, str]]:
    return [{"@value": text, "@language": code} for code, text in _both(message).items()]


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": kind}
