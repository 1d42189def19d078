"""A browser for ``BROWSER``: opens an address, logs in as whom the environment says, and follows where that leads."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.cli.terminal import log_in_by_browser

if __name__ == "__main__":
    page = log_in_by_browser(sys.argv[1], username=os.environ["BROWSED_BY"])
    Path(os.environ["BROWSED_TO"]).write_text(f"{page.status_code} {page.url}\n{page.text}", encoding="utf-8")
