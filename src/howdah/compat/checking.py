"""Whether a front has what a program uses of its library."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

from .reading import CLIENTS, FRONTS, Change, Library, Program, Use, python_files, read_program


@dataclass(frozen=True, slots=True)
class Checked:
    """A use, and whether the front has it.

    Attributes:
        use: what the program uses.
        lacking: what the front has not of it, in words; ``None`` if all is there.
    """

    use: Use
    lacking: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of checking a program.

    Attributes:
        files: how many files were read.
        checked: everything that is used of the libraries.
        changes: the lines to change.
        unreadable: what cannot be told of a file because it cannot be read, by its name.
    """

    files: int
    checked: list[Checked]
    changes: list[Change]
    unreadable: dict[str, str]

    @property
    def complete(self) -> bool:
        """Whether the fronts have all that is used, as far as it could be read."""
        return not self.unreadable and all(one.lacking is None for one in self.checked)


def check(path: Path) -> Report:
    """Read a program, a file or a folder, and tell what the fronts have of what it uses.

    Args:
        path: the file or the folder.
    """
    programs: list[Program] = [read_program(file) for file in python_files(path)]
    return Report(
        files=len(programs),
        checked=[Checked(use, lacking(use)) for program in programs for use in program.uses],
        changes=[change for program in programs for change in program.changes],
        unreadable={program.file: program.problem for program in programs if program.problem is not None},
    )


def lacking(use: Use) -> str | None:
    """What the front lacks of something that is used; ``None`` if it is all there."""
    front = _front(use.library)
    if front is None:
        return f"there is no howdah.compat.{FRONTS[use.library]} yet"
    if use.kind == "name":
        module = use.name.removesuffix("*").strip(".")
        if module != use.name:
            return None if not module or _has(front, module) else f"{front.__name__} has no {module}"
        return None if _has(front, use.name) else f"{front.__name__} has no {use.name}"
    client = getattr(front, CLIENTS[use.library])
    if use.kind == "client":
        return _unknown_keyword(client.__init__, use)
    if use.name not in _attributes(client):
        return f"{client.__name__} has no {use.name}"
    return (
        _unknown_keyword(getattr(client, use.name), use) if use.kind == "call" and hasattr(client, use.name) else None
    )


@cache
def _front(library: Library) -> Any:
    name = f"howdah.compat.{FRONTS[library]}"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


def _has(module: Any, name: str) -> bool:
    try:
        attrgetter(name)(module)
    except AttributeError:
        return False
    return True


@cache
def _attributes(client: type) -> frozenset[str]:
    """The names of all that a client has: of its class, and of what its methods set."""
    names = set(dir(client))
    for base in client.__mro__[:-1]:
        names |= inspect.get_annotations(base).keys()
        tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
        names |= {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self"
        }
    return frozenset(names)


def _unknown_keyword(function: Any, use: Use) -> str | None:
    parameters: Mapping[str, inspect.Parameter] = inspect.signature(inspect.unwrap(function)).parameters
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
        return None
    unknown = [keyword for keyword in use.keywords if keyword not in parameters]
    return f"{use.name} takes no {', '.join(f'{name}=' for name in unknown)}" if unknown else None
