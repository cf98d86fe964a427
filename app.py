"""Serves the page: `python app.py DIR --host 127.0.0.1 --port 8050`; `app:server` for a WSGI server.

Under a WSGI server the environment says what the options say here: EXPLORER_DATA, a landscape's folder or file or a
folder of landscapes, and EXPLORER_BASE_URL, EXPLORER_TRUST_PROXY, EXPLORER_EMBED, EXPLORER_MEMORY, EXPLORER_STRICT,
EXPLORER_EDIT (explorer/server/settings.py).
"""

import gc
import os
import sys

gc.disable()  # as in explorer/__main__.py

from explorer.cli import serve, wsgi_server  # noqa: E402

gc.freeze()
gc.enable()

if __name__ == "__main__":
    sys.exit(serve())
else:
    server = wsgi_server(os.environ)
