"""Programs from PyPI that are written for Mastodon.py, each in an environment of its own that has no Mastodon.py.

What is changed of a program is its import, in a copy of its source.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".venv-programs"
"""Where environments are kept from one run to the next; git does not see it."""
OURS = ("anyio", "h11", "httpcore2", "httpx2", "idna", "pydantic", "pydantic_core", "truststore", "wsproto")
OURS += ("annotated-types", "typing-inspection", "typing_extensions")
"""What Howdah itself needs, in the versions of ``constraints.txt``."""
LONGEST_INSTALL = 240.0
IMPORTS = (
    (re.compile(r"^from mastodon import", re.MULTILINE), "from howdah.compat.mastodon_py import"),
    (re.compile(r"^from mastodon\.", re.MULTILINE), "from howdah.compat.mastodon_py."),
    (re.compile(r"^import mastodon$", re.MULTILINE), "import howdah.compat.mastodon_py as mastodon"),
)


class NotInstallable(Exception):
    """The program could not be had."""


@dataclass(frozen=True)
class Program:
    """A program and all that it needs, but for Mastodon.py.

    Attributes:
        name: what it is called on PyPI.
        version: which one.
        source: its module or package.
        needs: everything else that it imports, pinned.
    """

    name: str
    version: str
    source: str
    needs: tuple[str, ...]

    def pins(self) -> list[str]:
        """All that is installed."""
        ours = {name.lower() for name in OURS}
        lines = (ROOT / "constraints.txt").read_text().splitlines()
        known = [line for line in lines if line.partition("==")[0].lower() in ours]
        names = {pin.partition("==")[0].lower() for pin in self.needs}
        return sorted([f"{self.name}=={self.version}", *self.needs]) + sorted(
            pin for pin in known if pin.partition("==")[0].lower() not in names
        )

    def installed(self) -> Path:
        """The environment's Python; it is made anew when the pins have changed.

        Raises:
            NotInstallable: pip says no, or takes too long.
        """
        place = ENVIRONMENTS / f"{self.name}-{sys.version_info.major}.{sys.version_info.minor}"
        python = place / "bin" / "python"
        mark = place / "pins"
        wanted = "\n".join(self.pins())
        if not mark.is_file() or mark.read_text() != wanted:
            venv.create(place, clear=True, with_pip=True)
            install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
            try:
                done = subprocess.run(
                    [*install, *self.pins()], capture_output=True, text=True, timeout=LONGEST_INSTALL, check=False
                )
            except subprocess.TimeoutExpired as error:
                raise NotInstallable(f"{self.name} took too long to install") from error
            if done.returncode:
                raise NotInstallable(f"{self.name} cannot be installed: {done.stderr[-500:]}")
            mark.write_text(wanted)
        return python

    def with_our_import(self, folder: Path) -> None:
        """Copy its source to a folder, with the import changed and nothing else."""
        source = next(self.installed().parents[1].glob(f"lib/python*/site-packages/{self.source}"))
        files = [source] if source.is_file() else sorted(source.rglob("*.py"))
        for file in files:
            text = file.read_text("utf-8")
            for pattern, instead in IMPORTS:
                text = pattern.sub(instead, text)
            copied = folder / file.relative_to(source.parent)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_text(text, "utf-8")

    def started(self, folder: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Start it from its changed copy, in a folder of its own."""
        environment: Mapping[str, str] = {
            **{name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ},
            "HOME": str(folder),
            "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT / "src")]),
            "PYTHONWARNINGS": "ignore",
            "PYTHONUNBUFFERED": "1",
            **variables,
        }
        return subprocess.Popen(
            [str(self.installed()), *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


FEEDIVERSE = Program(
    "feediverse",
    "0.4.1",
    "feediverse.py",
    (
        "beautifulsoup4==4.15.0",
        "certifi==2026.10.18",
        "charset-normalizer==3.5.2",
        "feedparser==6.0.14",
        "feedparser-sgmllib==2.1.0",
        "python-dateutil==4.0.0",
        "PyYAML==6.0.3",
        "requests==2.34.2",
        "soupsieve==4.1.2",
        "tzdata==2026.6",
        "urllib3==2.8.0",
    ),
)
MASTODON_ARCHIVE = Program(
    "mastodon-archive",
    "1.4.8",
    "mastodon_archive",
    # dateutil came with Mastodon.py
    ("html2text==2025.4.15", "packaging==26.3", "progress==1.6.1", "python-dateutil==4.0.0", "tzdata==2026.6"),
)
ANANAS = Program(
    "ananas",
    "1.1.0",
    "ananas",
    (
        "certifi==2026.10.18",
        "charset-normalizer==3.5.2",
        "configobj==5.0.9",
        "more-itertools==11.2.1",
        "requests==2.34.2",
        "urllib3==2.8.0",
    ),
)
