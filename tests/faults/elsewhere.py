"""Ways that lead elsewhere: redirects and links, to another origin and in circles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests import hostile
from tests.faults.answers import HOME, read_home
from tests.faults.rows import Case, Ending, Problem, Row, Stage
from tests.hostile import json_answer, redirect

from howdah import RedirectRefusedError
from howdah.testing import make_status

GROUP = "Redirects and links"
STATUSES = "/api/v1/statuses"
MEDIA = "/api/v2/media"


async def post(stage: Stage) -> Any:
    """What is called: a post."""
    return await stage.client.post_status("hello")


async def upload(stage: Stage) -> Any:
    """What is called: an upload."""
    return await stage.client.post_media(b"\x89PNG\r\n\x1a\n", description="d")


async def walk(stage: Stage) -> Any:
    """What is called: a walk through the home timeline."""
    return [status.id async for status in stage.client.get_home_timeline.walk()]


async def turn_back(stage: Stage) -> Any:
    """What is called: the page before the first."""
    page = await stage.client.get_home_timeline()
    return await page.previous_page()


def redirects(name: str, path: str, act: Any, status: int) -> Case:
    """A server that sends the request to another origin."""

    def arrange(stage: Stage) -> None:
        stage.server.on(path, redirect(stage.other.url + path, status))

    return Case(GROUP, f"redirects {name} to another origin ({status})", arrange, act, RedirectRefusedError)


def at_home(stage: Stage, ending: Ending) -> str:
    """What the caller sees of a page that is not where the link says."""
    if ending.error is not None:
        return type(ending.error).__name__
    return "success; that page is asked for at home" if len(stage.server.requests) > 1 else "the walk ends there"


def links(name: str, url: str, act: Any, wanted: Any) -> Case:
    """A server whose pages link to another origin."""

    def arrange(stage: Stage) -> None:
        place = url.format(port=stage.other.port, own=stage.server.port)
        link = f'<{place}{HOME}?max_id=1>; rel="next", <{place}{HOME}?min_id=1>; rel="prev"'
        stage.server.on(HOME, json_answer([make_status("hi", id="1")], headers=[("link", link)]), json_answer([]))

    def check(stage: Stage, ending: Ending) -> Iterator[Problem]:
        if ending.error is None and ending.result != wanted:
            yield Problem("unexpected", f"{ending.result!r} where {wanted!r} was due")

    return Case(GROUP, name, arrange, act, check=check, saw=at_home)


def few_requests(stage: Stage, ending: Ending) -> Iterator[Problem]:
    """Redirects are followed a few times only."""
    if len(stage.server.requests) > 10:
        yield Problem("hung", f"{len(stage.server.requests)} requests")


ROWS: list[Row] = [
    *(redirects("a read", HOME, read_home, status) for status in (301, 302, 303, 307, 308)),
    redirects("a post", STATUSES, post, 307),
    redirects("an upload", MEDIA, upload, 308),
    Case(
        GROUP,
        "redirects in a circle",
        lambda stage: stage.server.on(HOME, redirect(HOME)),
        read_home,
        RedirectRefusedError,
        check=few_requests,
    ),
    Case(
        GROUP,
        "redirects on and on, never to the same place",
        lambda stage: stage.server.on(HOME, hostile.redirect_on),
        read_home,
        RedirectRefusedError,
        check=few_requests,
    ),
    links("links the next page to another origin", "http://localhost:{port}", walk, ["1"]),
    links("links the next page to a name that begins like its own", "http://localhost.:{port}", walk, ["1"]),
    links("links the next page to a user of its name", "http://localhost:{own}@localhost:{port}", walk, ["1"]),
    links("links the next page without a scheme", "//localhost:{port}", walk, ["1"]),
    links("links the page before to another origin", "http://localhost:{port}", turn_back, None),
]
