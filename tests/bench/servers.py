"""A page and a landscape's folder in; a server process that answers, how long that took and what it holds; requests
that the page made in, how fast they are answered out.
"""

from __future__ import annotations

import csv
import http.client
import re
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]


class NotRunning(Exception):
    """Why a server did not come up."""


@dataclass(frozen=True)
class Server:
    address: str
    started: float
    """ms from the start of the process to its first answer."""
    process: subprocess.Popen[str]

    def memory(self) -> float:
        """MB of memory the process holds now."""
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, text=True)
        return int(told.stdout) / 1024


def command(page: str, folder: Path) -> list[str]:
    if page == "explorer":
        return [sys.executable, "app.py", "--data", str(folder), "--port", "0"]
    if page.startswith("workers "):
        return [sys.executable, "-m", "tests.bench.workers", page.removeprefix("workers "), str(folder)]
    return [sys.executable, "-m", "tests.bench.yardsticks", page, str(folder)]


@contextmanager
def serving(page: str, folder: Path, patience: float) -> Iterator[Server]:
    """A server while the block lasts; raises NotRunning where it does not answer within so many seconds."""
    with tempfile.TemporaryFile("w+") as complaints:
        began = time.perf_counter()
        process = subprocess.Popen(
            command(page, folder), cwd=ROOT, stdout=subprocess.PIPE, stderr=complaints, text=True, bufsize=1
        )
        try:
            address = _address(process, began + patience)
            if address:
                _first_answer(address, began + patience)
            if not address:
                complaints.seek(0)
                last = complaints.read().strip().splitlines()[-1:]
                raise NotRunning(last[0][:200] if last else f"no answer within {patience:.0f} s of its start")
            yield Server(address, (time.perf_counter() - began) * 1000, process)
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(process: subprocess.Popen[str], end: float) -> str | None:
    """What the process says it runs at; None where it ends or says nothing in time."""
    assert process.stdout is not None
    while (left := end - time.perf_counter()) > 0:
        if not select.select([process.stdout], [], [], left)[0]:
            return None
        line = process.stdout.readline()
        if not line:
            return None
        if found := re.search(r"runs at (http://\S+)", line):
            return found.group(1)
    return None


def _first_answer(address: str, end: float) -> None:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.netloc, timeout=max(1, end - time.perf_counter()))
    try:
        connection.request("GET", "/", headers={"Accept-Encoding": "br, gzip"})
        answer = connection.getresponse()
        answer.read()
    except OSError as error:
        raise NotRunning(f"its first answer failed: {error}") from error
    finally:
        connection.close()
    if answer.status != 200:
        raise NotRunning(f"its first answer had the status {answer.status}")


# --- how fast it answers -------------------------------------------------------------------------------------------

SAMPLES = 120
PATIENCE = 15.0
"""Seconds that one page's requests are repeated at most."""


def latencies(
    address: str, made: Sequence[Mapping[str, Any]], picked: Sequence[str], ids: Sequence[str]
) -> list[float]:
    """ms until each of many requests was answered: the page's own, about ever other records than those picked.

    A record is asked about once, so that what a server remembers of it does not count. Raises OSError and
    http.client.HTTPException where it breaks off, and NotRunning where an answer is an error.
    """
    found = []
    end = time.perf_counter() + PATIENCE
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    for number in range(SAMPLES + 5):
        request = made[number % len(made)]
        other = ids[number * 37 % len(ids)]
        path, body = (_about(request[part], picked, other) for part in ("path", "body"))
        headers = {"Accept-Encoding": "br, gzip"} | ({"Content-Type": "application/json"} if body else {})
        began = time.perf_counter()
        connection.request(request["method"], path, body.encode() or None, headers)
        answer = connection.getresponse()
        answer.read()
        if number >= 5:  # the first ones warm the connection up
            found.append((time.perf_counter() - began) * 1000)
        if answer.status >= 400:
            raise NotRunning(f"{path[:60]} was answered with {answer.status}")
        if time.perf_counter() > end and found:
            break
    connection.close()
    return found


def _about(text: str, picked: Sequence[str], other: str) -> str:
    for id in picked:
        text = re.sub(rf"(?<![\w-]){re.escape(id)}(?![\w-])", other, text)
    return text


def ids_of(folder: Path) -> list[str]:
    """Ids of a landscape's events and actors."""
    found = []
    for name in ("events", "actors"):
        with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:  # noqa: PTH123 - csv wants newline=""
            found += [row["id"] for row in csv.DictReader(file)]
    return found


# --- how fast it loads ---------------------------------------------------------------------------------------------

_LOAD = """
import resource, sys, time
from pathlib import Path
from explorer.data.load import load_landscape
began = time.process_time()
load_landscape(Path(sys.argv[1]))
unit = 1024 ** 2 if sys.platform == "darwin" else 1024
print((time.process_time() - began) * 1000, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)
"""


def loading(folder: Path) -> tuple[float, float]:
    """ms of the processor that load_landscape takes in a process of its own, and the most MB that it ever held."""
    told = subprocess.run(
        [sys.executable, "-c", _LOAD, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    took, most = told.stdout.split()
    return float(took), float(most)
