"""The recorded statuses of four servers read as they did when a person last looked at them."""

from __future__ import annotations

import json

import pytest
from markdown_it import MarkdownIt
from tests.text.snapshots import EXPECTED, NAMES, RECORDED, said

from howdah.text import plain_text


@pytest.mark.skipif(not RECORDED.is_dir(), reason=f"there are no recorded answers in {RECORDED}")
@pytest.mark.parametrize("name", NAMES)
def test_they_say_what_they_said(name: str) -> None:
    assert said(name) == json.loads((EXPECTED / f"{name}.json").read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_of_their_markdown_reads_the_same_words(name: str) -> None:
    recorded = json.loads((EXPECTED / f"{name}.json").read_bytes())
    assert recorded
    for one in recorded:
        rendered = plain_text(MarkdownIt("commonmark").render(one["markdown"]))
        assert rendered.split() == one["plain_text"].split()
