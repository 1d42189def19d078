"""What real servers answered, with one thing wrong: lenient reading loses that one thing, strict reading names it.

Every field of every entity is taken away, nulled and retyped once, and so is a sample of everything else; with
``HOWDAH_SOAK=1``, every field and item in every recorded answer (but of those of one shape, one).
"""

from __future__ import annotations

import json
import random
import re
import types
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeAlias, Union, cast, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from tests import soak
from tests.recorded.test_replay import RECORDED, STATUS_INSTEAD, call_for, recordings

from howdah import SchemaDriftError, SchemaDriftWarning, UnexpectedAnswerError
from howdah.core.decoding import MISSING, Asked, EntityDecoder
from howdah.core.wire import Headers, Reply
from howdah.models.entity import Entity
from howdah.models.nulls import NONE_AS_EMPTY

pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason=f"there are no recorded answers in {RECORDED}")

SAMPLE = 10_000
"""Mutations tried without ``HOWDAH_SOAK`` beyond those of each field of each entity."""
SEED = 20261121
LEAST_BODIES = 250
LEAST_MUTATIONS = 18_000

Path: TypeAlias = tuple[str | int, ...]

ASKED = Asked("server.example", "GET", "https://server.example/api")


class _Gone:
    def __repr__(self) -> str:
        return "nothing"


GONE = _Gone()
"""What stands where a field was dropped."""
INSTEAD: list[Any] = [GONE, None, True, 12, 1.5, "", "12", "never", [], ["odd"], {}, {"odd": "y"}]


# What is mutated


@dataclass(frozen=True, eq=False)
class Body:
    """An answer, and what it is declared to be."""

    name: str
    declared: Any = field(repr=False)
    document: Any = field(repr=False)

    def __str__(self) -> str:
        return self.name


def shape_of(node: Any) -> Any:
    """A document without its values; items of one shape count once."""
    if isinstance(node, dict):
        return tuple(sorted((name, shape_of(value)) for name, value in node.items()))
    if isinstance(node, list):
        return ("list", tuple(sorted({repr(shape_of(value)) for value in node})))
    return type(node).__name__


def thinned(node: Any) -> Any:
    """A document with one item of each shape in its lists."""
    if isinstance(node, dict):
        return {name: thinned(value) for name, value in node.items()}
    if isinstance(node, list):
        return list({repr(shape_of(value)): value for value in map(thinned, reversed(node))}.values())[::-1]
    return node


@cache
def bodies() -> list[Body]:
    """Every recorded answer of which the shape is its own."""
    found: dict[str, Body] = {}
    for exchange in (exchange for recording in recordings().values() for exchange in recording):
        call = call_for(exchange)
        if call is None or call.declared.returns is None or not 200 <= exchange.status < 300:
            continue
        if str(exchange) in STATUS_INSTEAD:  # the oracle does not know how that is read
            continue
        declared = call.declared.returns
        document = thinned(exchange.body)
        found.setdefault(f"{declared} {shape_of(document)!r}", Body(str(exchange), declared, document))
    return list(found.values())


