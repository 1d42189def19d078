"""``python -m howdah``: the same as the ``howdah`` command."""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    main()
