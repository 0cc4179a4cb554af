"""What templates can use beyond Jinja2's own."""

from typing import Any, cast

from django.contrib.humanize.templatetags.humanize import apnumber
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.defaultfilters import floatformat, truncatechars
from django.templatetags.static import static
from django.utils.dateformat import format as date
from django.utils.text import capfirst
from jinja2 import Environment, StrictUndefined

from articles.pages.links import address_of, page_address


def environment(**options: Any) -> Environment:
    """Jinja2 with the filters and functions of this archive; unknown names are errors."""
    strict = {"undefined": StrictUndefined, "keep_trailing_newline": True}
    own = Environment(**options | strict)  # noqa: S701 - Django sets autoescape
    own.globals |= {"static": static, "url": page_address, "address_of": address_of}
    own.filters |= {
        "apnumber": apnumber,
        "capfirst": capfirst,
        "date": date,
        "floatformat": floatformat,
        "number": number,
        "pluralize": pluralize,
        "truncatechars": truncatechars,
    }
    return own


def compile_all() -> None:
    """Compile every template, so that no reader waits for it."""
    pages = cast("Jinja2", engines["jinja2"]).env
    for name in pages.list_templates():
        pages.get_template(name)


def number(count: int) -> str:
    """With commas between the thousands."""
    return f"{count:,}"


def pluralize(count: float, one: str = "", many: str = "s") -> str:
    """What the word for so many things ends in, or the word itself."""
    return one if count == 1 else many
