"""Lists of blocked domains: read, written, compared, and what would have to change for one to become the other."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

from ...core.errors import ConfigurationError
from ...core.shapes import is_json_array, is_json_object
from .csv_files import CsvSource, read_flag, read_text

if TYPE_CHECKING:
    from ...models import AdminDomainBlock, DomainBlock

Severity: TypeAlias = Literal["noop", "silence", "suspend"]
HARSHNESS: Final[Mapping[str, int]] = {"noop": 0, "silence": 1, "suspend": 2}


@dataclass(slots=True, frozen=True)
class BlockedDomain:
    """A domain, and how it is treated.

    Attributes:
        domain: the domain, in lower case and ASCII.
        severity: ``suspend`` shuts it out, ``silence`` limits it, ``noop`` does neither.
        reject_media: whether its media are refused.
        reject_reports: whether its reports are refused.
        public_comment: why, for everybody.
        private_comment: why, for moderators; files do not have it.
        obfuscate: whether it is shown garbled in public.
    """

    domain: str
    severity: Severity = "suspend"
    reject_media: bool = False
    reject_reports: bool = False
    public_comment: str = ""
    private_comment: str = ""
    obfuscate: bool = False

    def is_as_harsh_as(self, other: BlockedDomain) -> bool:
        """Whether nothing that the other keeps out would come in."""
        if self.severity == "suspend":
            return True
        return (
            HARSHNESS[self.severity] >= HARSHNESS[other.severity]
            and self.reject_media >= other.reject_media
            and self.reject_reports >= other.reject_reports
        )

    def treats_as(self, other: BlockedDomain) -> bool:
        """Whether it is treated just as the other; comments count, but one that is not given does not."""
        if self.severity != other.severity or self.obfuscate != other.obfuscate:
            return False
        if self.public_comment and self.public_comment != other.public_comment:
            return False
        flags = (self.reject_media, self.reject_reports) == (other.reject_media, other.reject_reports)
        return flags or self.severity == "suspend"


COLUMNS = ("domain", "severity", "reject_media", "reject_reports", "public_comment", "obfuscate")
"""What Mastodon writes of each block, with ``#`` before."""


