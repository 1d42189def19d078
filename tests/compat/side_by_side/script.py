"""A script as data: written as a program is, kept as steps, and carried out by whichever library it is given to.

    script = Script()
    alice = script.do("log in", script.library.Mastodon)(access_token=script.given.alice, api_base_url=script.given.url)
    posted = alice.status_post("Hello")
    alice.status_reply(posted, "And again")

Nothing is called while it is written: each call becomes a step, and what it gives a ``Later`` that others can take.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

NO_STEP = object()


@dataclass(frozen=True)
class Root:
    """Where a value comes from: something that the script is given, or what a step gave."""

    name: str


class Later:
    """A value that there will be once the script runs, and the way to it."""

    def __init__(self, script: Script, root: Root, path: tuple[tuple[str, Any], ...] = ()) -> None:
        self.__script = script
        self.__root = root
        self.__path = path

    def __getattr__(self, name: str) -> Later:
        if name.startswith("__"):
            raise AttributeError(name)
        return Later(self.__script, self.__root, (*self.__path, ("attribute", name)))

    def __getitem__(self, key: Any) -> Later:
        return Later(self.__script, self.__root, (*self.__path, ("item", key)))

    def __iter__(self) -> Iterator[Any]:
        raise TypeError("how many there will be is not known while a script is written")

    def __call__(self, *args: Any, **kwargs: Any) -> Later:
        return self.__script.add(Step(self, args, kwargs))

    def __repr__(self) -> str:
        steps = (f".{value}" if kind == "attribute" else f"[{value!r}]" for kind, value in self.__path)
        return self.__root.name + "".join(steps)

    def method(self) -> str | None:
        """Which member of ``Mastodon`` this is, if it is one."""
        people = {*self.__script.people, "Mastodon"}
        if len(self.__path) == 1 and self.__root.name in people:
            return str(self.__path[0][1])
        return None

    def now(self, known: Mapping[str, Any]) -> Any:
        """The value, now that there is one."""
        value = known[self.__root.name]
        for kind, name in self.__path:
            value = getattr(value, name) if kind == "attribute" else value[name]
        return value


@dataclass(frozen=True)
class Step:
    """One call."""

    what: Later
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def methods(self) -> list[str]:
        """The methods of ``Mastodon`` that are called, be it by the function that one is handed to."""
        found = [value.method() for value in (self.what, *self.args) if isinstance(value, Later)]
        return [method for method in found if method is not None]

    def __str__(self) -> str:
        given = [repr(value) for value in self.args] + [f"{name}={value!r}" for name, value in self.kwargs.items()]
        return f"{self.what!r}({', '.join(given)})"


class Script:
    """Steps in the order in which they are to be done."""

    GIVEN: ClassVar[tuple[str, ...]] = ("Mastodon", "library", "server", "python")

    def __init__(self) -> None:
        self.steps: dict[str, Step] = {}
        self.people: list[str] = []
        self._next_name: str | None = None

    def given(self, name: str) -> Later:
        """Something that whoever runs the script brings."""
        return Later(self, Root(name))

    def person(self, name: str, *args: Any, **kwargs: Any) -> Later:
        """Make a client; from then on, what is called on it counts as a method."""
        self.people.append(name)
        self._next_name = name
        return self.given("library").Mastodon(*args, **kwargs)

    def look(self, value: Any) -> Later:
        """Compare a value that is no call's result, such as an attribute."""
        return self.given("python").same(value)

    def add(self, step: Step) -> Later:
        """One more step."""
        name, self._next_name = self._next_name or f"#{len(self.steps) + 1}", None
        self.steps[name] = step
        return Later(self, Root(name))


@dataclass(frozen=True)
class Raised:
    """How a step failed."""

    kinds: tuple[str, ...]
    args: tuple[Any, ...]

    @classmethod
    def of(cls, error: Exception) -> Raised:
        """An exception's classes, up to those of Python itself, and what it was made with."""
        kinds = tuple(kind.__name__ for kind in type(error).__mro__ if kind is not object)
        return cls(kinds, error.args)


@dataclass
class Outcome:
    """What came of a step."""

    result: Any
    warned: list[tuple[str, str]] = field(default_factory=list)
    requests: list[Any] = field(default_factory=list)


class Python:
    """What a script uses of Python itself."""

    @staticmethod
    def same(value: Any) -> Any:
        """The value."""
        return value

    @staticmethod
    def call(function: Callable[..., Any], *args: Any) -> Any:
        """A function's result."""
        return function(*args)

    @staticmethod
    def put(target: Any, name: str, value: Any) -> Any:
        """Set an attribute, and give what it is afterwards."""
        setattr(target, name, value)
        return getattr(target, name)


def resolved(value: Any, known: Mapping[str, Any]) -> Any:
    """An argument, with what has become known in it; containers are new, for libraries may change them."""
    if isinstance(value, Later):
        return value.now(known)
    if isinstance(value, list):
        return [resolved(item, known) for item in value]
    if isinstance(value, tuple):
        return tuple(resolved(item, known) for item in value)
    if type(value) is dict:
        return {name: resolved(item, known) for name, item in value.items()}
    return value


def run(
    script: Script, given: Mapping[str, Any], requests_made: Callable[[], list[Any]], module: str
) -> dict[str, Outcome]:
    """Carry a script out, step by step; one that fails does not keep the others from being done.

    Args:
        script: what to do.
        given: what it is done with.
        requests_made: the requests since it was last asked.
        module: whose warnings belong to the result, besides ``DeprecationWarning``.
    """
    known: dict[str, Any] = {"python": Python, **given}
    outcomes: dict[str, Outcome] = {}
    for name, step in script.steps.items():
        requests_made()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                call, args, kwargs = resolved((step.what, step.args, step.kwargs), known)
                known[name] = result = call(*args, **kwargs)
            except Exception as error:
                result = Raised.of(error)
        warned = [(each.category.__name__, str(each.message)) for each in caught if belongs(each.category, module)]
        outcomes[name] = Outcome(result, warned, requests_made())
    for person in script.people:
        if person in known:
            close(known[person])
    return outcomes


def close(client: Any) -> None:
    """Close a client's connections: Howdah's front can, of Mastodon.py it is the session that does."""
    (client if hasattr(client, "close") else client.session).close()


def belongs(category: type[Warning], module: str) -> bool:
    """Whether a warning is one that the library means to give."""
    return category.__module__.startswith(module)
