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

from articles.core.text import format_count
from articles.pages import glossary
from articles.pages.links import address_of, page_address


def environment(**options: Any) -> Environment:
    """Return the environment of the archive's templates, in which unknown names are errors."""
    rules = {
        "undefined": StrictUndefined,
        "keep_trailing_newline": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    templates = Environment(**options | rules)  # noqa: S701 - Django sets autoescape
    templates.globals |= {
        "static": static,
        "url": page_address,
        "address_of": address_of,
        "FORMAT_LABELS": glossary.FORMAT_LABELS,
        "GRADE_LABELS": glossary.GRADE_LABELS,
        "RECORD_KINDS": glossary.RECORD_KINDS,
        "UNTRACED_LABEL": glossary.UNTRACED_LABEL,
    }
    templates.filters |= {
        "apnumber": apnumber,
        "capfirst": capfirst,
        "count_of": format_count,
        "date": date,
        "floatformat": floatformat,
        "number": format_number,
        "pluralize": pluralize,
        "truncatechars": truncatechars,
    }
    return templates


def compile_templates() -> None:
    """Compile every template, so that no reader waits for it."""
    templates = cast("Jinja2", engines["jinja2"]).env
    for name in templates.list_templates():
        templates.get_template(name)


def format_number(count: int) -> str:
    """Return `count` with commas between the thousands."""
    return f"{count:,}"


def pluralize(count: float, singular: str = "", plural: str = "s") -> str:
    """Return what a word ends in, or the word itself, for this number of things."""
    return singular if count == 1 else plural