def places(node: Any, path: Path = ()) -> Iterator[Path]:
    """Every field and item of a document, at any depth."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, inner in items:
        yield (*path, step)
        yield from places(inner, (*path, step))


def at(node: Any, path: Path) -> Any:
    """What stands at a place."""
    for step in path:
        node = node[step]
    return node


def with_instead(node: Any, path: Path, instead: Any) -> Any:
    """A document with something else at a place; the rest is shared."""
    step, *rest = path
    copy: Any = dict(node) if isinstance(node, dict) else list(node)
    if rest:
        copy[step] = with_instead(node[step], tuple(rest), instead)
    elif instead is GONE:
        del copy[step]
    else:
        copy[step] = instead
    return copy


# What is to come of it: an oracle that knows the declared types, and asks pydantic about each by itself


class Fault(NamedTuple):
    """What a ``SchemaDriftError`` is to say."""

    entity: str
    field: str
    value: Any


class Spot(NamedTuple):
    """A place as drift names it, with its declared type, and the way there in what is read."""

    entity: str
    field: str
    declared: Any
    steps: Path = ()

    def item(self, step: str | int, declared: Any) -> Spot:
        """An item of the list or dict that stands here."""
        return Spot(self.entity, f"{self.field}[{step}]", declared, (*self.steps, step))

    def holding(self, value: Any) -> Fault:
        """That this stands here."""
        return Fault(self.entity, self.field, value)


class NothingLeftError(Exception):
    """The answer has nothing in it that its type knows."""


def kind_of(declared: Any) -> Any:
    """A type without its annotations, and without ``None``."""
    if get_origin(declared) is Annotated:
        return kind_of(get_args(declared)[0])
    if get_origin(declared) in (Union, types.UnionType):
        return kind_of(next(member for member in get_args(declared) if member is not type(None)))
    return declared


def is_entity(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Entity)


@cache
def adapter(declared: Any) -> TypeAdapter[Any]:
    return TypeAdapter(declared)


def accepts(declared: Any, node: Any) -> bool:
    """Whether pydantic takes a value as it is."""
    try:
        adapter(declared).validate_json(json.dumps(node))
    except ValidationError:
        return False
    return True


@cache
def fields_of(entity: type[Entity]) -> dict[str, tuple[FieldInfo, Any]]:
    """An entity's fields by name, and their types."""
    entity.model_rebuild()
    return {
        name: (info, Annotated[info.annotation, None, *info.metadata]) for name, info in entity.model_fields.items()
    }


@cache
def keys_of(entity: type[Entity]) -> dict[str, str]:
    """The names of fields by the keys that servers send them under."""
    found: dict[str, str] = {}
    by_name = entity.model_config.get("populate_by_name")
    for name, (info, _) in fields_of(entity).items():
        aliases = getattr(info.validation_alias, "choices", [info.validation_alias or name])
        found |= dict.fromkeys([*aliases, *([name] if by_name else [])], name)
    return found


def root_of(declared: Any) -> Spot:
    """Where the whole answer stands: it is named by the entity that it holds."""
    kind = kind_of(declared)
    while get_origin(kind) in (list, dict):
        kind = kind_of(get_args(kind)[-1])
    return Spot(kind.__name__, "", declared)


def below(spot: Spot, step: str | int) -> Spot | None:
    """The spot a step further down; ``None`` if nothing is declared there."""
    kind = kind_of(spot.declared)
    if get_origin(kind) in (list, dict):
        return spot.item(step, get_args(kind)[-1])
    if is_entity(kind) and (name := keys_of(kind).get(str(step))):
        return Spot(kind.__name__, name, fields_of(kind)[name][1], (*spot.steps, name))
    return None


def judged(spot: Spot, node: Any) -> list[Fault]:
    """What is wrong with a value: the whole of it, or only what within it cannot be read."""
    if accepts(spot.declared, node):
        return []
    kind = kind_of(spot.declared)
    if isinstance(node, list) and get_origin(kind) is list:
        return [fault for index, item in enumerate(node) for fault in judged(spot.item(index, get_args(kind)[0]), item)]
    if isinstance(node, dict) and get_origin(kind) is dict:
        return [fault for name, item in node.items() for fault in judged(spot.item(name, get_args(kind)[1]), item)]
    if isinstance(node, dict) and is_entity(kind) and keys_of(kind).keys() & node.keys():
        return [fault for name in fields_of(kind) for fault in judged_field(kind, name, node)]
    if not spot.field:
        raise NothingLeftError
    return [spot.holding(node)]


def judged_field(kind: type[Entity], name: str, node: dict[str, Any]) -> list[Fault]:
    """What is wrong with a field of an entity."""
    info, declared = fields_of(kind)[name]
    key = next((key for key, its_name in keys_of(kind).items() if its_name == name and key in node), None)
    if key is None:
        return [Fault(kind.__name__, name, MISSING)] if info.is_required() else []
    return judged(Spot(kind.__name__, name, declared), node[key])


