"""What real servers answered, read by Howdah's front, equals what Mastodon.py makes of it, type for type."""

from __future__ import annotations

import pytest
from tests.compat.mastodon_py_reasons import RECORDED_REASONS
from tests.compat.mastodon_py_recordings import API, RECORDED, compare_recorded
from tests.compat.mastodon_py_side_by_side import FRONT, REAL
from tests.compat.side_by_side.reasons import sorted_out

pytestmark = pytest.mark.skipif(
    not (RECORDED.is_dir() and API.is_dir()), reason=f"there are no recorded answers in {RECORDED}"
)

LEAST_ANSWERED = {"mastodon-4.x": 380, "gotosocial-0.20": 135, "hollo-0.10": 135, "snac-2.75": 135}
"""How many of the 406, 157, 155 and 155 answers are read by a method."""


@pytest.mark.parametrize("server", LEAST_ANSWERED)
def test_recorded_answers_are_read_as_mastodon_py_reads_them(server: str) -> None:
    compared = compare_recorded(server, REAL, FRONT)
    explained, _ = sorted_out(compared.differences, RECORDED_REASONS)
    assert [str(difference) for difference, reason in explained if reason is None] == []
    assert compared.answered >= LEAST_ANSWERED[server]
    assert len(compared.methods) > 100
