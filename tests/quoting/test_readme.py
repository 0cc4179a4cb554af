"""The README of the package has each of its thresholds, with the value it has."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

import articles.quoting
from articles.core.dates import PartialDate
from articles.quoting.attribution.find_quotations import find_quotations
from articles.quoting.attribution.texts import ArticleText, CandidateRelease

PACKAGE = Path(articles.quoting.__file__).parent
README = (PACKAGE / "README.md").read_text()
ROW = re.compile(r"^\| `([A-Z][A-Z_0-9]+)` \| (-?[\d.,]+) \|", re.MULTILINE)
LAYERS = ("text", "alignment", "attribution")


def find_constants(layer):
    """Yield the public numeric constants of a layer's modules: names in capitals, and values."""
    for path in (PACKAGE / layer).glob("*.py"):
        module = import_module(
            ".".join(["articles.quoting", *path.relative_to(PACKAGE).with_suffix("").parts])
        )
        for statement in ast.parse(path.read_text()).body:
            if isinstance(statement, ast.Assign | ast.AnnAssign):
                targets = (
                    statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                )
                for name in (target.id for target in targets if isinstance(target, ast.Name)):
                    value = getattr(module, name)
                    if re.fullmatch("[A-Z][A-Z_0-9]+", name) and isinstance(value, int | float):
                        yield name, value


@pytest.mark.parametrize("layer", LAYERS)
def test_the_table_of_a_layer_has_all_its_constants_with_their_values(layer):
    readme = (PACKAGE / layer / "README.md").read_text()
    rows = [(name, float(value.replace(",", ""))) for name, value in ROW.findall(readme)]
    assert sorted(rows) == sorted(find_constants(layer))


def test_every_module_that_is_named_exists():
    folders = [PACKAGE, *(path for path in PACKAGE.iterdir() if path.is_dir())]
    for name in re.findall(r"`((?:\w+/)?\w+\.py)`", README):
        assert any((folder / name).exists() for folder in folders), name


def test_the_example_is_right():
    namespace = {
        "ArticleText": ArticleText,
        "CandidateRelease": CandidateRelease,
        "PartialDate": PartialDate,
        "find_quotations": find_quotations,
    }
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(example, namespace)  # noqa: S102
    quotation = namespace["quotation"]
    assert (quotation.grade, quotation.changes[0].kind) == ("altered", "number")


def test_it_is_read_in_ten_minutes():
    assert len(README.splitlines()) <= 200
