"""``howdah compat check``: what a person is told of a program written for longwei or Mastodon.py."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from howdah.cli.compat import compat
from howdah.compat.reading import python_files, read_program

COMPLETE = '''"""A bot."""

import asyncio
from dataclasses import dataclass

from longwei import APClient, Status
from longwei.exceptions import NotFoundError


@dataclass
class Bot:
    client: APClient | None = None

    async def start(self) -> None:
        self.client = await APClient.create("example.social", access_token="t")

    async def greet(self) -> Status:
        return await self.client.post_status("hello", visibility=None)


async def home(ap: "APClient") -> None:
    try:
        print(await ap.get_home_timeline(limit=5), ap.pagination["next"])
    except NotFoundError:
        pass
'''


def check(*arguments: object) -> Any:
    return CliRunner().invoke(compat, ["check", *map(str, arguments)])


def written(folder: Path, source: str, name: str = "bot.py") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")
    return file


def uses(folder: Path, source: str) -> list[tuple[str, str]]:
    """What is called on clients and taken of them."""
    program = read_program(written(folder, source))
    assert program.problem is None
    return [(use.kind, use.name) for use in program.uses if use.kind != "name"]


def test_a_program_that_runs_on_the_front_ends_with_0(tmp_path: Path) -> None:
    result = check(written(tmp_path, COMPLETE))
    assert result.exit_code == 0
    assert "- from longwei import APClient, Status" in result.output
    assert "+ from howdah.compat.longwei import APClient, Status" in result.output
    assert "+ from howdah.compat.longwei.exceptions import NotFoundError" in result.output
    for name in ("create", "post_status", "get_home_timeline"):
        assert name in result.output
    assert "0 of them missing; 2 lines to change" in result.output


def test_what_the_front_lacks_is_told_with_its_line_and_ends_with_1(tmp_path: Path) -> None:
    calls = "ap = APClient('x')\nap.levitate()\nap.get_status('1', upside_down=True)\n"
    file = written(tmp_path, f"from longwei import APClient, Unheard\n{calls}")
    result = check(file)
    assert result.exit_code == 1
    assert f"{file}:1: howdah.compat.longwei has no Unheard" in result.output
    assert f"{file}:3: APClient has no levitate" in result.output
    assert f"{file}:4: get_status takes no upside_down=" in result.output


def test_one_json_document_says_it_all(tmp_path: Path) -> None:
    file = written(
        tmp_path, "import longwei\n\nap = longwei.APClient('x', client=None)\nap.get_status('1')\nap.fly()\n"
    )
    result = check(file, "--json")
    document = json.loads(result.output)
    assert result.exit_code == 1
    assert document["files"] == 1
    assert not document["complete"]
    assert document["changes"] == [
        {"file": str(file), "line": 1, "before": "import longwei", "after": "from howdah.compat import longwei"}
    ]
    found = [(use["kind"], use["name"], use["line"], use["there"]) for use in document["uses"]]
    assert found == [("client", "APClient", 3, True), ("call", "get_status", 4, True), ("call", "fly", 5, False)]
    assert document["uses"][2]["lacking"] == "APClient has no fly"


def test_a_file_that_is_no_python_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    broken = written(tmp_path, "def (:\n", "a.py")
    (tmp_path / "b.py").write_bytes(b"# -*- coding: utf-8 -*-\nx = '\xff\xfe'\n")
    (tmp_path / "c.py").write_bytes(b"\0")
    written(tmp_path, COMPLETE, "d.py")
    result = check(tmp_path)
    assert result.exit_code == 1
    assert f"{broken} cannot be read: SyntaxError" in result.output
    assert "3 files cannot be read" in result.output
    assert "get_home_timeline" in result.output


def test_a_file_that_is_nested_too_deeply_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = ast.parse

    def out_of_memory(source: str, *args: Any, **kwargs: Any) -> Any:
        if source.startswith("x = -"):
            raise MemoryError
        return parse(source, *args, **kwargs)

    monkeypatch.setattr(ast, "parse", out_of_memory)
    broken = written(tmp_path, "x = -------1", "a.py")
    written(tmp_path, COMPLETE, "d.py")
    result = check(tmp_path)
    assert result.exit_code == 1
    assert f"{broken} cannot be read: MemoryError\n" in result.output
    assert "get_home_timeline" in result.output


def test_what_a_class_of_ones_own_adds_is_not_missing(tmp_path: Path) -> None:
    source = """from longwei import APClient
class Bot(APClient):
    mood = "fine"
    def __init__(self, where, *, loud): super().__init__(where); self.loud = loud
    async def greet(self): await self.post_status("hi"); await self.levitate()
