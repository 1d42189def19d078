"""The page that says which server has what."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("support_table", DOCS / "support_table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_what_the_declarations_say(maker: ModuleType) -> None:
    written = (DOCS / "support.md").read_text(encoding="utf-8")
    assert written == maker.page(), "run: python docs/support_table.py"


def test_it_tells_what_is_hollow_and_what_is_for_staff(maker: ModuleType) -> None:
    rows = {line.split("`")[1]: line for line in maker.page().splitlines() if line.startswith("| `")}
    assert "| 3.5.0 | hollow |  |  | yes |" in rows["get_trending_statuses"]
    assert rows["get_scheduled_statuses"].count("hollow") == 1
    assert rows["admin.get_accounts"].endswith("*(staff)* |")
    assert "staff" not in rows["get_status"]


def test_each_operation_is_in_it_once(maker: ModuleType) -> None:
    import howdah

    page = maker.page()
    assert all(page.count(f"| `{info.name}` |") == 1 for info in howdah.operations())


def test_its_links_lead_to_its_headings(maker: ModuleType) -> None:
    import re

    page = maker.page()
    headings = {
        re.sub(r"[^\w -]", "", line[3:].lower()).replace(" ", "-") for line in page.splitlines() if line[:3] == "## "
    }
    assert set(re.findall(r"\]\(#([^)]*)\)", page)) <= headings
