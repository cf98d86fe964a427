"""Where the page is found: below any path of any host, and what a stranger says about that changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from explorer.landscape import Landscape
from explorer.page.assets import ASSETS
from explorer.server import create_app
from explorer.server.settings import BadSetting, Settings, read_base_url, read_origin, settings_of

pytestmark = pytest.mark.slow

HOME = "https://policy.example/landscape/"
ROUTES = (
    "",
    "?sel=ana-reyes&at=2025-06-01",
    "about",
    "view?lanes=city",
    "network/972.svg",
    "network/358.svg",
    "timeline?first=2025-01-01&last=2025-07-01",
    "find?q=night",
    "actors",
    "cite?sel=council",
    "take/plan/network.svg",
    "take/page/1/timeline.svg",
    "take/timeline.json",
    "take/actors",
    "take/making/timeline.csv",
    "_dash-layout",
    "_dash-dependencies",
    "healthz",
)
LOST = ("nowhere", "a/b/c", "network/1.svg", "bundle/0/page.js", "a%2Fb/c", "about/")
PAGE = {"Accept": "text/html"}


class Addresses(HTMLParser):
    """Every address that a page asks for by itself or leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def mounted(landscape: Landscape) -> Client:
    """The page mounted below /landscape by a WSGI server, as SCRIPT_NAME tells it."""
    return Client(DispatcherMiddleware(_nothing, {"/landscape": create_app(landscape).server}))


def stripped(landscape: Landscape, settings: Settings = Settings()) -> Client:  # noqa: B008 - a frozen value
    """The page behind a proxy that takes /landscape off and says nothing of it."""
    return Client(stripping(create_app(landscape, settings).server))


def stripping(app: Callable[..., Any]) -> Callable[..., Any]:
    def proxy(environ: dict[str, Any], start: Any) -> Any:
        path = environ["PATH_INFO"]
        if not path.startswith("/landscape/"):
            return _nothing(environ, start)
        asked = {
            name: environ[name].removeprefix("/landscape") for name in ("RAW_URI", "REQUEST_URI") if name in environ
        }
        return app(environ | asked | {"PATH_INFO": path.removeprefix("/landscape")}, start)

    return proxy


def left_on(landscape: Landscape) -> Client:
    """The page behind a proxy that leaves /landscape on, its base address being set."""
    return Client(create_app(landscape, Settings(base_url=HOME)).server)


def _nothing(environ: dict[str, Any], start: Any) -> list[bytes]:
    start("502 Bad Gateway", [])
    return [b"not below /landscape/"]


@pytest.fixture(scope="module", params=[mounted, stripped, left_on])
def placed(request: pytest.FixtureRequest, small_world: Landscape) -> Client:
    client: Client = request.param(small_world)
    return client


def leads_out(text: str, at: str) -> list[str]:
    """Addresses in a page that leave the path the explorer stands at, but for those of sources."""
    paths = [urljoin(f"http://h{at}", address) for address in Addresses(text).found if not address.startswith("data:")]
    return [path for path in paths if path.startswith("http://h/") and not path.startswith("http://h/landscape/")]


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_answers_below_a_path_and_leads_to_nothing_outside(placed: Client, route: str) -> None:
    answer = placed.get(f"/landscape/{route}")
    assert answer.status_code == 200
    if answer.mimetype == "text/html":
        assert leads_out(answer.text, f"/landscape/{route}") == []


def test_all_that_a_page_asks_for_is_there(placed: Client) -> None:
    for page in ("", "about"):
        text = placed.get(f"/landscape/{page}").text
        asked = {urlsplit(urljoin(f"/landscape/{page}", one)).path for one in Addresses(text).found if ":" not in one}
        assert {path: placed.get(path).status_code for path in asked} == dict.fromkeys(asked, 200)
        assert len(asked) > 2


