"""What is compared with LibreOffice's rendering needs LibreOffice: `make office` gets it and runs this."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("EXPLORER_OFFICE") else ["test_*.py"]
