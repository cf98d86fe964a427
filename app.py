"""Serves the page: `python app.py --data DIR --host 127.0.0.1 --port 8050`; `app:server` for a WSGI server.

Under a WSGI server the landscape is the bundled one, or the folder or file in the environment's EXPLORER_DATA.
"""

import os
import sys
from pathlib import Path

from explorer.cli import BUNDLED, serve

if __name__ == "__main__":
    sys.exit(serve())
else:
    from explorer.reload import open_landscape
    from explorer.web import create_app

    server = create_app(open_landscape(Path(os.environ.get("EXPLORER_DATA", BUNDLED)))).server
