"""Every public name of Mastodon.py is in the front, and takes what it takes there."""

from __future__ import annotations

import inspect
from typing import Any

import mastodon
import pytest
from mastodon import errors as their_errors
from mastodon import return_types as their_types

from howdah.compat import mastodon_py
from howdah.compat.mastodon_py import Mastodon, errors, return_types
from howdah.compat.mastodon_py.conversion import hints_of
from howdah.compat.mastodon_py.types_base import AttribAccessDict

METHODS = sorted(
    name for name in dir(mastodon.Mastodon) if not name.startswith("_") and callable(getattr(mastodon.Mastodon, name))
)
ENTITIES = sorted(
    name
    for name, kind in vars(their_types).items()
    if inspect.isclass(kind) and kind.__module__ == "mastodon.return_types"
)
ERRORS = sorted(name for name, kind in vars(their_errors).items() if inspect.isclass(kind))


def parameters(function: Any) -> list[tuple[str, Any, Any]]:
    return [(each.name, each.kind, each.default) for each in inspect.signature(function).parameters.values()]


@pytest.mark.parametrize("name", ["__init__", *METHODS])
def test_a_function_takes_the_same(name: str) -> None:
    assert parameters(getattr(Mastodon, name)) == parameters(getattr(mastodon.Mastodon, name))


@pytest.mark.parametrize("name", METHODS)
def test_a_function_says_what_it_does(name: str) -> None:
    assert inspect.getdoc(getattr(Mastodon, name))


@pytest.mark.parametrize("name", METHODS)
def test_static_ones_are_static(name: str) -> None:
    theirs = inspect.getattr_static(mastodon.Mastodon, name)
    assert isinstance(inspect.getattr_static(Mastodon, name), staticmethod) == isinstance(theirs, staticmethod)


def test_there_are_as_many_as_there_should_be() -> None:
    assert len(METHODS) > 270
    assert len(ENTITIES) == 147


@pytest.mark.parametrize("name", ENTITIES)
def test_an_entity_has_the_same_fields(name: str) -> None:
    kind = getattr(return_types, name)
    assert issubclass(kind, AttribAccessDict)
    theirs = [field for field in getattr(their_types, name).__annotations__ if not field.startswith("_")]
    assert list(hints_of(kind)) == theirs


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_stands_where_it_stood(name: str) -> None:
    def line(kind: type[BaseException]) -> list[str]:
        return [each.__name__ for each in kind.__mro__]

    assert line(getattr(errors, name)) == line(getattr(their_errors, name))


@pytest.mark.parametrize("name", mastodon.__all__)
def test_a_name_can_be_imported_from_the_package(name: str) -> None:
    assert hasattr(mastodon_py, name)


def test_the_older_place_of_the_class_and_the_errors_works() -> None:
    from howdah.compat.mastodon_py.Mastodon import Mastodon as Older
    from howdah.compat.mastodon_py.Mastodon import MastodonNotFoundError

    assert Older is Mastodon is mastodon_py.Mastodon
    assert MastodonNotFoundError is errors.MastodonNotFoundError
