"""A page as a test sees it: what stands in it, and what breaks the rules of every page."""

import base64
import hashlib
import re
from collections import Counter
from datetime import UTC, datetime
from html.parser import HTMLParser

from parvaneh.kit.sheets import Notice
from parvaneh.law.values import shipped_values
from parvaneh.scoring.evidence import InputFile
from parvaneh.scoring.fast import rank
from parvaneh.scoring.report.facts import Facts, Run
from parvaneh.scoring.tests.samples import sample_summary

VOID = {"meta", "link", "br", "hr", "img", "input", "line", "rect", "circle", "path"}
LINKS = ("href", "src", "action", "srcset", "poster", "data", "xlink:href")
LOOSE_DIGITS = re.compile(r"[0-9۰-۹]-[0-9۰-۹]")
RUN = Run(
    year=1404,
    made_at=datetime(2025, 9, 1, 9, 30, tzinfo=UTC),
    code_version="0.1.0",
    files=(InputFile("offices.csv", 1234, "ab" * 32),),
    root="cd" * 32,
    notices=(Notice("survey.csv", "The licence is revoked."),),
)


def facts_of(summary=None, run=RUN, previous=None, offices=40):
    chosen = sample_summary(offices) if summary is None else summary
    return Facts(rank(chosen, shipped_values()), run, previous)


class Page(HTMLParser):
    """Reads a page and keeps what the rules ask about."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.faults = [], []
        self.ids, self.tags, self.h1, self.refs = Counter(), Counter(), Counter(), []
        self.tables, self.figures, self.loose, self.heads = [], [], [], []
        self.language = ""
        self.texts = []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append(f"left open: {self.open}")

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags[tag] += 1
        if "id" in given:
            self.ids[given["id"]] += 1
        self.refs += [given[name] for name in LINKS if name in given]
        self.faults += [f"{tag} has {name}" for name in given if name.startswith("on")]
        if "style" in given:
            self.faults.append(f"{tag} has a style of its own")
        if tag == "article":
            self.language = given["lang"]
        self._headed(tag)
        self._tabled(tag, given)
        if tag not in VOID:
            self.open.append(tag)

    def _headed(self, tag):
        if tag in {"h1", "h2", "h3"}:
            self.h1[self.language] += tag == "h1"
            self.heads.append((self.language, int(tag[1])))

    def _tabled(self, tag, given):
        if tag == "table":
            self.tables.append({"caption": False, "loose_heads": 0})
        if tag == "caption":
            self.tables[-1]["caption"] = True
        if tag == "th" and "scope" not in given:
            self.tables[-1]["loose_heads"] += 1
        if tag == "figure":
            self.figures.append(Counter())
        if "figure" in self.open:
            self.figures[-1][tag] += 1

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"closed out of order: {tag}")

    def handle_data(self, data):
        self.texts.append(data)
        if "style" not in self.open and "bdi" not in self.open and LOOSE_DIGITS.search(data):
            self.loose.append(data)


def broken_rules(text):
    """Everything in which a page is not one file for everybody: sentences, none of a good page."""
    page = Page(text)
    faults = list(page.faults)
    faults += [f"id twice: {one}" for one, times in page.ids.items() if times > 1]
    faults += [f"{lang}: {times} h1" for lang, times in page.h1.items() if times != 1]
    faults += [f"reference: {ref}" for ref in page.refs if not ref.startswith("#")]
    faults += [f"no such place: {ref}" for ref in page.refs if ref[1:] not in page.ids]
    faults += [
        f"forbidden: {tag}" for tag in ("script", "iframe", "link", "form") if page.tags[tag]
    ]
    faults += ["table without caption" for table in page.tables if not table["caption"]]
    faults += ["heading cell without scope" for table in page.tables if table["loose_heads"]]
    faults += ["figure without table" for one in page.figures if one["table"] < one["svg"]]
    faults += [f"digits around a hyphen: {data}" for data in page.loose]
    faults += _steps_in_headings(page.heads)
    if set(page.h1) != {"fa", "en"}:
        faults.append(f"languages: {set(page.h1)}")
    if re.search(r"https?://|//[a-z]|url\(|@import", without_names(text)):
        faults.append("something from outside")
    return [*faults, *_policy_faults(text)]


def without_names(text):
    """A page without the name of the drawing language, which looks like an address and is none."""
    return text.replace('xmlns="http://www.w3.org/2000/svg"', "")


def _steps_in_headings(heads):
    last = {}
    for language, level in heads:
        if level > last.get(language, 0) + 1:
            yield f"{language}: h{level} after h{last.get(language, 0)}"
        last[language] = level


def _policy_faults(text):
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1]
    wanted = f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;;"
    if not policy.startswith(wanted):
        yield f"policy: {policy}"
