"""Nothing can be changed through the web, and pages are cached until the next edition."""

import os

import psycopg
import pytest
from django.db import connection
from django.urls import get_resolver

from articles.models import Agency
from tests.support.records import QUOTATION, article, release

PAGES = (
    *("/", "/search/", "/search/?q=boats", "/articles/lantern-1/", "/releases/harbor-1/"),
    *(QUOTATION, "/dates/", "/dates/2017/07/", "/agencies/"),
    *("/agencies/harbor-office/", "/loads/", "/about/", "/robots.txt", "/opensearch.xml"),
    *("/sitemap.xml", "/sitemap-articles.xml"),
)
ERROR_PAGES = ("/nowhere/", "/articles/nowhere/", "/search/?page=0", "/search")


@pytest.fixture
def archive(load):
    return load(release(), article())


@pytest.mark.usefixtures("archive")
def test_every_response_has_security_headers_and_no_cookie(client):
    for address in (*PAGES, *ERROR_PAGES, "/healthz"):
        response = client.get(address)
        assert not response.cookies, address
        assert "Set-Cookie" not in response.headers
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.usefixtures("archive")
def test_a_head_request_gets_the_headers_alone(client):
    for address in (*PAGES, "/healthz"):
        page, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (200, b""), address
        assert head["Content-Type"] == page["Content-Type"]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"])
def test_methods_that_could_change_something_are_rejected(client, method):
    for address in (*PAGES, *ERROR_PAGES, "/healthz"):
        response = client.generic(method, address, b"title=x")
        assert response.status_code == 405, address
        assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert client.get("/articles/lantern-1/").status_code == 200


@pytest.mark.usefixtures("archive")
def test_options_names_the_allowed_methods(client):
    for address in PAGES:
        response = client.options(address)
        assert (response.status_code, response.content) == (204, b"")
        assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.usefixtures("archive")
def test_a_cached_page_is_not_sent_again(client):
    for address in PAGES:
        response = client.get(address)
        assert response["Cache-Control"] == "public, no-cache"
        cached = client.get(address, headers={"If-None-Match": response["ETag"]})
        assert (cached.status_code, cached.content) == (304, b""), address
        assert cached["ETag"] == response["ETag"]


@pytest.mark.usefixtures("archive")
def test_a_cached_page_is_sent_again_after_another_load(client, load):
    etags = {address: client.get(address)["ETag"] for address in PAGES}
    load(release(key="harbor-2", text="The office opens its books to the neighbors."))
    for address, etag in etags.items():
        response = client.get(address, headers={"If-None-Match": etag})
        assert response.status_code == 200, address
        assert response["ETag"] != etag


@pytest.mark.usefixtures("archive")
def test_a_load_that_changes_nothing_leaves_every_page_as_it_was(client, load):
    etag = client.get("/")["ETag"]
    load(release(), article())
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.usefixtures("archive")
def test_an_error_page_is_not_cached(client):
    for address in ERROR_PAGES[:3]:
        assert "ETag" not in client.get(address).headers


def test_an_empty_archive_says_so_and_what_to_do(db, client):
    assert "This archive has no records yet" in client.get("/").text
    assert "manage.py load" in client.get("/").text
    for address in ("/search/", "/dates/", "/dates/2017/", "/agencies/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "The archive has no records yet" in response.text
    for address in ("/about/", "/loads/", "/healthz", "/robots.txt", "/sitemap.xml"):
        assert client.get(address).status_code == 200, address


def test_there_is_no_admin_site_and_no_login():
    patterns = str(get_resolver().reverse_dict.keys())
    assert not [word for word in ("admin", "login", "account") if word in patterns]


@pytest.fixture(scope="module")
def reader(django_db_setup, django_db_blocker):
    """A connection as the web process has it."""
    with django_db_blocker.unblock():
        parameters = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    login = {name: parameters[name] for name in names if parameters.get(name)}
    with psycopg.connect(**login | reader_options(), autocommit=True) as connected:
        yield connected


def reader_options():
    """What `archive.settings` puts in the web process's connection."""
    if os.environ.get("DATABASE_URL"):
        return {"options": "-c role=archive_reader"}
    return {"user": "archive_reader"}


def test_the_owner_may_take_the_role_of_the_reader(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE archive_reader")
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("archive_reader",)


TABLES = (
    *("article", "pressrelease", "agency", "author", "byline", "city", "component"),
    *("earlierversion", "edition", "outlet", "quotation", "holding", "duplicate", "figure"),
    *("formeraddress", "segment", "block", "thirdsource"),
)


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_the_web_process_may_read_every_table_and_change_none(reader, table):
    assert reader.execute(f"SELECT count(*) FROM articles_{table}").fetchone() is not None
    for statement in (
        f"INSERT INTO articles_{table} DEFAULT VALUES",
        f"UPDATE articles_{table} SET {'number' if table == 'edition' else 'id'} = 1",
        f"DELETE FROM articles_{table}",
        f"TRUNCATE articles_{table} CASCADE",
        f"SELECT * FROM articles_{table} FOR UPDATE",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (x int)",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "CREATE EXTENSION hstore",
        "ALTER TABLE articles_article ADD COLUMN x int",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'x', now())",
        "COPY articles_article TO PROGRAM 'cat'",
        "SELECT pg_read_file('/etc/hostname')",
    ],
)
def test_the_web_process_may_create_nothing_in_the_database(reader, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(statement)


def test_the_tables_that_are_tested_are_all_that_there_are(db):
    models = Agency._meta.apps.get_app_config("articles").get_models()
    assert {model._meta.db_table for model in models} == {f"articles_{name}" for name in TABLES}
