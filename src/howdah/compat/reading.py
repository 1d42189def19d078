"""What a Python program uses of longwei or Mastodon.py, as far as reading it tells: no line of it is run."""

from __future__ import annotations

import ast
import json
import re
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

Library: TypeAlias = Literal["longwei", "mastodon"]
CLIENTS: Mapping[Library, str] = {"longwei": "APClient", "mastodon": "Mastodon"}
"""The client class of each library, by the name that the library is imported under."""
FRONTS: Mapping[Library, str] = {"longwei": "longwei", "mastodon": "mastodon_py"}
"""The modules below ``howdah.compat`` that stand for them."""
SKIPPED = frozenset({"__pycache__", "site-packages", "node_modules"})
NOTEBOOK = ".ipynb"
COMMAND = re.compile(r"^([ \t]*)[%!?].*", re.MULTILINE)
"""A line of a notebook that is no Python."""
MOST_ROUNDS = 8
"""How often a program is gone through to find out what its names stand for."""


class Thing(NamedTuple):
    """What an expression stands for.

    Attributes:
        kind: the library itself or a module of it, its client class, or a client.
        library: which library.
        path: of a module, what comes after the library's name; of a client, the program's own class of it.
    """

    kind: Literal["module", "class", "client"]
    library: Library
    path: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """Something of a library that a program uses.

    Attributes:
        file: the program's file.
        line: the line, from 1; in a notebook, that of its code cells, one after the other.
        library: the name that the library is imported under.
        kind: a method that is called, the client class being called, another attribute of a client, or a name that
            is imported.
        name: what it is called; an import's with its module, such as ``exceptions.NotFoundError``, and ``*`` for all.
        keywords: the arguments that a call gives by name.
    """

    file: str
    line: int
    library: Library
    kind: Literal["call", "client", "attribute", "name"]
    name: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A line of a program to change.

    Attributes:
        file: the program's file.
        line: the line, from 1.
        before: what stands there.
        after: what is to stand there.
    """

    file: str
    line: int
    before: str
    after: str


@dataclass(slots=True)
class Program:
    """What was found in a file.

    Attributes:
        file: the file.
        uses: what it uses, in order.
        changes: the lines to change.
        problem: why it could not be read, if so.
    """

    file: str
    uses: list[Use] = field(default_factory=list[Use])
    changes: list[Change] = field(default_factory=list[Change])
    problem: str | None = None


def python_files(path: Path) -> Iterator[Path]:
    """The file, or a folder's Python files and notebooks, without virtual environments and what is hidden."""
    if path.is_file():
        yield path
        return
    for inner in sorted(path.iterdir()):
        if inner.name.startswith(".") or inner.name in SKIPPED or inner.is_symlink():
            continue
        if inner.is_dir() and not (inner / "pyvenv.cfg").exists():
            yield from python_files(inner)
        elif inner.suffix in (".py", NOTEBOOK) and inner.is_file():
            yield inner


def read_program(path: Path) -> Program:
    """Read a file; one that is no Python says so in ``problem``."""
    program = Program(str(path))
    try:
        source = _cells(path) if path.suffix == NOTEBOOK else _text(path)
        tree = ast.parse(source, filename=str(path))
        _Reader(program, source).read(tree)
    except (SyntaxError, ValueError, OSError, RecursionError, MemoryError) as error:  # the last two: nested too deeply
        program.problem = f"{type(error).__name__}: {error}".rstrip(": ")
    return program


def _text(path: Path) -> str:
    with tokenize.open(path) as opened:
        return opened.read()


