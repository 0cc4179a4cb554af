"""The samples served on this machine, and a Chromium to read them with.

Playwright's sync API and Django's database work must not meet in one thread at one time: the
samples are loaded before the browser starts, and dropped after it has ended.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from unittest.mock import patch

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from articles.editions import operations
from articles.editions.load import LoadRequest
from tests.conftest import SAMPLES, quietly

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARROW, WIDE = 390, 1280


def pytest_collection_modifyitems(items):
    """Leave the browser out of the fast lane."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("slow")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium: the system's, else Playwright's own."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    path = shutil.which("chromium") or shutil.which("chromium-browser") or own
    if not Path(path).exists():
        give_up = pytest.fail if os.environ.get("BROWSER_TESTS") == "required" else pytest.skip
        give_up("there is no Chromium: apt-get install chromium, or playwright install chromium")
    return path


@pytest.fixture
def _data_folder():
    """All of these tests read one catalog, in the folder that `site` sets."""


@pytest.fixture(scope="package")
def site(chromium, _database, tmp_path_factory) -> Iterator[str]:
    """The address of a server that shows the sample collection."""
    with override_settings(ARCHIVE_DATA=tmp_path_factory.mktemp("browser")):
        operations.load(LoadRequest([SAMPLES], fiction=True), quietly)
        with _served() as address:
            yield address


@pytest.fixture(scope="package")
def _database(
    django_test_environment, django_db_modify_db_settings, django_db_blocker
) -> Iterator[None]:
    """A database of these tests' own: what they load stays in it from test to test."""
    test = connection.settings_dict["TEST"]
    own_name = f"{test['NAME'] or 'test_archive'}_browser"
    with django_db_blocker.unblock(), patch.dict(test, NAME=own_name):
        databases = setup_databases(
            verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set()
        )
        yield
        teardown_databases(databases, verbosity=0)


@contextmanager
def _served() -> Iterator[str]:
    """A server in threads of its own, for as long as the context lasts."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(WSGIHandler())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="package")
def browser(chromium, site) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def context(browser, site) -> Iterator[BrowserContext]:
    """What all windows share: a browser makes a new one in the time of some pages."""
    context = browser.new_context(base_url=site)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture(scope="package")
def window(context) -> Page:
    return context.new_page()


@pytest.fixture(scope="package")
def said(context) -> list[str]:
    """What the consoles of all windows have said and no test has looked at yet."""
    lines: list[str] = []
    context.on("console", lambda message: lines.append(message.text))
    context.on("weberror", lambda error: lines.append(str(error.error)))
    return lines


@pytest.fixture(autouse=True)
def _quiet(context, said) -> Iterator[None]:
    """Whatever a console says, beside a failed page, fails the test, and so does a cookie."""
    yield
    lines = [line for line in said if "Failed to load resource" not in line]
    said.clear()
    assert lines == []
    assert context.cookies() == []


@pytest.fixture(params=[NARROW, WIDE], ids=["narrow", "wide"])
def width(request) -> int:
    """The window's, in pixels."""
    return request.param


@pytest.fixture
def page(window, width) -> Page:
    """A window on the site, of that width, that a test may do with as it likes."""
    resize(window, width)
    return window


def resize(window: Page, width: int) -> None:
    window.set_viewport_size({"width": width, "height": 844})
