"""The dated values as a cycle keeps them: those of the directive of 1404, at all their dates.

What was locked is what is ranked by, whatever is approved later; the same text, as a profile, lets
anybody rank the same evidence outside (`parvaneh rank --values`).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from parvaneh.kit.crypto import sha256_hex
from parvaneh.law import jalali
from parvaneh.law.citation import cite
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.ruling import Status
from parvaneh.law.values import DatedValue, Values, frozen, merged
from parvaneh.registry.queries.approved_values import shipped
from parvaneh.registry.value_forms import plain
from parvaneh.scoring.bundle import canonical_json
from parvaneh.scoring.policy import Policy, policy_of

DIRECTIVE = "D1404."

Kept = Mapping[str, Any]


def kept(values: Values) -> dict[str, Any]:
    """The values of the directive as JSON content, by key.

    Args:
        values: all of them, merged.
    """
    return {
        key: _history_kept(history)
        for key, history in sorted(values.histories.items())
        if key.startswith(DIRECTIVE) and history
    }


def revived(content: Kept) -> Values:
    """The values that `kept` made content of, over what else the product carries."""
    histories = {key: _history_of(key, head) for key, head in content.items()}
    return merged(shipped(), Values(MappingProxyType(histories)))


def changed(values: Values, contents: Mapping[str, Any], on: date) -> Values:
    """The values with other contents in force on a day, as a what-if takes them.

    Args:
        values: those that would be used otherwise.
        contents: the content in the place of each key's, already found right.
        on: the last day of the period.
    """
    told = {
        key: tuple(
            _with(entry, contents[key]) if _holds(entry, on) else entry
            for entry in values.histories[key]
        )
        for key in contents
    }
    return merged(values, Values(MappingProxyType(told)))


def policy_kept(content: Kept, period: Period) -> Policy:
    """What a ranking of the period takes from kept values; they were found right when locked."""
    return policy_of(revived(content), period)


def digest_of(content: Kept) -> str:
    """The SHA-256 of kept values."""
    return sha256_hex(canonical_json(content))


def profile_text(content: Kept) -> str:
    """Kept values as a profile, the form in which a file of values is written."""
    parts = []
    for key, head in content.items():
        lines = [f"[{_toml(key)}]"]
        lines += [f"{name} = {_toml(head[name])}" for name in HEAD if head[name]]
        for entry in head["entries"]:
            lines += [f"[[{_toml(key)}.value]]"]
            lines += [f"{name} = {_toml(entry[name])}" for name in ENTRY if entry[name] is not None]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


HEAD = ("fa", "en", "unit", "cites", "assumes")
ENTRY = ("from", "until", "content", "source", "status", "approved_by")


def _history_kept(history: Iterable[DatedValue]) -> dict[str, Any]:
    entries = tuple(history)
    first = entries[0]
    return {
        "fa": first.fa,
        "en": first.en,
        "unit": first.unit,
        "cites": [str(one) for one in first.cites],
        "assumes": list(first.assumes),
        "entries": [
            {
                "from": jalali.text(one.start),
                "until": None if one.until is None else jalali.text(one.until),
                "content": plain(one.content),
                "source": one.source,
                "status": one.status.value,
                "approved_by": one.approved_by,
            }
            for one in entries
        ],
    }


def _history_of(key: str, head: Kept) -> tuple[DatedValue, ...]:
    return tuple(
        DatedValue(
            key=key,
            content=frozen(one["content"]),
            start=jalali.day(one["from"]),
            until=None if one["until"] is None else jalali.day(one["until"]),
            source=one["source"],
            status=Status(one["status"]),
            approved_by=one["approved_by"],
            unit=head["unit"],
            fa=head["fa"],
            en=head["en"],
            cites=tuple(map(cite, head["cites"])),
            assumes=tuple(head["assumes"]),
        )
        for one in head["entries"]
    )


def _with(entry: DatedValue, content: Any) -> DatedValue:
    return replace(entry, content=frozen(content))


def _holds(entry: DatedValue, on: date) -> bool:
    return entry.start <= on and (entry.until is None or on <= entry.until)


def _toml(value: Any) -> str:
    """A value as TOML writes it on one line; its texts are those of JSON."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_toml(name)} = {_toml(part)}" for name, part in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
