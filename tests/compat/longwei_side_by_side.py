"""``python -m tests.compat.longwei_side_by_side``: longwei and its front, the same script, and what differs.

Every method is called over a server that answers both alike, with as little and with all that it takes: requests,
results and the client's state are compared. Then a story is told to two equal sandboxes, and every result of it
compared, once the servers' own IDs, times and addresses are mapped.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatch
from typing import Any

import anyio
import httpx2
import longwei

from howdah.compat import longwei as front
from howdah.compat.longwei.calling import no_pagination
from howdah.sandbox import Sandbox

from .longwei_answers import comparable
from .longwei_arguments import methods_of
from .longwei_differences import REASONS
from .longwei_story import story
from .longwei_wire import STATE, both

WAYS = ((False, "Mastodon"), (True, "Mastodon"), (True, "Pleroma"), (True, "snac"))
LONGEST_COMPARISON = 300
"""Seconds."""


@dataclass
class Comparison:
    """What came of a method.

    Attributes:
        sandbox: calls compared in the sandbox.
        server: calls compared over the server that answers both alike.
        differences: what differed: where, and both sides.
    """

    sandbox: int = 0
    server: int = 0
    differences: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def unexplained(self, method: str) -> list[str]:
        """What differs without a reason."""
        return [f"{where}: {sides}" for where, sides in self.differences if reason_for(method, where) is None]


Table = dict[str, Comparison]


async def compare_on_a_server(table: Table) -> None:
    """Call every method with as little and with all that it takes, and on what is taken for a Pleroma and a snac."""
    for method, row in table.items():
        for full, kind in WAYS:
            theirs, ours = await both(method, full=full, instance_type=kind)
            row.server += 1
            row.differences += Likeness().differences(f"server.{kind}", asdict(theirs), asdict(ours))


Told = list[tuple[str, Any, Any]]


async def tell(package: Any, sandbox: Sandbox) -> Told:
    """Tell the story to a sandbox: each call's method, result and what the client holds after it."""
    told: Told = []
    carried = httpx2.AsyncClient(transport=ToSandbox(sandbox.base_url))
    token = sandbox.token_of("alice")
    if package is front:
        client = await front.APClient.create("gardens.example", token, client=carried)
    else:
        client = longwei.APClient("gardens.example", token)
        await client.client.aclose()
        client.client = carried
        await client.determine_instance_type()

    async def do(method: str, *args: Any, **kwargs: Any) -> Any:
        result: Any = None
        client.pagination = no_pagination()  # what this very call leaves there is compared
        try:
            result = await getattr(client, method)(*args, **kwargs)
            seen = comparable(result)
        except package.ActivityPubError as error:
            seen = {"(error)": type(error).__name__, "status": error.status_code, "message": error.message}
        told.append((method, seen, {name: getattr(client, name) for name in STATE}))
        return result

    await story(do, package, sandbox)
    await client.close()
    await carried.aclose()
    return told


class ToSandbox(httpx2.AsyncHTTPTransport):
    """Carries requests to a sandbox: longwei insists on HTTPS, and on a server that is not this machine."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = httpx2.URL(address)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        to = self._address
        request.url = request.url.copy_with(scheme=to.scheme, host=to.host, port=to.port)
        return await super().handle_async_request(request)


OWN = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)|(?P<address>127\.0\.0\.1:\d+)"
    r"|(?P<hash>\b[0-9a-f]{32,}\b(\.png|\.bin)?)|(?P<id>\d{9,})"
)
"""What is a server's own in a text: times, its address, IDs, and hashes; files without a name are ``.bin`` to it."""


