"""The README says what the code does."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from articles.readers import FORMATS

README = (settings.BASE_DIR / "README.md").read_text()
SETTINGS = (settings.BASE_DIR / "archive" / "settings.py").read_text()
OURS = [name for name, app in get_commands().items() if app == "articles"]


def test_every_setting_that_is_read_from_the_environment_is_explained():
    read = set(re.findall(r'environ(?:\.get\()?\[?"([A-Z_]+)"', SETTINGS))
    read |= set(re.findall(r'"([A-Z_]+)" in os\.environ', SETTINGS))
    internal = {"ARCHIVE_READ_ONLY"}
    assert {"ARCHIVE_DATA", "ARCHIVE_URL", "DATABASE_URL", "DATABASE_READER_URL"} <= read
    assert not {name for name in read - internal if f"| `{name}` |" not in README}


@pytest.mark.parametrize("suffix", [suffixes[0] for suffixes in FORMATS.values()])
def test_every_kind_of_file_that_can_be_loaded_is_named(suffix):
    assert f"`{suffix}`" in README


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_shown_and_says_what_it_does(name):
    assert f"manage.py {name}" in README
    assert load_command_class("articles", name).help


def test_every_option_in_the_readme_is_one():
    options = {
        option
        for name in OURS
        for action in load_command_class("articles", name).create_parser("manage.py", name)._actions
        for option in action.option_strings
    }
    shown = set(re.findall(r"manage\.py [^\n#`]*?(--[a-z-]+)", README))
    assert shown
    assert shown <= options