class Louder(Bot): ...
async def main():
    bot = Louder("s", loud=True)
    print(bot.mood, bot.loud, await bot.greet(), bot.instance_type)
    bot.fly()
"""
    result = check(written(tmp_path, source))
    assert result.exit_code == 1
    lacking = [line.rpartition(": ")[2] for line in result.output.splitlines() if "has no" in line]
    assert lacking == ["APClient has no levitate", "APClient has no fly"]


def test_a_star_takes_everything_and_is_held_against_the_front(tmp_path: Path) -> None:
    result = check(written(tmp_path, "from longwei import *\nfrom longwei.models import *\nAPClient('s').fly()\n"))
    assert result.exit_code == 1
    assert "APClient has no fly" in result.output
    assert "4 uses found, 1 of them missing; 2 lines to change" in result.output
    result = check(written(tmp_path, "from longwei.unheard import *\n"))
    assert (result.exit_code, "howdah.compat.longwei has no unheard" in result.output) == (1, True)


def test_notebooks_are_read_cell_by_cell(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# from longwei import Nothing"]},
        {"cell_type": "code", "source": ["%pip install longwei\n", "from longwei import APClient\n"]},
        {"cell_type": "code", "source": "%%bash\nls 'unfinished"},
        {"cell_type": "code", "source": "if True:\n    !ls\nap = await APClient.create('s')\nawait ap.fly()"},
    ]
    file = written(tmp_path, json.dumps({"cells": cells, "nbformat": 4, "metadata": None}), "a.ipynb")
    for path in (file, tmp_path):
        result = check(path)
        assert result.exit_code == 1
        assert "+ from howdah.compat.longwei import APClient" in result.output
        assert "APClient has no fly" in result.output
        assert "cannot be read" not in result.output
    for broken in ("{", "[]", '{"cells": 1}', '{"cells": [{"cell_type": "code"}]}'):
        assert "cannot be read" in check(written(tmp_path, broken, "a.ipynb")).output


def test_wrong_arguments_end_with_2(tmp_path: Path) -> None:
    assert check(tmp_path / "nowhere").exit_code == 2
    assert check().exit_code == 2
    assert check(tmp_path, "--yaml").exit_code == 2


def test_a_program_that_uses_neither_has_nothing_to_change(tmp_path: Path) -> None:
    written(tmp_path, "import os, json\nlongwei = 1\nlongwei.get_status()\n")
    result = check(tmp_path)
    assert (result.exit_code, result.output.strip()) == (
        0,
        "Nothing of longwei or Mastodon.py is used here (1 files read).",
    )


def test_folders_are_read_without_what_is_installed_or_hidden(tmp_path: Path) -> None:
    for name in ("a.py", "b/c.py", ".venv/x.py", "env/lib/y.py", "b/__pycache__/z.py", "notes.txt"):
        written(tmp_path, "", name)
    written(tmp_path, "", "env/pyvenv.cfg")
    assert [str(file.relative_to(tmp_path)) for file in python_files(tmp_path)] == ["a.py", str(Path("b", "c.py"))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import longwei", "from howdah.compat import longwei"),
        ("import longwei as lw", "from howdah.compat import longwei as lw"),
        ("import os, longwei", "import os; from howdah.compat import longwei"),
        ("import longwei.models", "from howdah.compat import longwei"),
        ("import longwei.models as m", "import howdah.compat.longwei.models as m"),
        ("from longwei import (", "from howdah.compat.longwei import ("),
        ("from longwei.enums import Visibility  # who", "from howdah.compat.longwei.enums import Visibility  # who"),
        ("import mastodon", "from howdah.compat import mastodon_py as mastodon"),
        ("import mastodon as m", "from howdah.compat import mastodon_py as m"),
        ("import longwei; x = 1  # é", "from howdah.compat import longwei; x = 1  # é"),
        ("import longwei.models, longwei.enums", "from howdah.compat import longwei"),
        ("from longwei import *", "from howdah.compat.longwei import *"),
        ("from mastodon import Mastodon", "from howdah.compat.mastodon_py import Mastodon"),
        ("from mastodon.Mastodon import Mastodon", "from howdah.compat.mastodon_py import Mastodon"),
    ],
)
def test_each_way_to_import_has_its_line(tmp_path: Path, before: str, after: str) -> None:
    rest = "    APClient,\n)\n" if before.endswith("(") else ""
    (change,) = read_program(written(tmp_path, f"{before}\n{rest}")).changes
    assert (change.before, change.after, change.line) == (before, after, 1)
    compiled: Callable[..., object] = compile(f"{after}\n{rest}", "after", "exec")  # type: ignore[assignment]
    assert compiled


@pytest.mark.parametrize(
    "source",
    [
        "from longwei import APClient as C\nx = C('s')\nx.get_status('1')",
        "import longwei\nx = longwei.APClient('s')\nx.get_status('1')",
        "from longwei import APClient\nasync def f():\n    x = await APClient.create('s')\n    await x.get_status('1')",
        "from longwei import APClient\ndef f(x: APClient | None): x.get_status('1')",
        "from longwei import APClient\ndef f(x: 'list[APClient]'): x.get_status('1')",
        "from longwei import APClient\ndef f(*, x: APClient = None): (x or None).get_status('1')",
        "from longwei import APClient\nclass B:\n    def __init__(self):\n        self.c = APClient('s')\n"
        "    def f(self): self.c.get_status('1')",
        "from longwei import APClient\nclass B:\n    def f(self): self.b.c.get_status('1')\n"
        "    def __init__(self, c: APClient): self.c = c",
        "from longwei import APClient\ndef make(): return APClient('s')\nmake().get_status('1')",
        "from longwei import APClient\nasync def make() -> APClient: ...\n"
        "async def f():\n    async with make() as x:\n        await x.get_status('1')",
        "from longwei import APClient\nwith APClient('s') as x:\n    y = x\n    y.get_status('1')",
        "from longwei import APClient\nif (x := APClient('s')): x.get_status('1')",
        "def f():\n    from longwei import APClient\n    x = y = APClient('s')\n    def g(): y.get_status('1')",
        "from longwei import APClient\nx: 'APClient'\nlambda: x.get_status('1')",
        "from longwei import *\nx = APClient('s')\nx.get_status('1')",
        "from longwei import APClient\nclass B(APClient):\n    def f(self): self.get_status('1')",
        "from longwei import APClient\nclass B(APClient): ...\nclass C(B): ...\nC('s').get_status('1')",
        "from longwei import APClient\nclass B(APClient):\n    def f(self): super().get_status('1')",
        "from longwei import APClient\nclass B(APClient):\n    @classmethod\n    async def make(cls):\n"
        "        x = await cls.create('s')\n        await x.get_status('1')",
        "from longwei import APClient\nx = APClient('s') if True else None\n[x.get_status(i) for i in '12']",
    ],
)
def test_clients_are_followed_by_their_names(tmp_path: Path, source: str) -> None:
    found = uses(tmp_path, source)
    assert ("call", "get_status") in found
    assert [name for kind, name in found if kind == "call" and name not in ("get_status", "create")] == []


@pytest.mark.parametrize(
    "source",
    [
        "from longwei import Status\nStatus().get_status('1')",
        "from other import APClient\nAPClient('s').get_status('1')",
        "from .longwei import APClient\nAPClient('s').get_status('1')",
        "from longwei import APClient\nclass B:\n    def get_status(self, i): ...\nB().get_status('1')",
        "from longwei import APClient\nclass B(APClient):\n    def get_status(self, i): ...\nB('s').get_status('1')",
        "from longwei import APClient\nclass B(Unknown, APClient):\n    def f(self): self.get_status('1')",
        "from longwei import APClient\nclass B(APClient):\n    @staticmethod\n    def f(x): x.get_status('1')",
        "from longwei import APClient\nasync def f():\n"
        "    s = await APClient('s').get_status('1')\n    s.get_status('2')",
    ],
)
def test_what_is_no_client_is_not_taken_for_one(tmp_path: Path, source: str) -> None:
    assert uses(tmp_path, source).count(("call", "get_status")) == source.count("await APClient")


def test_mastodon_py_is_held_against_its_front(tmp_path: Path) -> None:
    calls = "mastodon = Mastodon(access_token='t')\nmastodon.status_post('x')\nmastodon.fly()\n"
    result = check(written(tmp_path, f"from mastodon import Mastodon\n{calls}"), "--json")
    document = json.loads(result.output)
    lacking = [use["lacking"] for use in document["uses"] if use["lacking"]]
    assert result.exit_code == 1
    if find_spec("howdah.compat.mastodon_py") is None:
        assert set(lacking) == {"there is no howdah.compat.mastodon_py yet"}
    else:
        assert lacking == ["Mastodon has no fly"]


def test_no_line_of_the_program_is_run(tmp_path: Path) -> None:
    written(tmp_path, "import sys\nsys.modules['was_run'] = sys\nfrom longwei import APClient\n")
    assert check(tmp_path).exit_code == 0
    assert "was_run" not in sys.modules
