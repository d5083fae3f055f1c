"""The page on jobs names every job there is, and no other, in both languages."""

import re

import pytest
from procrastinate.contrib.django import app

from parvaneh.frame.jobs import JOBS
from tools import house_rules as rules

GUIDE = rules.ROOT / "docs" / "guide"


@pytest.mark.source
@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_job_is_in_the_guide_with_its_queue(language):
    app.perform_import_paths()
    text = (GUIDE / f"jobs.{language}.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([a-z_.]+)` \| ([a-z]+) \|", text, flags=re.MULTILINE))
    known = {name: one.queue for name, one in JOBS.items() if "trial" not in name}
    assert listed == known


@pytest.mark.source
def test_every_job_says_what_it_does():
    assert [name for name, one in JOBS.items() if not one.says.endswith(".")] == []