@pytest.mark.parametrize("path", LOST)
def test_a_lost_reader_is_led_back_to_the_page(placed: Client, path: str) -> None:
    answer = placed.get(f"/landscape/{path}", headers=PAGE)
    assert answer.status_code in (400, 404)
    assert leads_out(answer.text, f"/landscape/{path}") == []
    back = re.findall('<a href="([^"]*)">Back to the explorer', answer.text)
    assert [urljoin(f"http://h/landscape/{path}", way) for way in back] == ["http://h/landscape/"]


def test_the_bare_path_leads_to_the_page_below_it(small_world: Landscape) -> None:
    for client in (mounted(small_world), left_on(small_world)):
        answer = client.get("/landscape?sel=council")
        assert answer.status_code == 308
        assert urljoin("http://h/landscape", answer.headers["Location"]) == "http://h/landscape/?sel=council"


def test_no_script_asks_for_an_address_from_the_root_of_the_host() -> None:
    wrong = [
        f"{path.name}: {found}"
        for path in sorted(ASSETS.rglob("*.js"))
        for found in re.findall(
            r"""(?:fetch|answered|fetched)\((?:"/|`/)[^)]*|=> `/[^`]*""", path.read_text(encoding="utf-8")
        )
    ]
    assert wrong == []


def test_the_address_that_is_set_stands_in_citations_and_files(small_world: Landscape) -> None:
    client = stripped(small_world, Settings(base_url=HOME))
    assert client.get("/landscape/cite?sel=council").text.endswith(f"{HOME}?sel=council")
    assert client.get("/landscape/take/timeline.json?sel=council").json["shown"]["link"] == f"{HOME}?sel=council"
    assert f"{HOME}?sel=council".encode() in client.get("/landscape/take/network.html?sel=council").data.replace(
        b"&amp;", b"&"
    )


FORGED = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-For": "6.6.6.6",
    "Forwarded": "host=evil.example;proto=https",
    "X-Original-URL": "/evil",
    "X-Script-Name": "/evil",
}


EITHER = (Settings(), Settings(base_url=HOME))


@pytest.fixture(scope="module")
def either(small_world: Landscape) -> dict[Settings, FlaskClient]:
    """The page with nothing set, and with an address."""
    return {settings: create_app(small_world, settings).server.test_client() for settings in EITHER}


@pytest.mark.parametrize("settings", EITHER, ids=["nothing set", "an address set"])
@pytest.mark.parametrize("route", [*ROUTES, *LOST, "a//b"])
def test_a_forged_host_or_forwarded_header_changes_nothing(
    either: dict[Settings, FlaskClient], settings: Settings, route: str
) -> None:
    client = either[settings]
    plain, forged = (client.get(f"/{route}", headers=PAGE | headers) for headers in ({}, FORGED))
    assert (forged.status_code, forged.data, [*forged.headers]) == (plain.status_code, plain.data, [*plain.headers])
    assert b"evil" not in forged.data


def test_headers_of_a_proxy_that_is_trusted_tell_where_the_page_is(small_world: Landscape) -> None:
    client: FlaskClient = create_app(small_world, Settings(trusted_proxies=1)).server.test_client()
    told = {
        "X-Forwarded-Host": "forged.example, policy.example",
        "X-Forwarded-Proto": "http, https",
        "X-Forwarded-Prefix": "/landscape",
    }
    assert client.get("/cite?sel=council", headers=told).text.endswith(f"{HOME}?sel=council")
    lost = client.get("/a/b", headers=PAGE | told)
    assert '<a href="/landscape/">Back' in lost.text


@pytest.mark.parametrize(
    "host", ["evil<script>", "a b", "somebody@host", "host:99999", "localhost:8050", "127.0.0.1", "10.0.0.7", "[::1]"]
)
def test_a_host_that_is_no_address_or_this_machines_own_makes_no_link(small_world: Landscape, host: str) -> None:
    client = create_app(small_world, Settings(trusted_proxies=1)).server.test_client()
    assert client.get("/take/timeline.json", headers={"X-Forwarded-Host": host}).json["shown"]["link"] == ""


def test_a_proxy_that_hands_on_no_host_makes_no_link(small_world: Landscape) -> None:
    client = create_app(small_world, Settings(trusted_proxies=1)).server.test_client()
    forged = {"Host": "evil.example", "X-Forwarded-For": "6.6.6.6", "X-Forwarded-Proto": "https"}
    assert "evil" not in client.get("/cite?sel=council", headers=forged).text