class Likeness:
    """Holds two results against each other; each ID of the one server stands for one of the other, and always that."""

    def __init__(self) -> None:
        self._counterparts: dict[str, str] = {}

    def differences(self, where: str, theirs: Any, ours: Any) -> Iterator[tuple[str, str]]:
        """Where they differ, and how."""
        if isinstance(theirs, dict) and isinstance(ours, dict) and theirs.keys() == ours.keys():
            for name, value in theirs.items():
                yield from self.differences(f"{where}.{name}", value, ours[name])
        elif _is_list(theirs) and _is_list(ours) and len(theirs) == len(ours):
            for value, other in zip(theirs, ours, strict=True):
                yield from self.differences(where, value, other)
        elif not self._alike(theirs, ours):
            yield where, f"{theirs!r} and {ours!r}"

    def _alike(self, theirs: Any, ours: Any) -> bool:
        if not isinstance(theirs, str) or not isinstance(ours, str):
            return type(theirs) is type(ours) and theirs == ours
        found, other = list(OWN.finditer(theirs)), list(OWN.finditer(ours))
        if OWN.sub(_kind, theirs) != OWN.sub(_kind, ours):
            return False
        return all(self._stands_for(one, two) for one, two in zip(found, other, strict=True))

    def _stands_for(self, one: re.Match[str], other: re.Match[str]) -> bool:
        if one["time"] or one["address"]:
            return True
        one_id, other_id = (found[0].partition(".")[0] for found in (one, other))
        known = self._counterparts.setdefault(f"theirs {one_id}", other_id)
        return known == other_id and self._counterparts.setdefault(f"ours {other_id}", one_id) == one_id


def _kind(found: re.Match[str]) -> str:
    return next(f"({name})" for name, text in found.groupdict().items() if text)


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


async def compare_in_the_sandbox(table: Table) -> None:
    """Tell the story to two equal sandboxes."""
    told: list[Told] = []
    for package in (longwei, front):
        async with Sandbox() as sandbox:
            told.append(await tell(package, sandbox))
    theirs, ours = told
    likeness = Likeness()
    assert [method for method, *_ in theirs] == [method for method, *_ in ours], "the stories took different turns"
    for (method, result, state), (_, our_result, our_state) in zip(theirs, ours, strict=True):
        row = table[method]
        row.sandbox += 1
        row.differences += likeness.differences("sandbox.result", result, our_result)
        row.differences += likeness.differences("sandbox.state", state, our_state)


async def compare() -> Table:
    """Compare everything."""
    table = {method: Comparison() for method in methods_of(longwei.APClient)}
    with anyio.fail_after(LONGEST_COMPARISON):
        await compare_on_a_server(table)
        await compare_in_the_sandbox(table)
    return table


def reason_for(method: str, where: str) -> str | None:
    """Why something differs, if that is known."""
    return next((why for pattern, why in REASONS.get(method, {}).items() if fnmatch(where, pattern)), None)


def unused_reasons(table: Table) -> list[str]:
    """The reasons for what does not differ."""
    return [
        f"{method} {pattern}"
        for method, reasons in REASONS.items()
        for pattern in reasons
        if not any(fnmatch(where, pattern) for where, _ in table[method].differences)
    ]


def main() -> None:
    """Print the table, and fail if anything differs without a reason."""
    table = anyio.run(compare)
    differing = unexplained = 0
    for method, row in table.items():
        reasons = {reason_for(method, where) for where, _ in row.differences} - {None}
        print(
            f"{method:33} sandbox {row.sandbox:2}  server {row.server}  {'; '.join(sorted(map(str, reasons)))}".rstrip()
        )
        for said in row.unexplained(method):
            print(f"    DIFFERS {said}")
        unexplained += bool(row.unexplained(method))
        differing += bool(row.differences)
    in_sandbox = sum(bool(row.sandbox) for row in table.values())
    calls = sum(row.sandbox + row.server for row in table.values())
    print(
        f"\n{len(table)} methods compared in {calls} calls, {in_sandbox} of them in the sandbox as well; "
        f"they differ in {differing}, with a reason listed for {differing - unexplained}"
    )
    stale = unused_reasons(table)
    for said in stale:
        print(f"nothing differs any more: {said}")
    sys.exit(1 if unexplained or stale else 0)


if __name__ == "__main__":
    main()
