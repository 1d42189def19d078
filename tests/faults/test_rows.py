"""Every row of the table of faults, each client over each transport."""

from __future__ import annotations

import pytest
from tests.faults.rows import WAYS, Row, Way, all_rows

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("bounded")]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.name)
@pytest.mark.parametrize("way", WAYS, ids=str)
async def test_nothing_is_lost_and_nothing_leaks(row: Row, way: Way) -> None:
    if way.transport == "reqwest":
        pytest.importorskip("pyreqwest", reason="the extra 'fast' is not installed")
    outcome = await row.run(way)
    assert outcome.problems == []


def test_rows_have_names_of_their_own() -> None:
    names = [row.name for row in all_rows()]
    assert len(names) == len(set(names))
