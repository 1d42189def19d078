"""What becomes of the recorded statuses of four servers, as it is expected to be.

``python -m tests.text.snapshots`` writes it anew into ``tests/text/snapshots/``; look at what has changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from howdah.models import Mention, Status, StatusTag

RECORDED = Path(__file__).parents[2].parent / "shared" / "recorded"
EXPECTED = Path(__file__).with_name("snapshots")
MARKED_UP = re.compile(r"<(?!/?p>)|&|</p><p>")
LONGEST = 2000
"""Characters of a status that is worth looking at."""
NAMES = ("mastodon-4.x", "gotosocial-0.20", "snac-2.75", "hollo-0.10")


def statuses_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every status within a recorded answer."""
    if isinstance(value, dict):
        if "visibility" in value and isinstance(value.get("content"), str) and "mentions" in value:
            yield value
        for inner in value.values():
            yield from statuses_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from statuses_in(inner)


def said(name: str) -> list[dict[str, Any]]:
    """What the recorded statuses of a server say that are more than a paragraph, each once, in order of their HTML."""
    exchanges = json.loads((RECORDED / f"{name}.json").read_bytes())
    found: dict[str, dict[str, Any]] = {}
    for exchange in exchanges:
        for sent in statuses_in(exchange["body"]):
            if not _is_worth_it(sent["content"]):
                continue
            status = Status.model_construct(
                content=sent["content"],
                mentions=[Mention.model_validate(mention) for mention in sent["mentions"]],
                tags=[StatusTag.model_validate(tag) for tag in sent["tags"]],
            )
            shown = {
                "plain_text": status.plain_text,
                "markdown": status.markdown,
                "links": status.links,
                "mentioned": status.mentioned,
                "hashtags": status.hashtags,
            }
            found[json.dumps([sent["content"], shown])] = {"content": sent["content"], **shown}
    return [found[key] for key in sorted(found)]


def _is_worth_it(content: str) -> bool:
    return bool(MARKED_UP.search(content)) and len(content) <= LONGEST and "quote-inline" not in content


def main() -> None:
    """Write all that is expected."""
    EXPECTED.mkdir(exist_ok=True)
    for name in NAMES:
        text = json.dumps(said(name), ensure_ascii=False, indent=1) + "\n"
        (EXPECTED / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
