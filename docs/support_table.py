"""Writes ``docs/support.md`` from the declarations: ``python docs/support_table.py``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import howdah
from howdah.core.server import NAMES

PAGE = Path(__file__).with_name("support.md")

INTRODUCTION = """\
# Which server has what

Made from the declarations (`python docs/support_table.py`); a test holds it to them.

**yes** the server has it · a version: since that version of Mastodon · **hollow** it answers, and there is never
anything in it · **?** not known · nothing: it has not. *(staff)* is for moderators and administrators. An
operation that a server lacks raises `NotSupportedError`, and `client.supports("get_quotes")` tells without asking.
Forks have what their parent has. What is known of snac was found by running it; of the others, from their own
documentation and sources.

The operations that one kind of server alone has stand in sections of their own (`client.admin`, `client.gotosocial`,
`client.pleroma`, `client.akkoma`), everything else is on the client itself.
"""


def mark(info: howdah.OperationInfo, server: str) -> str:
    """What the table says of an operation on a server."""
    if server in info.unsure:
        return "?"
    if server not in info.servers:
        return ""
    if server in info.hollow:
        return "hollow"
    return info.added if server == "mastodon" and info.added.strip("0.") else "yes"


def title_of(section: str) -> str:
    """A section's heading."""
    return section.replace("/", ": ").replace("_", " ").capitalize()


def summary(sections: dict[str, list[howdah.OperationInfo]]) -> Iterator[str]:
    """How much of each section each server has."""
    yield "## In short\n"
    yield "| section | operations | " + " | ".join(NAMES.values()) + " |"
    yield "|---|---|" + "---|" * len(NAMES)
    for section, operations in sections.items():
        counts = [sum(server in info.servers for info in operations) for server in NAMES]
        shown = ["all" if count == len(operations) else str(count or "") for count in counts]
        link = title_of(section).lower().replace(": ", "-").replace(" ", "-")
        yield f"| [{title_of(section)}](#{link}) | {len(operations)} | " + " | ".join(shown) + " |"


def table(section: str, operations: list[howdah.OperationInfo]) -> Iterator[str]:
    """One section's operations."""
    yield f"\n## {title_of(section)}\n"
    yield "| operation | " + " | ".join(NAMES.values()) + " | what it does |"
    yield "|---|" + "---|" * (len(NAMES) + 1)
    for info in operations:
        what = info.doc.splitlines()[0].replace("|", "\\|") + (" *(staff)*" if info.auth == "admin" else "")
        yield f"| `{info.name}` | " + " | ".join(mark(info, server) for server in NAMES) + f" | {what} |"


def page() -> str:
    """The whole page."""
    sections: dict[str, list[howdah.OperationInfo]] = defaultdict(list)
    for info in sorted(howdah.operations(), key=lambda info: (("/" in info.section), info.section, info.name)):
        sections[info.section].append(info)
    lines = [INTRODUCTION, *summary(sections)]
    for section, operations in sections.items():
        lines += table(section, operations)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
