"""The documentation says what the code does."""

import re
import shlex

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands, load_command_class

from articles.readers import FORMATS

ROOT = settings.BASE_DIR
README = (ROOT / "README.md").read_text()
HOW_IT_WORKS = (ROOT / "articles" / "README.md").read_text()
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text()
RUNNING = (ROOT / "archive" / "README.md").read_text()
FORMATS_README = (ROOT / "fixtures" / "README.md").read_text()
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", ".github/*.md", "a*/**/*.md", "fixtures/**/*.md", "tests/**/*.md")
    for path in ROOT.glob(pattern)
)
COMMANDS = sorted(name for name, app in get_commands().items() if app == "articles")
SETTINGS_SOURCE = (ROOT / "archive" / "settings.py").read_text()
SETTINGS = sorted(set(re.findall(r'"((?:ARCHIVE|DATABASE)_[A-Z_]+)"', SETTINGS_SOURCE)))
INTERNAL_SETTINGS = {"ARCHIVE_READ_ONLY"}


def command_lines(text):
    """The commands of a document's code blocks, without their comments."""
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            yield shlex.split(line, comments=True)


def test_the_readme_is_read_in_a_few_minutes():
    assert len(README.splitlines()) <= 120


@pytest.mark.parametrize("name", [name for name in SETTINGS if name not in INTERNAL_SETTINGS])
def test_every_setting_that_is_read_from_the_environment_is_explained(name):
    assert f"| `{name}` |" in README
    assert f"`{name}`" in RUNNING


def test_the_settings_are_read_from_the_environment():
    assert {"ARCHIVE_DATA", "ARCHIVE_URL", "DATABASE_URL", "DATABASE_READER_URL"} <= {*SETTINGS}


@pytest.mark.parametrize("suffix", [suffixes[0] for suffixes in FORMATS.values()])
def test_every_kind_of_file_that_can_be_loaded_is_named(suffix):
    assert f"`{suffix}`" in FORMATS_README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_shown_and_says_what_it_does(name):
    assert f"manage.py {name}" in README
    assert load_command_class("articles", name).help


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_and_option_in_the_documentation_exists(path):
    shown = [words for words in command_lines(path.read_text()) if "manage.py" in words]
    for words in shown:
        name, *arguments = words[words.index("manage.py") + 1 :] or ["help"]
        assert name == "help" or name in get_commands()
        if name in COMMANDS:
            parser = load_command_class("articles", name).create_parser("manage.py", name)
            known = {option for action in parser._actions for option in action.option_strings}
            assert {word for word in arguments if word.startswith("--")} <= known


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_documents_leads_to_a_file(path):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_package_and_module_has_its_row_in_the_map_of_the_code():
    beside = {"__init__", "apps"}
    folder = ROOT / "articles"
    packages = {f"{path.parent.name}/" for path in folder.glob("*/__init__.py")} - {"migrations/"}
    modules = {path.name for path in folder.glob("*.py") if path.stem not in beside}
    rows = "\n".join(re.findall(r"^\| `.*", HOW_IT_WORKS, re.MULTILINE))
    assert {name for name in packages | modules if f"`{name}`" not in rows} == set()


@pytest.mark.parametrize("document", [CONTRIBUTING, HOW_IT_WORKS], ids=["CONTRIBUTING", "articles"])
def test_every_path_that_the_documentation_names_exists(document):
    paths = re.findall(
        r"`((?:articles|archive|templates|tests|static|fixtures|\.github)/[^`\s]*)`", document
    )
    assert paths
    assert [path for path in paths if "NAME" not in path and not (ROOT / path).exists()] == []


def test_the_five_minutes_example_loads_and_gives_the_quotation_that_it_promises(
    db, tmp_path, client, capsys
):
    [example] = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "first.jsonl"
    path.write_text(example)
    call_command("load", path)
    assert "3 records read: 2 new" in capsys.readouterr().out
    response = client.get("/articles/the-lantern-2017-07-28-three-boats-and-a-long-wait/")
    [quotation] = response.context["article"].quotations.all()
    assert quotation.grade == "altered"
    assert "nine" in quotation.article_span.extract(response.context["article"].text)
