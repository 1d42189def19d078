"""Prints what the library does when things go wrong: ``python -m tests.faults`` (``make faults``).

Ends with 1 if anything was lost, leaked, hung, raised outside the error tree, or came out otherwise than it should.
"""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
import json
import sys

from tests.faults.rows import WAYS, Outcome, Problem, Row, Way, all_rows
from tests.faults.table import PAGE, Line, as_json, harms, page, print_table

LONGEST_ROW = 90.0
"""Seconds after which a row that hangs takes the program down with it, showing where."""


async def run(rows: list[Row], *, quiet: bool) -> list[Line]:
    """Every row, every way."""
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        if not quiet and sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{number}/{len(rows)} {row.group}: {row.name}"[:120])
        lines.append(Line(row, {str(way): await _run(row, way) for way in WAYS}))
    if not quiet and sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    return lines


async def _run(row: Row, way: Way) -> Outcome:
    faulthandler.dump_traceback_later(LONGEST_ROW, exit=True)
    try:
        return await row.run(way)
    except Exception as error:
        return Outcome(type(error).__name__, problems=[Problem("outside", repr(error))])
    finally:
        faulthandler.cancel_dump_traceback_later()


def main() -> int:
    """Make the table, and say whether all is well."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.parent.name}/{PAGE.name} as well")
    parser.add_argument("--only", metavar="WORD", default="", help="only rows with this word in their group or name")
    asked = parser.parse_args()
    if asked.only and asked.write:
        parser.error("the page has every row; leave out --only")
    rows = [row for row in all_rows() if asked.only in f"{row.group}: {row.name}"]
    lines = asyncio.run(run(rows, quiet=asked.json))
    if asked.json:
        json.dump(as_json(lines), sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        print_table(lines, sys.stdout)
    if asked.write:
        PAGE.write_text(page(lines), encoding="utf-8")
    return int(not lines or any(harms(lines).values()))


if __name__ == "__main__":
    sys.exit(main())
