"""What is asked of other engines needs their extras: `make engines` runs it, in an environment of its own."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("EXPLORER_ENGINES") else ["test_*.py"]