def test_a_prefix_that_a_proxy_hands_on_unread_changes_nothing_where_the_address_is_set(small_world: Landscape) -> None:
    client = create_app(small_world, Settings(base_url=HOME, trusted_proxies=1)).server.test_client()
    forged = {"X-Forwarded-Prefix": "//evil.example", "X-Forwarded-Host": "evil.example"}
    lost = client.get("/nowhere", headers=PAGE | forged).text
    assert "evil" not in lost
    assert '<a href="/landscape/">Back' in lost
    assert client.get("/cite?sel=council", headers=forged).text.endswith(f"{HOME}?sel=council")


@pytest.mark.parametrize("written", ["https://h.example/länder/ä b", "https://h.example/l%C3%A4nder/%C3%A4%20b/"])
def test_a_path_of_any_letters_is_one(small_world: Landscape, written: str) -> None:
    settings = Settings(base_url=read_base_url(written.replace(" ", "%20")))
    client = create_app(small_world, settings).server.test_client()
    path = "/l%C3%A4nder/%C3%A4%20b"
    assert settings.base_url == f"https://h.example{path}/"
    assert client.get(f"{path}/").status_code == 200
    assert f'href="{path}/"' in client.get(f"{path}/nowhere", headers=PAGE).text
    assert urljoin(f"http://h{path}", client.get(path).headers["Location"]) == f"http://h{path}/"
    mount = Client(DispatcherMiddleware(_nothing, {"/lä".encode().decode("latin-1"): create_app(small_world).server}))
    assert 'href="/l%C3%A4/"' in mount.get("/lä/nowhere", headers=PAGE).text


def test_where_nobody_says_where_the_page_is_no_link_is_written(small_world: Landscape) -> None:
    client = create_app(small_world).server.test_client()
    assert client.get("/take/timeline.json").json["shown"]["link"] == ""
    assert client.get("/cite?sel=council").text.endswith(" ./?sel=council")  # the page completes it
    assert "http" not in client.get("/cite?sel=council").text


# --- settings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://policy.example/landscape", HOME),
        ("https://policy.example/landscape/", HOME),
        ("http://127.0.0.1:8050", "http://127.0.0.1:8050/"),
        ("", ""),
    ],
)
def test_a_base_address_ends_in_a_slash(written: str, read: str) -> None:
    assert read_base_url(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "policy.example",
        "javascript:alert(1)",
        "https://a@b/",
        "https://a/?x",
        "ftp://a/",
        "https://a/../b",
        "https://a/x//y",
        "https://[",
    ],
)
def test_a_base_address_that_cannot_be_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(BadSetting, match="base address"):
        read_base_url(written)


@pytest.mark.parametrize(
    "written",
    [
        "news.example",
        "https://news.example/path",
        "https://a;b",
        "*",
        "'self'",
        "https://",
        "https://[",
        "https://a:99999",
    ],
)
def test_a_site_that_cannot_embed_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(BadSetting, match="write it as"):
        read_origin(written)


def test_the_environment_says_the_same_as_the_command_line() -> None:
    said = {
        "EXPLORER_BASE_URL": "https://policy.example/landscape",
        "EXPLORER_TRUST_PROXY": "2",
        "EXPLORER_EMBED": "https://news.example https://other.example:8443",
        "EXPLORER_MEMORY": "64",
    }
    assert settings_of(said) == Settings(HOME, 2, ("https://news.example", "https://other.example:8443"), 64_000_000)
    assert settings_of({}) == Settings()


def test_only_sites_that_are_named_may_show_the_page_in_a_frame(small_world: Landscape) -> None:
    def policy(settings: Settings) -> str:
        return str(create_app(small_world, settings).server.test_client().get("/").headers["Content-Security-Policy"])

    assert "frame-ancestors 'none'" in policy(Settings())
    assert "frame-ancestors https://news.example;" in policy(Settings(embedders=("https://news.example",)))
