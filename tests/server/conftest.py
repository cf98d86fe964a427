"""What several tests of the server ask: the small world, served."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from explorer.landscape import Landscape
from explorer.server import create_app


@pytest.fixture(scope="module")
def client(small_world: Landscape) -> FlaskClient:
    client: FlaskClient = create_app(small_world).server.test_client()
    return client
