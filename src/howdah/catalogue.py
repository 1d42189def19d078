"""Every operation that a client has, as data: for documentation, tools and tests."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, cast

from .client import Client
from .core.operation import Listing, Operation, Section
from .streaming.operations import StreamOperation


@dataclass(slots=True, frozen=True)
class ParameterInfo:
    """A parameter of an operation.

    Attributes:
        name: its name in Python.
        type: its type as written.
        required: whether it must be given.
        keyword_only: whether it must be given by name.
        wire_name: its name on the wire; for an operation of several requests, its name in Python.
    """

    name: str
    type: str
    required: bool
    keyword_only: bool
    wire_name: str


@dataclass(slots=True, frozen=True)
class OperationInfo:
    """An operation that both clients have.

    Attributes:
        name: the method's name, such as ``get_status`` or ``admin.get_account``.
        method: HTTP method; of its first request where it makes several.
        path: path on the server, with ``{parameters}``; likewise.
        uses: the requests that it may make, such as ``POST /api/v2/media``, where they are several.
        section: the part of the API that it belongs to.
        auth: whose token it needs: ``user``, ``admin`` (a moderator's or administrator's), ``app``, ``optional`` or
            ``none``.
        scopes: OAuth scopes that it needs.
        added: the version of Mastodon that brought it.
        changed: what changed since, by version of Mastodon.
        servers: the servers that have it.
        unsure: the servers of which that is not known.
        hollow: those of the servers that have it for form's sake only: there is never anything in it.
        paginated: whether it is a listing, which is called for a page and walked for everything.
        returns: the Python type it gives, such as ``list[Status]``.
        parameters: what it takes.
        doc: its docstring.
    """

    name: str
    method: str
    path: str
    uses: tuple[str, ...]
    section: str
    auth: str
    scopes: tuple[str, ...]
    added: str
    changed: tuple[str, ...]
    servers: frozenset[str]
    unsure: frozenset[str]
    hollow: frozenset[str]
    paginated: bool
    returns: Any
    parameters: tuple[ParameterInfo, ...]
    doc: str


@cache
def operations() -> tuple[OperationInfo, ...]:
    """Every operation that a client has, its sections' included, in the order of their names."""
    found = [_info(name, declared) for name, declared in declared_operations(Client)]
    return tuple(sorted(found, key=lambda info: info.name))


AnyOperation: TypeAlias = Operation[..., Any] | Listing[..., Any] | StreamOperation[..., Any, Any]


def declared_operations(owner: type, prefix: str = "") -> list[tuple[str, AnyOperation]]:
    """The operations that a class declares or inherits, with those of its sections, by dotted name."""
    found: list[tuple[str, AnyOperation]] = []
    for name in dir(owner):
        value: Any = next(vars(base)[name] for base in owner.__mro__ if name in vars(base))
        if isinstance(value, (Operation, Listing, StreamOperation)):
            found.append((prefix + name, cast("Operation[..., Any]", value)))
        elif (section := _section_of(value)) is not None:
            found += declared_operations(section, f"{prefix}{name}.")
    return found


def _section_of(value: Any) -> type[Any] | None:
    """The section that a client's property gives, if it gives one."""
    made = getattr(value, "func", None)
    annotation = getattr(made, "__annotations__", {}).get("return", "")
    kind = vars(sys.modules[made.__module__]).get(str(annotation).partition("[")[0]) if made else None
    return cast("type[Any]", kind) if isinstance(kind, type) and issubclass(kind, Section) else None


def _section_name(module: str) -> str:
    """The part of the API that a module declares; what is no module of ``api`` is named after its package."""
    within = module.partition(".api.")[2]
    return within.replace(".", "/") if within else module.split(".")[1]


def _info(name: str, declared: AnyOperation) -> OperationInfo:
    said = declared.declaration
    wire_names = {field.name: field.wire_name for field in declared.plan.fields}
    parameters = tuple(
        ParameterInfo(
            name=parameter.name,
            type=str(parameter.annotation),
            required=parameter.default is parameter.empty
            and parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL),
            keyword_only=parameter.kind is parameter.KEYWORD_ONLY,
            wire_name=wire_names[parameter.name],
        )
        for parameter in declared.signature.parameters.values()
    )
    return OperationInfo(
        name=name,
        method=said.method,
        path=said.path,
        uses=said.uses,
        section=_section_name(declared.declared.__module__),
        auth="admin" if said.for_staff else said.auth,
        scopes=tuple(said.scope.split()) if said.scope else (),
        added=said.added,
        changed=said.changed,
        servers=said.servers,
        unsure=said.unsure,
        hollow=said.hollow,
        paginated=isinstance(declared, Listing),
        returns=declared.returns,
        parameters=parameters,
        doc=declared.doc,
    )
