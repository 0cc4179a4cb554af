"""A site served for as long as it is asked, and how long its whole pages take."""

import os
import socket
import statistics
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil

from tests.benchmarks.commands import ROOT


def done(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command of the project to its end; raises where it fails."""
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)


@contextmanager
def served(
    command: Sequence[str], port: int, environment: Mapping[str, str] | None = None
) -> Iterator[psutil.Process]:
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(server, port)
        yield psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait(60)


def warm(folder: Path) -> None:
    """Read every file, so that the system holds them in memory as far as it has room."""
    for path in folder.rglob("*"):
        with suppress(OSError), path.open("rb") as file:
            while file.read(2**22):
                pass


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    while True:
        if server.poll() is not None:
            raise RuntimeError(f"{server.args} ended with {server.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.2)


@dataclass(frozen=True)
class Taken:
    """The seconds that the pages of a class took."""

    seconds: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]


def taken(port: int, addresses: Iterable[str], longest: float) -> Taken:
    """Ask for whole pages one after the other, until about `longest` seconds have passed.

    A list that ends before the page asked for (404) does not count.
    """
    begun, seconds = time.perf_counter(), []
    for address in addresses:
        if (one := _seconds(port, address)) is not None:
            seconds.append(one)
        if time.perf_counter() - begun > longest and len(seconds) > 1:
            break
    return Taken(tuple(seconds))


def _seconds(port: int, address: str) -> float | None:
    begun = time.perf_counter()
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
    if response.status not in (200, 404):
        raise RuntimeError(f"{address} is answered with {response.status}")
    return time.perf_counter() - begun if response.status == 200 else None


def private(server: psutil.Process) -> list[int]:
    """Bytes of each worker's memory that are no file's, and so not the index's."""
    found = []
    for worker in server.children(recursive=True):
        status = dict(
            line.split(":", 1)
            for line in Path(f"/proc/{worker.pid}/status").read_text().splitlines()
        )
        if "postgres" not in status["Name"]:
            found.append(int(status["RssAnon"].split()[0]) * 1024)
    return found
