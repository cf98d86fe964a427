"""The engines that a store's tables may stand in, each begun here: a PostgreSQL server of its own, ClickHouse inside
this process (`chdb`), Spark on this machine. The same tables in each, copied from a store's file."""

from __future__ import annotations

import atexit
import gzip
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import lz4.frame
import pyarrow.parquet as parquet
import zstandard
from chdb.session import Session

from explorer.store.building.copying import columns_of, copy_store, table_made
from explorer.store.engines.address import Database
from explorer.store.engines.databases import CLICKHOUSE_SETTINGS, LiteralEngine, from_arrow
from explorer.store.engines.engine import NAME, FileEngine
from explorer.store.opened import Store, open_store
from explorer.store.schema import ASKED
from tests.store.stores import unheard

NO_SERVER = "PostgreSQL's server is not installed: apt-get install postgresql (or postgresql-15), then run this again."
AS_ROOT = "PostgreSQL's server does not run as root: run this as somebody else, or make a user called postgres."


def postgres_programs() -> Path:
    """Where a PostgreSQL server's programs are. Raises FileNotFoundError in a sentence."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not (on_path or found):
        raise FileNotFoundError(NO_SERVER)
    return Path(on_path).parent if on_path else found[-1].parent


@contextmanager
def postgres_server() -> Iterator[str]:
    """A server of our own, ended and gone afterwards; yields the address of its database, to which a schema is to be
    added. Its texts are in the order of a language, not of codes, as most servers' are."""
    programs = postgres_programs()
    with tempfile.TemporaryDirectory(prefix="policy-landscape-postgres-") as made:
        yield from _server_in(Path(made), programs)


def _server_in(folder: Path, programs: Path) -> Iterator[str]:
    runs_as = None
    if os.geteuid() == 0:
        try:
            runs_as = pwd.getpwnam("postgres")
        except KeyError:
            raise RuntimeError(AS_ROOT) from None
        os.chown(folder, runs_as.pw_uid, runs_as.pw_gid)

    def run(program: str, *words: str) -> None:
        whose = {"user": runs_as.pw_uid, "group": runs_as.pw_gid, "extra_groups": []} if runs_as else {}
        done = subprocess.run(
            [programs / program, *words], cwd=folder, capture_output=True, text=True, timeout=120, check=False, **whose
        )
        assert done.returncode == 0, done.stdout + done.stderr

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data, log = folder / "data", folder / "log"
    language = ("--locale-provider=icu", "--icu-locale=en-US", "--locale=C")
    run("initdb", "-D", f"{data}", "-U", "explorer", "--auth=trust", "--encoding=UTF8", *language)
    run(
        "pg_ctl", "-D", f"{data}", "-l", f"{log}", "-o", f"-p {port} -c listen_addresses=127.0.0.1 -k ''", "-w", "start"
    )
    try:
        yield f"postgres://explorer@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", f"{data}", "-m", "immediate", "-w", "stop")


def postgres_store(file: Path, address: str, schema: str) -> Store:
    """The tables of a store's file in a schema of a server."""
    database = Database(f"{address}/{schema}")
    copy_store(file, database, unheard)
    return open_store(database)


def clickhouse_store(file: Path, name: str) -> Store:
    """The tables of a store's file in ClickHouse inside this process, of which there is one."""
    session, store = clickhouse_session(), open_store(file)
    source = store.engine
    assert isinstance(source, FileEngine)
    session.query(f"CREATE DATABASE {name}")
    for table in ASKED:
        columns = columns_of(source, table)
        session.query(table_made(table, columns, "clickhouse").replace(f'"{table}"', f'{name}."{table}"', 1))
        told = ", ".join(f'"{column}"' if column != "rowid" else column for column, _ in columns)
        with tempfile.NamedTemporaryFile(suffix=".parquet") as rows:
            found = source.connection.cursor().sql(f"SELECT {told} FROM {NAME}.{table}").to_arrow_table()
            parquet.write_table(found, rows.name)
            session.query(f"INSERT INTO {name}.\"{table}\" SELECT * FROM file('{rows.name}', Parquet)")

    def read(asked: Any, sql: str) -> Any:
        asked.query(f"USE {name}")
        return from_arrow(asked.query(sql, "ArrowTable"))

    return Store(file, LiteralEngine("clickhouse", session, read), store.about)


@cache
def clickhouse_session() -> Any:
    session = Session()
    atexit.register(session.close)  # it ends the process with a fault where it is still open
    written = (f"{name} = '{value}'" for name, value in CLICKHOUSE_SETTINGS.items())
    session.query(f"SET {', '.join(written)}")
    return session


def spark_store(file: Path, name: str, warehouse: Path) -> Store:
    """The tables of a store's file in Spark on this machine."""
    options = {
        "spark.sql.warehouse.dir": warehouse,
        "spark.sql.shuffle.partitions": 1,
        "spark.default.parallelism": 1,
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",  # to compile a question takes longer than to answer it, of so little
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.showConsoleProgress": "false",
    }
    database = Database(f"spark:///{name}?{urlencode(options)}")
    copy_store(file, database, unheard)
    return open_store(database)


class _Door(BaseHTTPRequestHandler):
    """ClickHouse's HTTP interface, as far as a driver uses it: what it says is put to ClickHouse inside this process.

    A question stands in the address or the body and names the format of its answer; rows that are inserted stand in
    the body.
    """

    session: Any
    lock = Lock()

    def do_POST(self) -> None:
        said = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b"".join(self._chunks())
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        elif self.headers.get("Content-Encoding") == "lz4":
            body = lz4.frame.decompress(body)
        elif self.headers.get("Content-Encoding") == "zstd":
            body = zstandard.ZstdDecompressor().decompressobj().decompress(body)
        sql = said.get("query") or body.decode()
        try:
            with self.lock:
                self._answer(200, self._asked(sql, body if "query" in said else b"", said))
        except RuntimeError as error:
            self._answer(500, str(error).encode())

    do_GET = do_POST

    def _asked(self, sql: str, rows: bytes, said: dict[str, str]) -> bytes:
        self.session.query(f"USE {said.get('database', 'default')}")
        for name in CLICKHOUSE_SETTINGS.keys() & said.keys():
            self.session.query(f"SET {name} = '{said[name]}'")
        inserted = re.fullmatch(r"(INSERT INTO .*?)\s*FORMAT (\w+)\s*", sql, re.DOTALL)
        if inserted and rows:
            with tempfile.NamedTemporaryFile() as file:
                Path(file.name).write_bytes(rows)
                self.session.query(f"{inserted[1]} SELECT * FROM file('{file.name}', {inserted[2]})")
            return b""
        return bytes(self.session.query(sql, said.get("default_format", "TabSeparated")).bytes())

    def _chunks(self) -> Iterator[bytes]:
        while length := int(self.rfile.readline(), 16):
            yield self.rfile.read(length)
            self.rfile.readline()
        self.rfile.readline()

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", f"{len(body)}")
        self.send_header("X-ClickHouse-Timezone", "UTC")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def clickhouse_server() -> Iterator[str]:
    """The same ClickHouse behind a port of this machine; yields the address, to which a database is to be added."""
    _Door.session = clickhouse_session()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"clickhouse://default:geheim@127.0.0.1:{server.server_port}"
        server.shutdown()
