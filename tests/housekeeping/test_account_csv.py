"""What an account has, as files of Mastodon's, written and read."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.both_clients import Ride

from howdah import ConfigurationError, CsvRow, ImportedRow, ImportReport, UnauthorizedError, read_csv, write_csv
from howdah.api.housekeeping.csv_files import FORMATS
from howdah.testing import FakeServer, make_account

both_clients = [
    pytest.mark.anyio,
    pytest.mark.parametrize("anyio_backend", ["asyncio"], indirect=True),
    pytest.mark.parametrize("ride", ["sync-httpx", "async-httpx"], indirect=True),
]


def make_relationship(**fields: Any) -> dict[str, Any]:
    names = ("following", "followed_by", "blocking", "muting", "requested")
    return {**dict.fromkeys(names, False), **fields}


ALICE = make_account("alice", id="1", source={"note": "", "fields": [], "privacy": "public", "sensitive": False})


def both(test: Any) -> Any:
    for mark in both_clients:
        test = mark(test)
    return test


WRITTEN: dict[str, tuple[list[CsvRow], str]] = {
    "follows": (
        [
            CsvRow("bob@example.social", reblogs=True, notify=False, languages=()),
            CsvRow("eve@x.example", reblogs=False, notify=True, languages=("de", "en")),
        ],
        "Account address,Show boosts,Notify on new posts,Languages\n"
        'bob@example.social,true,false,\neve@x.example,false,true,"de, en"\n',
    ),
    "lists": (
        [CsvRow("bob@example.social", list_title="Friends, old")],
        '"Friends, old",bob@example.social\n',
    ),
    "blocks": ([CsvRow("bob@example.social")], "bob@example.social\n"),
    "mutes": (
        [CsvRow("bob@example.social", hide_notifications=True)],
        "Account address,Hide notifications\nbob@example.social,true\n",
    ),
    "domain_blocks": ([CsvRow("bad.example")], "bad.example\n"),
    "bookmarks": (
        [CsvRow("https://example.social/users/bob/statuses/1")],
        "https://example.social/users/bob/statuses/1\n",
    ),
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_files_are_as_mastodon_writes_them(kind: Any) -> None:
    rows, text = WRITTEN[kind]
    assert write_csv(kind, rows) == text
    read = read_csv(kind, text)
    assert [(row.target, row.list_title, row.reblogs, row.notify) for row in read] == [
        (row.target, row.list_title, row.reblogs, row.notify) for row in rows
    ]


def test_files_without_header_and_old_ones_are_read() -> None:
    assert [row.target for row in read_csv("follows", "bob@x.example\n\n@eve@x.example\n")] == [
        "bob@x.example",
        "eve@x.example",
    ]
    assert read_csv("mutes", "Account address\nbob@x.example\n")[0].hide_notifications is None
    assert read_csv("follows", "\ufeffAccount address,Show boosts\r\nbob@x.example,FALSE\r\n")[0].reblogs is False
    assert read_csv("domain_blocks", b"#domain\nBad.Example\n") == [CsvRow("bad.example", line=2)]


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("follows", "", "empty"),
        ("follows", "#domain\nx.example\n", "columns"),
        ("blocks", "List name,Account address\nFriends,bob\n", "columns"),
        ("lists", "Account address\nbob\n", "columns"),
        ("follows", b"\xff\xfe", "UTF-8"),
        ("follows", 'a,"b\n', "no CSV"),
        ("follows", "x" * (20 * 1024 * 1024 + 1), "bytes"),
        ("elephants", "x", "none of these"),
    ],
)
def test_what_is_no_such_file_is_refused(kind: Any, text: Any, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        read_csv(kind, text)


@pytest.mark.parametrize(("written", "taken_for"), [("mutes", "follows"), ("follows", "mutes"), ("follows", "blocks")])
def test_a_file_of_another_kind_follows_nobody_whom_you_muted_nor_mutes_whom_you_follow(
    written: Any, taken_for: Any
) -> None:
    with pytest.raises(ConfigurationError, match="columns"):
        read_csv(taken_for, write_csv(written, [CsvRow("bob@example.social")]))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_csv("follows", tmp_path / "x.csv")


handles = st.from_regex(r"[a-z0-9_]{1,9}@[a-z]{1,9}\.example", fullmatch=True)
titles = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.builds(CsvRow, handles, titles), min_size=1))
def test_what_is_written_is_read_the_same(rows: list[CsvRow]) -> None:
    rows = [row for row in rows if row.list_title not in ("Account address", "#domain", "#uri", "List name")]
    text = write_csv("lists", rows)
    if rows:
        assert [(row.list_title, row.target) for row in read_csv("lists", text)] == [
            (row.list_title, row.target) for row in rows
        ]
        assert list(csv.reader(io.StringIO(text))) == [[row.list_title, row.target] for row in rows]


@both
async def test_an_account_is_carried_to_another(ride: Ride) -> None:
    alice, bob = ride.client("alice"), ride.client("bob")
    carol = await alice.lookup_account("carol")
    bob_account = await alice.lookup_account("bob")
    await alice.follow_account(bob_account, reblogs=False)
    made = await alice.create_list("Friends")
    await alice.add_list_accounts(made, [bob_account])
    await alice.mute_account(carol, notifications=False)
    await alice.block_domain("bad.example")
    status = await bob.post_status("worth keeping")
    await alice.bookmark(status)
    files = {kind: await alice.export_csv(kind) for kind in FORMATS}
    domain = (await alice.get_instance_info()).domain
    assert files["follows"].splitlines()[1].startswith(f"bob@{domain},false,false,")
    assert files["lists"] == f"Friends,bob@{domain}\n"
    assert files["mutes"].splitlines()[1] == f"carol@{domain},false"
    assert files["blocks"] == ""
    assert files["domain_blocks"] == "bad.example\n"
    assert files["bookmarks"] == f"{status.uri}\n"
    newcomer = ride.client("carol")
    for kind in ("follows", "lists", "domain_blocks", "bookmarks"):
        tried = await newcomer.import_csv(kind, files[kind], dry_run=True)
        assert [row.outcome for row in tried.rows] == ["planned"]
        outcomes = {"done"} if kind != "lists" else {"done", "already"}
        first = await newcomer.import_csv(kind, files[kind])
        assert {row.outcome for row in first.rows} <= outcomes, first.rows
        again = await newcomer.import_csv(kind, files[kind])
        assert [row.outcome for row in again.rows] == ["already"]
        assert await newcomer.export_csv(kind) == files[kind]


@both
async def test_rows_that_fail_say_why_and_the_rest_is_done(ride: Ride, tmp_path: Path) -> None:
    alice = ride.client("alice")
    file = tmp_path / "blocked_accounts.csv"
    file.write_text("nobody-of-that-name\nbob\n@@@\ncarol\n")
    told: list[tuple[ImportedRow, int]] = []
    report = await alice.import_csv(
        "blocks", file, on_progress=lambda row, report: told.append((row, len(report.rows)))
    )
    assert [row.outcome for row in report.rows] == ["failed", "done", "failed", "done"]
    assert [row.row.line for row in report.failed] == [1, 3]
    assert all(row.error for row in report.failed)
    assert [count for _, count in told] == [1, 2, 3, 4]
    assert {account.acct for account in await alice.get_blocks()} == {"bob", "carol"}
    assert len((await alice.import_csv("blocks", file)).having("already")) == 2


def with_follows(fake: FakeServer, count: int = 3) -> list[str]:
    """A server on which nobody is followed yet; gives a file's rows."""
    fake.on("GET", "/api/v1/accounts/verify_credentials").reply(ALICE)
    fake.on("GET", "/api/v1/accounts/1/following").reply([])
    fake.on("GET", "/api/v2/instance").reply({"domain": "fake.example", "version": "4.5.0"})
    handles = [f"person{number}@x.example" for number in range(count)]
    for number, handle in enumerate(handles, 10):
        found = make_account(handle.partition("@")[0], id=str(number), acct=handle)
        fake.on("GET", "/api/v1/accounts/lookup", query={"acct": handle}).reply(found)
        fake.on("GET", "/api/v1/accounts/relationships", query={"id[]": [str(number)]}).reply(
            [make_relationship(id=str(number))]
        )
        fake.on("POST", f"/api/v1/accounts/{number}/follow").reply(make_relationship(id=str(number), following=True))
    return handles


@pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")
def test_it_waits_for_the_limit_on_follows_however_long_that_is() -> None:
    fake = FakeServer()
    handles = with_follows(fake)
    followed = make_relationship(id="11", following=True)
    fake.on("POST", "/api/v1/accounts/11/follow").reply(
        {"error": "Too many requests"}, status=429, headers={"Retry-After": "7200"}
    ).reply(followed)
    with fake.client() as client:
        report = client.import_csv("follows", "\n".join(handles))
    assert [row.outcome for row in report.rows] == ["done"] * 3
    assert sum(fake.sleeps) >= 7200


@pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")
def test_a_failing_server_and_a_revoked_token_end_it() -> None:
    fake = FakeServer()
    handles = with_follows(fake, 7)
    fake.on("POST", "/api/v1/accounts/10/follow").reply({"error": "revoked"}, status=401)
    with fake.client() as client, pytest.raises(UnauthorizedError):
        client.import_csv("follows", "\n".join(handles))
    for number in range(10, 17):
        fake.on("POST", f"/api/v1/accounts/{number}/follow").reply({"error": "broken"}, status=500)
    told: list[ImportReport] = []
    with fake.client() as client, pytest.raises(Exception, match="broken"):
        client.import_csv("follows", "\n".join(handles), on_progress=lambda _, report: told.append(report))
    assert len(told[-1].failed) == 4