@dataclass(slots=True)
class Blocklist(Mapping[str, BlockedDomain]):
    """Blocked domains, by domain.

    Attributes:
        unusable: what was left out, and why: hidden behind ``*``, no domain, or told twice in different ways.
    """

    unusable: dict[str, str] = field(default_factory=dict[str, str])
    _blocks: dict[str, BlockedDomain] = field(default_factory=dict[str, BlockedDomain])

    def __getitem__(self, domain: str) -> BlockedDomain:
        return self._blocks[domain]

    def __iter__(self) -> Iterator[str]:
        return iter(self._blocks)

    def __len__(self) -> int:
        return len(self._blocks)

    @classmethod
    def of(cls, blocks: Iterable[BlockedDomain | DomainBlock | AdminDomainBlock | str]) -> Blocklist:
        """A list of blocks, of what ``get_instance_domain_blocks`` or ``admin.get_domain_blocks`` gives, or of domains.

        Where a domain is in it twice, the harsher block counts.
        """
        made = cls()
        for block in blocks:
            made._add(_blocked(block))
        return made

    def _add(self, block: BlockedDomain) -> None:
        domain = normal_domain(block.domain)
        if domain is None:
            hidden = "*" in block.domain
            self.unusable[block.domain] = "parts of it are hidden" if hidden else "this is no domain"
            return
        known = self._blocks.get(domain)
        if known is None or not known.is_as_harsh_as(block):
            self._blocks[domain] = replace(block, domain=domain)

    def to_csv(self) -> str:
        """The list as Mastodon's administration exports and imports it, byte for byte."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([f"#{column}" for column in COLUMNS])
        for block in self.values():
            cells = (getattr(block, column) for column in COLUMNS)
            writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in cells])
        return text.getvalue()

    def to_json(self) -> str:
        """The list as JSON: an array of objects, each with the attributes of a ``BlockedDomain``."""
        names = [one.name for one in fields(BlockedDomain)]
        blocks = [{name: getattr(block, name) for name in names} for block in self.values()]
        return json.dumps(blocks, ensure_ascii=False, indent=2) + "\n"


def normal_domain(domain: str) -> str | None:
    """A domain in lower case and ASCII; ``None`` if it is none, or only the end of one, as ``com`` is."""
    text = domain.strip().rstrip(".").lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).lower().replace("\u3002", ".")
        if any(unicodedata.category(letter) in ("Cf", "Cc") for letter in text):
            return None  # nobody can see which domain is meant
        # As Mastodon; Python's own IDNA takes some letters for others, and so leads to other domains (ß, ς).
        text = ".".join(one if one.isascii() else f"xn--{one.encode('punycode').decode()}" for one in text.split("."))
    labels = text.split(".")
    good = len(labels) > 1 and len(text) < 254 and not labels[-1].isdecimal()
    return text if good and all(_is_label(label) for label in labels) else None


def _is_label(label: str) -> bool:
    return 0 < len(label) < 64 and label.replace("-", "a").replace("_", "a").isalnum() and label.isascii()


def _blocked(block: BlockedDomain | DomainBlock | AdminDomainBlock | str) -> BlockedDomain:
    if isinstance(block, BlockedDomain):
        return block
    if isinstance(block, str):
        return BlockedDomain(block)
    said: dict[str, Any] = vars(block)  # what could not be read of an entity is not there
    return BlockedDomain(
        domain=str(said.get("domain", "")),
        severity=_severity(said.get("severity")),
        reject_media=bool(said.get("reject_media")),
        reject_reports=bool(said.get("reject_reports")),
        public_comment=said.get("public_comment") or said.get("comment") or "",
        private_comment=said.get("private_comment") or "",
        obfuscate=bool(said.get("obfuscate")),
    )


def _severity(said: Any) -> Severity:
    """How a domain is treated; as Mastodon, the harshest where it is not said."""
    text = str(getattr(said, "value", said) or "suspend").strip().lower()
    if text not in HARSHNESS:
        raise ConfigurationError(f"{text!r:.60} is no severity; these are: {', '.join(HARSHNESS)}")
    return cast("Severity", text)


def read_blocklist(source: CsvSource) -> Blocklist:
    """Read a list of blocked domains.

    It takes Mastodon's CSV (``#domain,#severity,...``, with all of the columns or only the first), domains one per
    line, and JSON: an array of domains, or of objects with ``domain``, as the servers' APIs and GoToSocial's export
    give them.

    Args:
        source: the file's path, as a ``Path``; or what is in it, as ``str`` or ``bytes``.

    Raises:
        ConfigurationError: it is none of these, or cannot be read.
    """
    text = read_text(source).removeprefix("\ufeff").strip()
    rows = _from_json(text) if text.startswith("[") else _from_csv(text)
    return Blocklist.of(rows)


def _from_json(text: str) -> Iterator[BlockedDomain]:
    try:
        document: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"the list begins like JSON, and is none: {error}") from None
    for entry in document if is_json_array(document) else ():
        if isinstance(entry, str):
            yield BlockedDomain(entry)
        elif is_json_object(entry) and isinstance(entry.get("domain"), str):
            cells = {name: value if isinstance(value, str) else json.dumps(value) for name, value in entry.items()}
            yield _from_cells({name: "" if value == "null" else value for name, value in cells.items()})
        else:
            raise ConfigurationError(f"{entry!r:.80} is no blocked domain")


def _from_csv(text: str) -> Iterator[BlockedDomain]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: tuple[str, ...] = ("domain",)
    try:
        for number, cells in enumerate(reader):
            if number == 0 and cells and cells[0].strip().lstrip("#").lower() == "domain":
                columns = tuple(cell.strip().lstrip("#").lower() for cell in cells)
            elif any(cell.strip() for cell in cells):
                yield _from_cells(dict(zip(columns, cells, strict=False)))
    except csv.Error as error:
        raise ConfigurationError(f"line {reader.line_num} is no CSV: {error}") from None


def _from_cells(cells: Mapping[str, str]) -> BlockedDomain:
    return BlockedDomain(
        domain=cells.get("domain", "").strip(),
        severity=_severity(cells.get("severity")),
        reject_media=bool(read_flag(cells.get("reject_media"))),
        reject_reports=bool(read_flag(cells.get("reject_reports"))),
        public_comment=(cells.get("public_comment") or cells.get("comment") or "").strip(),
        private_comment=cells.get("private_comment", "").strip(),
        obfuscate=bool(read_flag(cells.get("obfuscate"))),
    )


@dataclass(slots=True, frozen=True)
class BlocklistDiff:
    """What is different between two lists.

    Attributes:
        added: what only the new one has.
        removed: what only the old one has.
        changed: what both have and treat in different ways: old and new.
        same: how many they treat alike.
    """

    added: tuple[BlockedDomain, ...] = ()
    removed: tuple[BlockedDomain, ...] = ()
    changed: tuple[tuple[BlockedDomain, BlockedDomain], ...] = ()
    same: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def diff_blocklists(old: Blocklist, new: Blocklist) -> BlocklistDiff:
    """Compare two lists of blocked domains.

    Args:
        old: what there is.
        new: what it is compared with.
    """
    both = [(old[domain], new[domain]) for domain in new if domain in old]
    changed = tuple(pair for pair in both if not pair[1].treats_as(pair[0]))
    return BlocklistDiff(
        added=tuple(block for domain, block in new.items() if domain not in old),
        removed=tuple(block for domain, block in old.items() if domain not in new),
        changed=changed,
        same=len(both) - len(changed),
    )


ChangeKind: TypeAlias = Literal["add", "change", "remove"]


@dataclass(slots=True, frozen=True)
class BlocklistChange:
    """A change of a list.

    Attributes:
        kind: ``add``, ``change`` or ``remove``.
        block: the block as it is to be, or, if it is to be removed, as it is.
        was: the block as it is; ``None`` if there is none.
    """

    kind: ChangeKind
    block: BlockedDomain
    was: BlockedDomain | None = None


@dataclass(slots=True, frozen=True)
class BlocklistPlan:
    """What has to be done for a list to become as wanted.

    Attributes:
        changes: what is to be done.
        left_out: what is not done, and why, by domain.
        same: how many are as wanted already.
    """

    changes: tuple[BlocklistChange, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict[str, str])
    same: int = 0

    def __bool__(self) -> bool:
        return bool(self.changes)


def plan_blocklist(
    present: Blocklist, wanted: Blocklist, *, own_domain: str = "", remove: bool = False, weaken: bool = False
) -> BlocklistPlan:
    """Say what has to be done for one list to become as another.

    The server's own domain, and what it is below, is never blocked. What may be one of the domains of which the wanted
    list hides parts is never lifted.

    Args:
        present: what there is.
        wanted: what there is to be.
        own_domain: the server's own domain.
        remove: lift blocks that are not wanted; else they stay.
        weaken: also make blocks milder; else they stay as they are where that would let more in, and what is garbled in
            public stays so.

    Raises:
        ConfigurationError: all blocks would be lifted, as the wanted list has no domain.
    """
    if remove and present and not wanted:
        raise ConfigurationError("the list has no domain that could be used; it would lift every block")
    own_domain = normal_domain(own_domain) or own_domain
    diff = diff_blocklists(present, wanted)
    left_out = dict(wanted.unusable)
    changes: list[BlocklistChange] = []
    for block in diff.added:
        if own_domain == block.domain or own_domain.endswith(f".{block.domain}"):
            left_out[block.domain] = "this is the server's own domain"
        else:
            changes.append(BlocklistChange("add", block))
    same = diff.same
    for was, wish in diff.changed:
        # A list of domains alone says nothing of how they are shown.
        block = wish if weaken or not was.obfuscate else replace(wish, obfuscate=True)
        if block.treats_as(was):
            same += 1
        elif weaken or block.is_as_harsh_as(was):
            changes.append(BlocklistChange("change", block, was))
        else:
            left_out[block.domain] = f"the block would become milder than it is ({was.severity})"
    hidden = [_pattern(domain) for domain in wanted.unusable if "*" in domain]
    for block in diff.removed if remove else ():
        if any(pattern.fullmatch(block.domain) for pattern in hidden):
            left_out[block.domain] = "it may be one that the list hides parts of"
        else:
            changes.append(BlocklistChange("remove", block, block))
    return BlocklistPlan(tuple(changes), left_out, same)


def _pattern(hidden: str) -> re.Pattern[str]:
    """What a domain looks like of which parts are hidden behind ``*``."""
    parts = re.split(r"\*+", hidden.strip().rstrip(".").lower())
    return re.compile(".*".join(re.escape(part) for part in parts))


@dataclass(slots=True)
class BlocklistReport:
    """What was done to a list.

    Attributes:
        plan: what was to be done.
        dry_run: whether it was only tried: ``done`` is then what would have been.
        done: what was done.
        failed: what could not be done, and why, by domain.
    """

    plan: BlocklistPlan
    dry_run: bool = False
    done: list[BlocklistChange] = field(default_factory=list[BlocklistChange])
    failed: dict[str, str] = field(default_factory=dict[str, str])


OnChange: TypeAlias = Callable[[BlocklistChange, BlocklistReport], object]
"""Called with each change that was made, would be made, or failed, and all until now."""