class Verdict(NamedTuple):
    """What is to come of a mutation: what is wrong, and the only part of what is read that may differ."""

    faults: list[Fault]
    steps: Path


def verdict_on(body: Body, path: Path, instead: Any) -> Verdict:
    """What is to come of something else, or nothing, at a place.

    Raises:
        NothingLeftError: the answer holds nothing any more that its type knows.
    """
    outer, spot = root_of(body.declared), root_of(body.declared)
    for index, step in enumerate(path):
        inner = below(spot, step)
        if inner is None:  # not declared: anything goes
            return Verdict([], (*spot.steps, *path[index:]))
        outer, spot = spot, inner
    kind = kind_of(outer.declared)
    if not is_entity(kind):
        return Verdict([] if instead is GONE else judged(spot, instead), spot.steps)
    left = with_instead(at(body.document, path[:-1]), path[-1:], instead)
    if keys_of(kind).keys() & left.keys() or accepts(outer.declared, left):
        return Verdict(judged_field(kind, str(spot.steps[-1]), left), spot.steps)
    if not outer.field:
        raise NothingLeftError
    return Verdict([outer.holding(left)], outer.steps)


# What pydantic is to tolerate, said without asking it

TEXTS = ["", "12", "never"]
NUMBERS = [12, 1.5]
TOLERATED: dict[Any, list[Any]] = {
    Any: INSTEAD[1:],
    bool: [True],
    datetime: ["12", *NUMBERS],
    dict: [{}],
    float: [True, "12", *NUMBERS],
    int: [True, 12, "12"],
    list: [[]],
    str: TEXTS,
}
"""What may stand for a value, by its kind."""
NAMED_BY_TEXT = ("SearchResults.hashtags",)
"""Lists of entities, for which the older search gives their names only."""


def tolerated(entity: type[Entity], name: str) -> list[Any]:
    """What may stand in a field, whatever belongs there."""
    info, declared = fields_of(entity)[name]
    kind = kind_of(declared)
    inner = kind_of(get_args(kind)[-1]) if get_args(kind) else None
    optional = type(None) in get_args(info.annotation)
    found: list[Any] = [None] if optional or NONE_AS_EMPTY in info.metadata else []
    if is_entity(kind):
        needs_something = any(its_info.is_required() for its_info, _ in fields_of(kind).values())
        return found if needs_something else [*found, {}, {"odd": "y"}]
    if is_text(kind) and "coerce_numbers_to_str=True" in repr(declared):
        found += NUMBERS
    if kind is datetime and optional:
        found += [""]
    if is_text(inner) or f"{entity.__name__}.{name}" in NAMED_BY_TEXT:
        found += [["odd"]]
    if inner is Any:
        found += [{"odd": "y"}]
    return [*found, *TOLERATED[str if is_text(kind) else get_origin(kind) or kind]]


def is_text(kind: Any) -> bool:
    """Whether any text will do: enums are open."""
    return isinstance(kind, type) and issubclass(kind, str)


# What comes of it


def read(declared: Any, document: Any, *, strict: bool) -> Any:
    content = json.dumps(document).encode()
    return EntityDecoder(strict=strict).decode(declared, Reply(200, Headers(), content), ASKED)


def plain(value: Any) -> Any:
    """What was read, without its types."""
    if isinstance(value, Entity):
        return {name: plain(inner) for name, inner in {**value.__dict__, **(value.model_extra or {})}.items()}
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def entities_in(value: Any) -> Iterator[Entity]:
    """Every entity in what was read."""
    if isinstance(value, Entity):
        yield value
    inner = value.__dict__ if isinstance(value, Entity) else value
    for item in inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else ():
        yield from entities_in(item)


def drift_in(value: Any) -> list[Fault]:
    """All drift in what was read."""
    return [
        Fault(type(entity).__name__, name, received)
        for entity in entities_in(value)
        for name, received in entity.drift.items()
    ]


