"""Every method that Mastodon.py documents is there, and takes what it takes there."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import mastodon
import mastodon.errors
import mastodon.streaming
import pytest

from howdah.compat import mastodon_py

API = Path(__file__).parents[2].parent / "shared" / "api"
NEWEST = {
    name: member
    for name, member in inspect.getmembers(mastodon.Mastodon)
    if not name.startswith("_") and callable(member)
}


def taken(function: Any) -> list[tuple[str, Any, Any]]:
    """Parameters as a caller sees them: name, default, and whether they may be positional."""
    return [
        (each.name, each.default, each.kind)
        for each in inspect.signature(function).parameters.values()
        if each.name != "self"
    ]


@pytest.mark.parametrize("name", ["__init__", *sorted(NEWEST)])
def test_takes_what_it_takes_in_mastodon_py(name: str) -> None:
    real = inspect.getattr_static(mastodon.Mastodon, name)
    ours = inspect.getattr_static(mastodon_py.Mastodon, name)
    assert isinstance(ours, staticmethod) == isinstance(real, staticmethod)
    assert taken(getattr(mastodon_py.Mastodon, name)) == taken(getattr(mastodon.Mastodon, name))


def test_every_documented_method_is_there() -> None:
    if not API.is_dir():
        pytest.skip(f"there is no list of methods in {API}")
    documented = json.loads((API / "mastodonpy_signatures.json").read_bytes())["methods"]
    newer = json.loads((API / "client_methods_newer.json").read_bytes())["functions"]
    older = json.loads((API / "client_methods.json").read_bytes())
    names = {each["name"] for each in (*older, *newer) if each["system"] == "mastodon.py"} | set(documented)
    wanted = {name for name in names if "." not in name and hasattr(mastodon.Mastodon, name)}
    assert len(wanted) > 280
    assert [name for name in sorted(wanted) if not hasattr(mastodon_py.Mastodon, name)] == []
    for name, described in documented.items():
        ours = [each for each, _, _ in taken(getattr(mastodon_py.Mastodon, name))]
        assert ours == [each["name"] for each in described["parameters"]], name


def test_whatever_can_be_imported_from_mastodon_can_be_imported() -> None:
    names = json.loads((API / "mastodonpy_names.json").read_bytes()) if API.is_dir() else {"mastodon": []}
    public = [name for name in names["mastodon"] if inspect.isclass(getattr(mastodon, name, None))]
    assert [name for name in public if not hasattr(mastodon_py, name)] == []


@pytest.mark.parametrize(
    "name", sorted(name for name, kind in inspect.getmembers(mastodon.errors, inspect.isclass) if "Mastodon" in name)
)
def test_exceptions_have_the_same_family(name: str) -> None:
    from howdah.compat.mastodon_py import errors

    real, ours = getattr(mastodon.errors, name), getattr(errors, name)
    assert [kind.__name__ for kind in ours.__mro__] == [kind.__name__ for kind in real.__mro__]


LISTENING = {
    f"{kind.__name__}.{name}": kind.__name__
    for kind in (mastodon.StreamListener, mastodon.CallbackStreamListener, mastodon.StreamHandle)
    for name in vars(kind)
    if not name.startswith("_")
}


@pytest.mark.parametrize("path", sorted(LISTENING))
def test_listeners_and_handles_take_what_they_take_in_mastodon_py(path: str) -> None:
    kind, _, name = path.partition(".")
    real, ours = getattr(getattr(mastodon, kind), name), getattr(getattr(mastodon_py, kind), name)
    if callable(real):
        assert taken(ours) == taken(real)
