"""The front has all that longwei has: every method with the same parameters, every name, every field."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any, get_type_hints

import longwei
import pytest

from howdah.compat import longwei as front

API = Path(__file__).parents[3] / "shared" / "api"
PUBLIC = [name for name in dir(longwei.APClient) if not name.startswith("_")]
KINDS = {
    "positional_or_keyword": inspect.Parameter.POSITIONAL_OR_KEYWORD,
    "keyword_only": inspect.Parameter.KEYWORD_ONLY,
}


def shared(name: str) -> Any:
    """One of the documents that are kept outside of the repository."""
    if not API.exists():
        pytest.skip("there is no ../shared")
    return json.loads((API / name).read_text(encoding="utf-8"))


def parameters(function: Any) -> list[tuple[str, Any, Any]]:
    """Names, kinds and defaults."""
    return [(p.name, p.kind, p.default) for p in inspect.signature(function).parameters.values() if p.name != "self"]


@pytest.mark.parametrize("name", [*PUBLIC, "__init__"])
def test_every_method_takes_what_longweis_takes(name: str) -> None:
    theirs, ours = getattr(longwei.APClient, name), getattr(front.APClient, name)
    assert parameters(ours) == parameters(theirs)
    assert inspect.iscoroutinefunction(ours) == inspect.iscoroutinefunction(theirs)
    kinds = [inspect.getattr_static(client, name) for client in (longwei.APClient, front.APClient)]
    assert isinstance(kinds[0], (staticmethod, classmethod)) == isinstance(kinds[1], (staticmethod, classmethod))


@pytest.mark.parametrize("name", PUBLIC)
def test_every_method_says_what_it_does(name: str) -> None:
    assert getattr(front.APClient, name).__doc__


def test_the_signatures_are_those_that_were_read_from_the_package() -> None:
    document = shared("longwei_signatures.json")
    for name, method in document["methods"].items():
        own = [p for p in inspect.signature(getattr(front.APClient, name)).parameters.values() if p.name != "self"]
        assert [p.name for p in own] == [p["name"] for p in method["parameters"]], name
        for parameter, told in zip(own, method["parameters"], strict=True):
            assert parameter.kind == KINDS[told["kind"]], (name, parameter.name)
            assert (parameter.default is parameter.empty) == ("default" not in told), (name, parameter.name)
            if isinstance(told.get("default"), (bool, int, type(None))):
                assert parameter.default == told.get("default", parameter.empty), (name, parameter.name)


def test_every_documented_method_is_there() -> None:
    told = [method["name"] for method in shared("client_methods.json") if method["system"] == "longwei"]
    assert len(told) > 130
    client = front.APClient("example.org")
    assert [name for name in told if name != "APClient" and not hasattr(client, name)] == []


def test_the_top_level_exports_what_longweis_exports() -> None:
    assert set(front.__all__) == set(longwei.__all__)
    for name in longwei.__all__:
        assert hasattr(front, name), name
    public = shared("longwei_models.json")["public_names"]["longwei"]
    assert [name for name in public if not hasattr(front, name)] == []
    assert (front.USER_AGENT, front.__version__) == (longwei.USER_AGENT, longwei.__version__)


def test_models_have_the_same_fields_types_and_defaults() -> None:
    for name, fields in shared("longwei_models.json")["models"].items():
        theirs, ours = getattr(longwei.models, name).model_fields, getattr(front.models, name).model_fields
        assert list(ours) == list(theirs) == list(fields)
        hints = [get_type_hints(getattr(package.models, name)) for package in (longwei, front)]
        for field, known in theirs.items():
            theirs_said, ours_said = (
                re.sub(r"(howdah\.compat\.|typing\.)?longwei\.models\.", "", str(hint[field])) for hint in hints
            )
            ours_said = re.sub(r"typing\.Optional\[(\w+)\]", r"\1 | None", ours_said)
            assert ours_said.replace("dict[str, typing.Any]", "dict") == theirs_said, (name, field)
            assert ours[field].get_default(call_default_factory=True) == known.get_default(call_default_factory=True)


def test_a_model_is_equal_shown_and_dumped_as_longweis() -> None:
    given = {"id": "1", "username": "alice", "of_the_future": 1, "emojis": [{"shortcode": "blob"}]}
    theirs, ours = longwei.models.Account(**given), front.models.Account(**given)
    assert (repr(ours), str(ours)) == (repr(theirs), str(theirs))
    assert ours.model_dump() == theirs.model_dump()
    assert ours.model_dump_json() == theirs.model_dump_json()
    assert ours == front.models.Account(**given)
    assert ours != front.models.Account(**{**given, "username": "bob"})
    assert ours.drift == {}


def test_constants_enums_and_errors_are_longweis() -> None:
    for name, value in vars(longwei.constants).items():
        if name.isupper():
            assert getattr(front.constants, name) == value
    for name in ("HttpMethod", "SearchType", "Visibility"):
        theirs, ours = getattr(longwei.enums, name), getattr(front.enums, name)
        assert [(one.name, one.value) for one in ours] == [(one.name, one.value) for one in theirs]
    for name, theirs in vars(longwei.exceptions).items():
        if isinstance(theirs, type) and issubclass(theirs, Exception):
            ours = getattr(front.exceptions, name)
            assert [base.__name__ for base in ours.__mro__] == [base.__name__ for base in theirs.__mro__]
            assert parameters(ours) == parameters(theirs)


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [
        ((), {}),
        ((404,), {}),
        ((404, "Not Found"), {}),
        ((404, "Not Found", "gone for good"), {"endpoint": "https://example.org/x", "method": "GET"}),
        ((None, "Not Found"), {"message": "away"}),
        ((), {"message": "only this", "response_text": "...", "request_id": "7"}),
    ],
)
def test_an_error_says_what_longweis_says(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    theirs, ours = longwei.NotFoundError(*args, **kwargs), front.NotFoundError(*args, **kwargs)
    assert str(ours) == str(theirs)
    assert vars(ours).keys() == vars(theirs).keys()
    assert {**vars(ours), "occurred_at": None} == {**vars(theirs), "occurred_at": None}
