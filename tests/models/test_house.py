"""How every model is written."""

from __future__ import annotations

import ast
import subprocess
import sys
import types
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pytest

import howdah.models
from howdah.models import _HOME
from howdah.models.entity import Entity

FOLDER = Path(howdah.models.__file__).parent
TREES = {path.stem: ast.parse(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.py"))}
CLASSES = {
    node.name: (module, node)
    for module, tree in TREES.items()
    for node in tree.body
    if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
}
MODELS: list[type[Entity]] = [
    value
    for name in CLASSES
    if isinstance(value := getattr(howdah.models, name, None), type) and issubclass(value, Entity)
]
FAMILIES = sorted(set(TREES) - {"__init__"})

every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


def run(program: str) -> str:
    """What a program prints, run by a fresh interpreter."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=None).stdout


def test_every_class_has_its_home() -> None:
    assert {name: module for name, (module, _) in CLASSES.items()} == _HOME
    assert sorted(howdah.models.__all__) == sorted(_HOME)
    assert set(_HOME) <= set(dir(howdah.models))
    for name in _HOME:
        assert getattr(howdah.models, name).__name__ == name


def test_type_checkers_see_what_is_exported() -> None:
    (block,) = [node for node in TREES["__init__"].body if isinstance(node, ast.If)]
    seen: dict[str, str] = {}
    for node in block.body:
        assert isinstance(node, ast.ImportFrom)
        assert node.module
        for alias in node.names:
            assert alias.asname == alias.name
            seen[alias.name] = node.module
    assert seen == _HOME


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Toot'"):
        howdah.models.Toot


def test_importing_loads_nothing() -> None:
    loaded = run(f"import sys; sys.path[:] = {sys.path!r}; import howdah.models; print(*sys.modules)").split()
    assert "howdah.models" in loaded
    assert not [name for name in loaded if name.startswith(("pydantic", "howdah.models."))]


def test_every_module_imports_by_itself() -> None:
    run(
        f"""
import sys
sys.path[:] = {sys.path!r}
from importlib import import_module
for family in {FAMILIES!r}:
    for name in [name for name in sys.modules if name.startswith("howdah")]:
        del sys.modules[name]
    import_module("howdah.models." + family)
"""
    )


@pytest.mark.parametrize("module", TREES)
def test_module_says_what_it_is_in_a_line(module: str) -> None:
    said = ast.get_docstring(TREES[module])
    assert said
    assert "\n" not in said


@pytest.mark.parametrize("name", CLASSES)
def test_class_says_what_it_is(name: str) -> None:
    said = ast.get_docstring(CLASSES[name][1])
    assert said
    assert said.endswith((".", "``"))


@every_model
def test_every_field_says_what_it_is(model: type[Entity]) -> None:
    body = CLASSES[model.__name__][1].body
    for node, after in zip(body, [*body[1:], None], strict=True):
        if (
            isinstance(node, ast.AnnAssign)
            and not ast.unparse(node.annotation).startswith("ClassVar")
            and model is not Entity
        ):
            assert isinstance(after, ast.Expr), ast.unparse(node)
            assert isinstance(after.value, ast.Constant), ast.unparse(node)
            said = after.value.value
            assert isinstance(said, str)
            assert "\n" not in said, said
            assert said.endswith("."), said


@every_model
def test_model_builds(model: type[Entity]) -> None:
    model.model_rebuild(force=True, raise_errors=True)
    assert model.__pydantic_complete__


@every_model
def test_identity_is_a_field(model: type[Entity]) -> None:
    assert model.identity in {None, "id", *model.model_fields}


def unions_in(annotation: Any) -> Iterator[list[Any]]:
    """The members of every union in an annotation, without ``None``."""
    if get_origin(annotation) in (Union, types.UnionType):
        yield [member for member in get_args(annotation) if member is not type(None)]
    for part in get_args(annotation):
        yield from unions_in(part)


@every_model
def test_union_is_an_open_enum_or_nothing(model: type[Entity]) -> None:
    for name, field in model.model_fields.items():
        for members in unions_in(field.annotation):
            if len(members) > 1:
                enum, *rest = members
                assert issubclass(enum, StrEnum), (name, members)
                assert rest == [str], (name, members)


@every_model
def test_list_or_dict_is_empty_rather_than_none(model: type[Entity]) -> None:
    for name, field in model.model_fields.items():
        origin = get_origin(field.annotation)
        if origin in (list, dict):
            assert field.is_required() or field.get_default(call_default_factory=True) == origin(), name
        else:
            assert not any(get_origin(one) in (list, dict) for some in unions_in(field.annotation) for one in some), (
                name
            )


@every_model
def test_required_field_can_be_blanked(model: type[Entity]) -> None:
    for name, field in model.model_fields.items():
        if not field.is_required():
            continue
        declared = field.annotation
        for members in unions_in(declared):
            declared = members[-1]
        kind = get_origin(declared) or declared
        assert isinstance(kind, type), name
        assert issubclass(kind, str | int | float | datetime | Entity | list | dict), (name, kind)


@every_model
def test_optional_scalar_is_none_false_or_nothing(model: type[Entity]) -> None:
    for name, field in model.model_fields.items():
        if not field.is_required() and get_origin(field.annotation) not in (list, dict):
            assert field.default in (None, False, 0, ""), name