@cache
def original(body: Body) -> Any:
    """What is read of an answer as it was."""
    return plain(read(body.declared, body.document, strict=True))


def rest_of(plain_value: Any, steps: Path, whole: Any) -> Any:
    """What was read, but for what is at a place; an item may have left its list already."""
    if not steps:
        return None
    if not isinstance(plain_value, dict | list):
        return plain_value
    (step, *rest), copy = steps, cast(Any, plain_value.copy())
    if rest:
        copy[step] = rest_of(copy[step], tuple(rest), whole[step])
    elif isinstance(copy, dict):
        copy.pop(step, None)
    elif len(copy) == len(whole):
        del copy[step]
    return copy


def check(body: Body, path: Path, instead: Any) -> None:
    """Read an answer with something else, or nothing, at a place."""
    document = with_instead(body.document, path, instead)
    try:
        verdict = verdict_on(body, path, instead)
    except NothingLeftError:
        check_refused(body, document)
        return
    value = check_read(body, document, verdict.faults, retyped_at(body, path, instead))
    whole = original(body)
    assert rest_of(plain(value), verdict.steps, whole) == rest_of(whole, verdict.steps, whole)


SENT_AS: dict[Any, tuple[type, ...]] = {bool: (bool,), int: (int,), float: (int, float), datetime: (str,)}


def retyped_at(body: Body, path: Path, instead: Any) -> list[Fault]:
    """What strict reading is to report of a value that is read although it is of another type."""
    spot: Spot | None = root_of(body.declared)
    for step in path:
        spot = spot and below(spot, step)
    if spot is None or instead is None or instead is GONE or kind_of(spot.declared) not in SENT_AS:
        return []
    in_text = "in text" in repr(spot.declared) and isinstance(instead, str)
    fits = type(instead) in SENT_AS[kind_of(spot.declared)] and instead != ""
    return [] if in_text or fits else [spot.holding(instead)]


def check_document(body: Body, document: Any) -> None:
    """Read an answer with something else at several places."""
    try:
        faults = judged(root_of(body.declared), document)
    except NothingLeftError:
        check_refused(body, document)
    else:
        check_read(body, document, faults)


def check_refused(body: Body, document: Any) -> None:
    """What has nothing in it that its type knows is no such thing, in either mode."""
    for strict in (False, True):
        with pytest.raises(UnexpectedAnswerError) as refused:
            read(body.declared, document, strict=strict)
        assert refused.type is UnexpectedAnswerError


def check_read(body: Body, document: Any, faults: list[Fault], retyped: list[Fault] | None = None) -> Any:
    """Strict reading names the first fault; lenient reading tells of all and keeps each where it belongs."""
    try:
        read(body.declared, document, strict=True)
        named = []
    except SchemaDriftError as error:
        named = [Fault(error.entity, error.field, error.value)]
    if faults or retyped is not None:
        assert repr(named) == repr((faults or retyped or [])[:1])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        value = read(body.declared, document, strict=False)
    assert {warning.category for warning in caught} <= {SchemaDriftWarning}
    assert len(caught) == len({(fault.entity, fault.field.partition("[")[0]) for fault in faults})
    within = [fault for fault in faults if not fault.field.startswith("[")]  # else there is no entity around it
    assert sorted(map(repr, drift_in(value))) == sorted(map(repr, within))
    for entity in entities_in(value):
        for name in entity.drift:
            check_fallback(entity, name)
    return value


def check_fallback(entity: Entity, name: str) -> None:
    """A field that could not be read has its default, or cannot be touched."""
    info = type(entity).model_fields.get(name)
    if info is None:  # one item of a list
        return
    if info.is_required():
        with pytest.raises(AttributeError, match="could not be read"):
            getattr(entity, name)
    else:
        assert getattr(entity, name) == info.get_default(call_default_factory=True)


# Which mutations


Mutation: TypeAlias = tuple[Body, Path, Any]


