"""Post a picture with a text and a description for those who cannot see it.

HOWDAH_INSTANCE=example.social HOWDAH_TOKEN=... python post_with_picture.py elephant.png "An elephant" "Look!"
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from howdah import Client

picture, description, text = sys.argv[1:]
with Client(os.environ["HOWDAH_INSTANCE"], os.environ["HOWDAH_TOKEN"]) as client:
    status = client.post_status(text, media=[Path(picture)], descriptions=[description])
print(status.url)
