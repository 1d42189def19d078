"""Lists of blocked domains: read, compared, planned, applied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.both_clients import Ride

from howdah import (
    BlockedDomain,
    Blocklist,
    BlocklistChange,
    BlocklistPlan,
    ConfigurationError,
    ForbiddenError,
    Server,
    diff_blocklists,
    plan_blocklist,
    read_blocklist,
)
from howdah.models import DomainBlock
from howdah.testing import FakeServer

MASTODONS = (
    "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n"
    'bad.example,suspend,false,false,"Spam, and worse",true\n'
    "loud.example,silence,true,false,,false\n"
)


def test_mastodons_file_is_read_and_written_byte_for_byte() -> None:
    blocks = read_blocklist(MASTODONS)
    assert blocks["bad.example"] == BlockedDomain("bad.example", public_comment="Spam, and worse", obfuscate=True)
    assert blocks["loud.example"].severity == "silence"
    assert blocks["loud.example"].reject_media
    assert blocks.to_csv() == MASTODONS
    assert dict(read_blocklist(blocks.to_json())) == dict(blocks)


def test_other_forms_are_read(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("domain\nBad.Example.\nbücher.example\n")
    assert list(read_blocklist(file)) == ["bad.example", "xn--bcher-kva.example"]
    assert list(read_blocklist(b"a.example\nb.example\n")) == ["a.example", "b.example"]
    assert list(read_blocklist('["a.example", {"domain": "b.example", "severity": null}]')) == [
        "a.example",
        "b.example",
    ]
    gotosocials = json.dumps([{"domain": "b.example", "public_comment": "why", "suspended_at": "2026-01-01"}])
    assert read_blocklist(gotosocials)["b.example"] == BlockedDomain("b.example", public_comment="why")


@pytest.mark.parametrize("text", ["[1]", "[", '[{"domain": 3}]', "#domain,#severity\nx.example,awful", 'x,"y\n'])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError):
        read_blocklist(text)


def test_what_cannot_be_used_is_told() -> None:
    shown = [{"domain": "b*d.example", "severity": "suspend"}, {"domain": "worse.example", "severity": "silence"}]
    blocks = Blocklist.of([*map(DomainBlock.model_validate, shown), "com", "not a domain", "1.2.3.4"])
    assert list(blocks) == ["worse.example"]
    assert set(blocks.unusable) == {"b*d.example", "com", "not a domain", "1.2.3.4"}
    assert "hidden" in blocks.unusable["b*d.example"]


def test_the_harsher_of_two_blocks_counts() -> None:
    blocks = Blocklist.of([BlockedDomain("x.example", "silence"), BlockedDomain("X.example"), "y.example"])
    assert blocks["x.example"].severity == "suspend"


def lists() -> tuple[Blocklist, Blocklist]:
    old = Blocklist.of([BlockedDomain("a.example"), BlockedDomain("b.example", "silence"), BlockedDomain("c.example")])
    new = Blocklist.of([BlockedDomain("a.example", "silence"), BlockedDomain("b.example"), BlockedDomain("d.example")])
    return old, new


def test_a_diff_says_what_is_different() -> None:
    diff = diff_blocklists(*lists())
    assert [block.domain for block in diff.added] == ["d.example"]
    assert [block.domain for block in diff.removed] == ["c.example"]
    assert [new.domain for _, new in diff.changed] == ["a.example", "b.example"]
    assert diff
    assert not diff_blocklists(lists()[0], lists()[0])


def test_a_plan_removes_and_weakens_nothing_unless_told_to() -> None:
    old, new = lists()
    plan = plan_blocklist(old, new)
    assert [(change.kind, change.block.domain) for change in plan.changes] == [
        ("add", "d.example"),
        ("change", "b.example"),
    ]
    assert "milder" in plan.left_out["a.example"]
    whole = plan_blocklist(old, new, remove=True, weaken=True)
    assert [(change.kind, change.block.domain) for change in whole.changes] == [
        ("add", "d.example"),
        ("change", "a.example"),
        ("change", "b.example"),
        ("remove", "c.example"),
    ]


def test_a_server_never_blocks_itself() -> None:
    wanted = Blocklist.of(["example.social", "social.example.social", "bad.example"])
    plan = plan_blocklist(Blocklist(), wanted, own_domain="social.example.social")
    assert [change.block.domain for change in plan.changes] == ["bad.example"]
    assert set(plan.left_out) == {"example.social", "social.example.social"}


def test_a_server_with_letters_of_its_own_never_blocks_itself() -> None:
    plan = plan_blocklist(Blocklist(), Blocklist.of(["b\u00fccher.example"]), own_domain="B\u00fccher.example")
    assert not plan
    assert set(plan.left_out) == {"xn--bcher-kva.example"}


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("stra\u00dfe.example", "xn--strae-oqa.example"),
        ("\uff25xample\u3002com", "example.com"),
        ("B\u00dcCHER.example", "xn--bcher-kva.example"),
        ("te\u200bst.example", None),
    ],
)
def test_domains_mean_what_mastodon_takes_them_for(domain: str, meant: str | None) -> None:
    assert list(Blocklist.of([domain])) == ([] if meant is None else [meant])


def test_a_block_is_not_lifted_that_may_be_one_of_which_parts_are_hidden() -> None:
    present = Blocklist.of(["badexample.com", "a.wild.example", "old.example"])
    wanted = read_blocklist("#domain\nbad*****e.com\n*.wild.example\nok.example\n")
    plan = plan_blocklist(present, wanted, remove=True)
    assert [(change.kind, change.block.domain) for change in plan.changes] == [
        ("add", "ok.example"),
        ("remove", "old.example"),
    ]
    assert {"badexample.com", "a.wild.example"} < plan.left_out.keys()


def test_what_is_garbled_in_public_stays_so() -> None:
    present = Blocklist.of(
        [BlockedDomain("same.example", obfuscate=True), BlockedDomain("loud.example", "silence", obfuscate=True)]
    )
    plan = plan_blocklist(present, read_blocklist("same.example\nloud.example\n"))
    assert [(change.block.domain, change.block.severity, change.block.obfuscate) for change in plan.changes] == [
        ("loud.example", "suspend", True)
    ]
    assert plan.same == 1


def test_a_block_is_found_however_the_server_writes_its_domain() -> None:
    fake = FakeServer(server=Server("gotosocial", "0.20.0"))
    block = {"id": "7", "domain": "B\u00fccher.Example", "severity": "suspend", "created_at": "2026-01-01T00:00:00Z"}
    fake.on("GET", "/api/v1/admin/domain_blocks").reply([block])
    fake.on("DELETE", "/api/v1/admin/domain_blocks/7").reply(block)
    change = BlocklistChange("remove", BlockedDomain("xn--bcher-kva.example"))
    with fake.client() as client:
        client.admin.apply_domain_blocks(BlocklistPlan((change,)))
    assert fake.requests[-1].method == "DELETE"


@pytest.mark.parametrize("text", ["", "[]", '{"error": "Not found"}', "<!DOCTYPE html>\n<html>Sign in</html>\n"])
def test_a_list_that_could_not_be_had_does_not_lift_every_block(text: str) -> None:
    with pytest.raises(ConfigurationError, match="every block"):
        plan_blocklist(Blocklist.of(["bad.example"]), read_blocklist(text), remove=True)


blocks = st.builds(
    BlockedDomain,
    st.sampled_from([f"{letter}.example" for letter in "abcdef"]),
    st.sampled_from(["noop", "silence", "suspend"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "why"]),
)


@given(st.lists(blocks), st.lists(blocks, min_size=1))
def test_a_plan_that_is_carried_out_leaves_nothing_to_do(old: list[BlockedDomain], new: list[BlockedDomain]) -> None:
    present, wanted = Blocklist.of(old), Blocklist.of(new)
    plan = plan_blocklist(present, wanted, remove=True, weaken=True)
    after = dict(present)
    for change in plan.changes:
        if change.kind == "remove":
            del after[change.block.domain]
        else:
            after[change.block.domain] = change.block
    assert not plan_blocklist(Blocklist.of(after.values()), wanted, remove=True, weaken=True)
    milder = plan_blocklist(present, wanted)
    assert all(change.was is None or change.block.is_as_harsh_as(change.was) for change in milder.changes)


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"], indirect=True)
@pytest.mark.parametrize("ride", ["sync-httpx", "async-httpx"], indirect=True)
async def test_both_clients_apply_a_list(ride: Ride) -> None:
    alice = ride.client("alice")
    await alice.block_domain("old.example")
    wanted = Blocklist.of(["bad.example", BlockedDomain("fine.example", "noop")])
    plan = await alice.plan_domain_blocks(wanted, remove=True)
    assert [(change.kind, change.block.domain) for change in plan.changes] == [
        ("add", "bad.example"),
        ("remove", "old.example"),
    ]
    tried = await alice.apply_domain_blocks(plan, dry_run=True)
    assert len(tried.done) == 2
    assert list(await alice.get_domain_blocks()) == ["old.example"]
    told: list[str] = []
    await alice.apply_domain_blocks(plan, on_progress=lambda change, _: told.append(change.block.domain))
    assert told == ["bad.example", "old.example"]
    assert list(await alice.get_domain_blocks()) == ["bad.example"]
    assert not await alice.plan_domain_blocks(wanted, remove=True)


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"], indirect=True)
@pytest.mark.parametrize("ride", ["sync-httpx", "async-httpx"], indirect=True)
async def test_both_clients_apply_a_list_to_the_server(ride: Ride) -> None:
    admin = ride.client("alice").admin
    await admin.create_domain_block("loud.example", "silence")
    await admin.create_domain_block("old.example", "suspend")
    wanted = Blocklist.of([BlockedDomain("loud.example"), BlockedDomain("bad.example", public_comment="spam")])
    plan = await admin.plan_domain_blocks(wanted, remove=True)
    assert sorted(change.kind for change in plan.changes) == ["add", "change", "remove"]
    report = await admin.apply_domain_blocks(plan)
    assert (len(report.done), report.failed) == (3, {})
    present = Blocklist.of(await admin.get_domain_blocks())
    assert set(present) == {"loud.example", "bad.example"}
    assert present["loud.example"].severity == "suspend"
    assert present["bad.example"].public_comment == "spam"
    assert not await admin.plan_domain_blocks(wanted, remove=True)


def test_what_fails_is_told_and_the_rest_is_done() -> None:
    fake = FakeServer()
    fake.on("POST", "/api/v1/domain_blocks").reply({"error": "No"}, status=422).reply({})
    plan = plan_blocklist(Blocklist(), Blocklist.of(["a.example", "b.example"]))
    with fake.client() as client:
        report = client.apply_domain_blocks(plan)
    assert list(report.failed) == ["a.example"]
    assert [change.block.domain for change in report.done] == ["b.example"]
    fake.on("POST", "/api/v1/domain_blocks").reply({"error": "No"}, status=403)
    with fake.client() as client, pytest.raises(ForbiddenError):
        client.apply_domain_blocks(plan)


def test_a_blocklist_is_a_mapping_for_type_checkers() -> None:
    listed: Any = Blocklist.of(["a.example"])
    assert listed.get("b.example") is None
    assert len(listed) == 1