def novelty(mutation: Mutation) -> str:
    """What a mutation is a case of: which field of which entity, what was there, and what is."""
    body, path, instead = mutation
    spot: Spot | None = root_of(body.declared)
    where = spot
    for step in path:
        where, spot = spot or where, spot and below(spot, step)
    named = (where and where.entity, None) if spot is None else (spot.entity, re.sub(r"\[.*\]", "[]", spot.field))
    return f"{named} {type(at(body.document, path)).__name__} {instead!r}"


@cache
def chosen() -> dict[Body, list[Mutation]]:
    """The mutations to try, by body."""
    every = [(body, path, instead) for body in bodies() for path in places(body.document) for instead in INSTEAD]
    picked = every
    if not soak.WHOLE:
        each_field = {novelty(mutation): mutation for mutation in reversed(every)}
        picked = [*each_field.values(), *random.Random(SEED).sample(every, SAMPLE)]
    found: dict[Body, list[Mutation]] = {body: [] for body in bodies()}
    for mutation in picked:
        found[mutation[0]].append(mutation)
    return found


@cache
def entities() -> list[type[Entity]]:
    """The kinds of entities that there are in the answers."""
    answers = [read(body.declared, body.document, strict=True) for body in bodies()]
    kinds = {type(entity) for answer in answers for entity in entities_in(answer)}
    return sorted(kinds, key=lambda kind: kind.__name__)


def some_keys() -> list[str]:
    """Names of fields, and some that mean something to Python."""
    known = {key for kind in entities() for key in keys_of(kind)}
    return [*sorted(known - {"account"}), "cls", "self", "_fields_set"]  # a quote with an account is Akkoma's


KEYS = st.deferred(lambda: st.sampled_from(some_keys()))
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10) | KEYS, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def mutations(draw: st.DrawFn) -> Mutation:
    """Anything at all, or nothing, at some place of some answer."""
    body = draw(st.sampled_from([body for body in bodies() if body.document]))
    path = draw(st.sampled_from(list(places(body.document))))
    return body, path, draw(st.just(GONE) | ANY_JSON)


soaked = settings(
    deadline=None,
    derandomize=not soak.WHOLE,
    max_examples=soak.length(20_000, 400),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# The tests


def test_no_more_is_tolerated_than_we_say() -> None:
    differing = {
        f"{entity.__name__}.{name}": found
        for entity in entities()
        for name, (_, declared) in fields_of(entity).items()
        if sorted(map(repr, found := [one for one in INSTEAD[1:] if accepts(declared, one)]))
        != sorted(map(repr, tolerated(entity, name)))
    }
    assert differing == {}


def test_enough_is_tried(record_property: Callable[[str, object], None]) -> None:
    tried = sum(map(len, chosen().values()))
    record_property("shapes of answers", len(bodies()))
    record_property("mutations tried", tried)
    assert len(bodies()) >= LEAST_BODIES
    assert tried >= LEAST_MUTATIONS


@pytest.mark.soak
@pytest.mark.parametrize("body", bodies(), ids=str)
def test_one_thing_wrong_costs_that_thing_and_is_named(body: Body) -> None:
    for _, path, instead in chosen()[body]:
        try:
            check(body, path, instead)
        except BaseException as error:  # pytest's own failures, too
            error.add_note(f"{instead!r} instead of {at(body.document, path)!r:.100} at {path}")
            raise


@pytest.mark.soak
@soaked
@given(mutations())
def test_anything_in_place_of_one_thing_costs_that_thing_and_is_named(mutation: Mutation) -> None:
    check(*mutation)


@pytest.mark.soak
@soaked
@given(st.data())
def test_several_things_wrong_are_each_named(data: st.DataObject) -> None:
    body = data.draw(st.sampled_from(bodies()))
    document = body.document
    for _ in range(data.draw(st.integers(2, 6))):
        if known := list(places(document)):
            document = with_instead(document, data.draw(st.sampled_from(known)), data.draw(st.just(GONE) | ANY_JSON))
    check_document(body, document)
