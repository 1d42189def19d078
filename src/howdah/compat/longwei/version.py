"""Which longwei this stands for, and what it calls itself to servers that applications are registered with."""

from __future__ import annotations

import platform
from typing import Final

__version__: Final = "2.1.5"
__display_name__: Final = "Longwei"

USER_AGENT: Final = f"{__display_name__}_v{__version__}_Python_{platform.python_version()}"
CLIENT_WEBSITE: Final = "https://pypi.org/project/longwei/"