def _cells(path: Path) -> str:
    """The code of a notebook; its commands to the shell and to IPython, which are no Python, are left out.

    Raises:
        ValueError: it is no notebook.
    """
    try:
        cells: list[dict[str, Any]] = json.loads(path.read_bytes())["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (LookupError, TypeError) as error:
        raise ValueError("it is no notebook of version 4") from error
    return "\n".join(COMMAND.sub(r"\1pass", source) for source in sources if not source.startswith("%%"))


Scope: TypeAlias = dict[str, Thing]
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


class _Reader:
    """Follows a library's names through a program: what is imported, assigned, annotated and returned."""

    def __init__(self, program: Program, source: str) -> None:
        self.program = program
        self.lines = re.split(r"\r\n|\r|\n", source)  # as Python counts them
        self.attributes: Scope = {}
        """What attributes stand for, of whatever object: ``self.client``."""
        self.results: Scope = {}
        """What functions give, by name."""
        self.scopes: dict[ast.AST, Scope] = {}
        self.own: dict[str, set[str]] = {}
        """What the program's own classes have of themselves."""

    def read(self, tree: ast.Module) -> None:
        """Find out what names stand for, then what is done with them."""
        for _ in range(MOST_ROUNDS):
            known = self._known()
            self._bind(tree.body, [self.scopes.setdefault(tree, {})])
            if self._known() == known:
                break
        self._note(tree, [self.scopes[tree]])
        self.program.uses.sort(key=lambda use: use.line)

    def _known(self) -> int:
        return len(self.attributes) + len(self.results) + sum(map(len, self.scopes.values()))

    def _bind(self, body: Sequence[ast.AST], scopes: list[Scope]) -> None:
        for node in body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._bind_function(node, scopes)
            elif isinstance(node, ast.Lambda):
                continue
            else:
                self._bind_statement(node, scopes)
                if isinstance(node, ast.ClassDef):
                    self._bind_class(node, scopes)
                self._bind(list(ast.iter_child_nodes(node)), scopes)

    def _bind_function(self, node: Function, scopes: list[Scope]) -> None:
        own = self.scopes.setdefault(node, {})
        arguments = node.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            self._set(own, argument.arg, self._annotated(argument.annotation, scopes))
        self._set(self.results, node.name, self._annotated(node.returns, scopes))
        self._bind(node.body, [*scopes, own])
        for inner in ast.walk(node):
            if isinstance(inner, (ast.Return, ast.Yield)) and inner.value is not None:
                self._set(self.results, node.name, _client(self._thing(inner.value, [*scopes, own])))

    def _bind_class(self, node: ast.ClassDef, scopes: list[Scope]) -> None:
        """Follow a class that inherits from a client's, if all that it inherits from is known."""
        self.own.setdefault(node.name, set()).update(_defined(node))
        bases = [self._thing(base, scopes) for base in node.bases]
        thing = next((base for base in bases if base and base.kind == "class"), None)
        for base, known in zip(node.bases, bases, strict=True):
            name = base.id if isinstance(base, ast.Name) else ""
            if known is None and name not in self.own:
                return
            self.own[node.name] |= self.own.get(known.path if known else name, set())
        if thing is None:
            return
        made = thing._replace(path=node.name)
        self._set(scopes[-1], node.name, made)
        for method in node.body:
            if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
                decorated = {item.id for item in method.decorator_list if isinstance(item, ast.Name)}
                own = self.scopes.setdefault(method, {})
                own["super"] = Thing("client", thing.library)
                first = (*method.args.posonlyargs, *method.args.args)[:1]
                if first and "staticmethod" not in decorated:
                    own[first[0].arg] = made if "classmethod" in decorated else made._replace(kind="client")

    def _bind_statement(self, node: ast.AST, scopes: list[Scope]) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                self._set(scopes[-1], *_imported(alias))
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                self._set(scopes[-1], *_imported_from(node.module or "", alias))
        elif isinstance(node, ast.Assign):
            thing = self._thing(node.value, scopes)
            for target in node.targets:
                self._assign(target, thing, scopes)
        elif isinstance(node, ast.AnnAssign):
            given = self._thing(node.value, scopes) if node.value is not None else None
            self._assign(node.target, self._annotated(node.annotation, scopes) or given, scopes)
        elif isinstance(node, ast.NamedExpr):
            self._assign(node.target, self._thing(node.value, scopes), scopes)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            self._assign(node.optional_vars, self._thing(node.context_expr, scopes), scopes)

    def _assign(self, target: ast.expr, thing: Thing | None, scopes: list[Scope]) -> None:
        if isinstance(target, ast.Name):
            self._set(scopes[-1], target.id, thing)
            self._set(self.attributes, target.id, _client(thing) if len(scopes) == 1 else None)  # of a class or module
        elif isinstance(target, ast.Attribute):
            self._set(self.attributes, target.attr, thing)

    @staticmethod
    def _set(scope: Scope, name: str, thing: Thing | None) -> None:
        if thing is not None:
            scope[name] = thing

    def _thing(self, node: ast.expr, scopes: list[Scope]) -> Thing | None:
        """What an expression stands for, if it is anything of a library's."""
        if isinstance(node, ast.Name):
            return next((scope[node.id] for scope in reversed(scopes) if node.id in scope), None)
        if isinstance(node, ast.Attribute):
            return self._attribute(node, scopes)
        if isinstance(node, ast.Call):
            return self._called(node, scopes)
        if isinstance(node, (ast.Await, ast.NamedExpr)):
            return self._thing(node.value, scopes)
        if isinstance(node, ast.IfExp):
            return self._thing(node.body, scopes) or self._thing(node.orelse, scopes)
        if isinstance(node, ast.BoolOp):
            return next((thing for value in node.values if (thing := self._thing(value, scopes))), None)
        return None

    def _attribute(self, node: ast.Attribute, scopes: list[Scope]) -> Thing | None:
        owner = self._thing(node.value, scopes)
        if owner is None or (owner.kind == "client" and self._is_own(owner, node.attr)):
            return self.attributes.get(node.attr)
        return _of_module(owner.library, f"{owner.path}.{node.attr}".strip(".")) if owner.kind == "module" else None

    def _called(self, node: ast.Call, scopes: list[Scope]) -> Thing | None:
        called = self._thing(node.func, scopes)
        if called is not None and called.kind == "class":
            return called._replace(kind="client")
        if called is not None and isinstance(node.func, ast.Name) and node.func.id == "super":
            return called
        if isinstance(node.func, ast.Attribute):
            owner = self._thing(node.func.value, scopes)
            if owner is not None and owner.kind == "class" and node.func.attr == "create":
                return owner._replace(kind="client")
            return self.results.get(node.func.attr) if owner is None else None
        return self.results.get(node.func.id) if isinstance(node.func, ast.Name) and called is None else None

    def _annotated(self, annotation: ast.expr | None, scopes: list[Scope]) -> Thing | None:
        """What something annotated so stands for: a client, if the client class is named anywhere in it."""
        if annotation is None:
            return None
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            try:
                annotation = ast.parse(annotation.value, mode="eval").body
            except SyntaxError:
                return None
        named = [
            self._thing(node, scopes) for node in ast.walk(annotation) if isinstance(node, (ast.Name, ast.Attribute))
        ]
        return next((thing._replace(kind="client") for thing in named if thing and thing.kind == "class"), None)

    def _note(self, node: ast.AST, scopes: list[Scope]) -> None:
        """Note what is used and what is to be changed."""
        called: ast.expr | None = node.func if isinstance(node, ast.Call) else None
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            self._note_import(node)
        elif isinstance(node, ast.Call):
            self._note_call(node, scopes)
        elif isinstance(node, ast.Attribute):
            self._note_attribute(node, scopes)
        for inner in ast.iter_child_nodes(node):
            if inner is called and isinstance(inner, ast.Attribute) and self._owner(inner, scopes):
                self._note(inner.value, scopes)  # the call has been noted
            else:
                own = self.scopes.get(inner)
                self._note(inner, scopes if own is None else [*scopes, own])

    def _owner(self, node: ast.Attribute, scopes: list[Scope]) -> Thing | None:
        owner = self._thing(node.value, scopes)
        return owner if owner is not None and owner.kind != "module" else None

    def _is_own(self, owner: Thing, name: str) -> bool:
        """Whether a class of the program's has it of itself."""
        return name in self.own.get(owner.path, ())

    def _note_call(self, node: ast.Call, scopes: list[Scope]) -> None:
        keywords = tuple(keyword.arg for keyword in node.keywords if keyword.arg is not None)
        called = self._thing(node.func, scopes)
        if called is not None and called.kind == "class":
            own = self._is_own(called, "__init__")
            self._use(node, called.library, "client", CLIENTS[called.library], () if own else keywords)
        elif (
            isinstance(node.func, ast.Attribute)
            and (owner := self._owner(node.func, scopes))
            and not self._is_own(owner, node.func.attr)
        ):
            self._use(node.func, owner.library, "call", node.func.attr, keywords)

    def _note_attribute(self, node: ast.Attribute, scopes: list[Scope]) -> None:
        owner = self._thing(node.value, scopes)
        if owner is None:
            return
        if owner.kind != "module":
            if not self._is_own(owner, node.attr):
                self._use(node, owner.library, "attribute", node.attr)
        elif self._thing(node, scopes) is None:
            self._use(node, owner.library, "name", f"{owner.path}.{node.attr}".strip("."))

    def _note_import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            if any(_library(alias.name) for alias in node.names):
                line, start = self.lines[node.lineno - 1].encode(), node.col_offset
                end = node.end_col_offset if node.end_lineno == node.lineno else None
                rest = line[end:].decode() if end is not None else ""
                self._change(node, line[:start].decode() + _import_line(node) + rest)
            return
        library = None if node.level else _library(node.module or "")
        if library is None:
            return
        path = _path(node.module or "")
        self._change(node, _from_line(self.lines[node.lineno - 1], library, path))
        for alias in node.names:
            self._use(node, library, "name", f"{path}.{alias.name}".strip("."))

    def _use(
        self,
        node: ast.expr | ast.stmt,
        library: Library,
        kind: Literal["call", "client", "attribute", "name"],
        name: str,
        keywords: tuple[str, ...] = (),
    ) -> None:
        line = (node.end_lineno if isinstance(node, ast.Attribute) else None) or node.lineno
        self.program.uses.append(Use(self.program.file, line, library, kind, name, keywords))

    def _change(self, node: ast.stmt, after: str) -> None:
        before = self.lines[node.lineno - 1]
        indent = before[: len(before) - len(before.lstrip())]
        self.program.changes.append(
            Change(self.program.file, node.lineno, before.strip(), after.replace(indent, "", 1))
        )


def _defined(node: ast.ClassDef) -> set[str]:
    """What a class has of itself: what is defined in it, and what its methods set."""
    names: set[str] = set()
    for inner in node.body:
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(inner.name)
        elif isinstance(inner, (ast.Assign, ast.AnnAssign)):
            targets = inner.targets if isinstance(inner, ast.Assign) else [inner.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names | {
        inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store)
    }


def _client(thing: Thing | None) -> Thing | None:
    return thing if thing is not None and thing.kind == "client" else None


def _library(module: str) -> Library | None:
    return next((library for library in CLIENTS if module == library or module.startswith(f"{library}.")), None)


def _path(module: str) -> str:
    """What comes after the library's name in a module's; Mastodon.py's own modules of its client are left out."""
    path = module.partition(".")[2]
    return "" if path in ("Mastodon", "client") else path


def _of_module(library: Library, path: str) -> Thing | None:
    """What a name of a library's stands for."""
    if path.rpartition(".")[2] == CLIENTS[library]:
        return Thing("class", library)
    return Thing("module", library, path) if path in SUBMODULES[library] else None


SUBMODULES: Mapping[Library, frozenset[str]] = {
    "longwei": frozenset({"models", "exceptions", "enums", "constants", "types", "utils"}),
    "mastodon": frozenset({"errors", "return_types", "streaming", "types", "types_base", "defaults", "utility"}),
}


def _imported(alias: ast.alias) -> tuple[str, Thing | None]:
    library = _library(alias.name)
    if library is None:
        return alias.name, None
    path = _path(alias.name) if alias.asname else ""
    return alias.asname or library, Thing("module", library, path)


def _imported_from(module: str, alias: ast.alias) -> tuple[str, Thing | None]:
    library = _library(module)
    if library is not None and alias.name == "*":
        alias = ast.alias(CLIENTS[library])
    name = alias.asname or alias.name
    return name, None if library is None else _of_module(library, f"{_path(module)}.{alias.name}".strip("."))


def _import_line(node: ast.Import) -> str:
    """An import of modules, with the fronts in the place of the libraries."""
    others = [alias for alias in node.names if _library(alias.name) is None]
    made = [f"import {', '.join(map(ast.unparse, others))}"] if others else []
    for alias in node.names:
        library = _library(alias.name)
        if library is None:
            continue
        front, path = FRONTS[library], _path(alias.name)
        if path and alias.asname:
            made.append(f"import howdah.compat.{front}.{path} as {alias.asname}")
        else:
            name = alias.asname or library
            made.append(f"from howdah.compat import {front}" + (f" as {name}" if name != front else ""))
    return "; ".join(dict.fromkeys(made))


def _from_line(line: str, library: Library, path: str) -> str:
    """A line that imports from a library, with the front in its place."""
    module = ".".join(part for part in ("howdah.compat", FRONTS[library], path) if part)
    return re.sub(rf"\bfrom(\s+){library}[\w.]*", rf"from\g<1>{module}", line, count=1).strip()
