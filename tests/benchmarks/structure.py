"""How the code is built: its layout, names and documentation, as one table.

    uv run python -m tests.benchmarks.structure [CHECKOUT …]

One column for each checkout (this one by default), so that two states of the code, or another
project, can be read side by side. Migrations and files of at most one line are left out; a
function's length is without its docstring.
"""

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import mean, median, quantiles

ROOT = Path(__file__).resolve().parents[2]
CODE = ("archive", "articles", "manage.py")
TESTS = ("tests",)

_WORDS = """
one ones other others another some any all both each every none nobody nothing something
anything everything it its they them their theirs this that these those he him his she her hers
we us our ours you your yours who whose whom which what whatever mine same such own here there
where when then now before after above below beside beyond away apart aside together once twice
again anew found met held known told said given kept made left rest asked wanted chosen standing
whole begun tallied marked counted written spaced shown brought taken meant seen done gone sent
read sought cut put lost sworn drawn driven broken fallen hidden understood built bought caught
felt led spent stuck swept struck wound bound heard paid sold laid lying lain hung split spread
torn more most much many few fewer least less enough several whether while until since as so
thus too also only just even ever never landed located linked sealed settled indexed printed
sifted joined grouped paired unpaired guessed mended repaired decoded unpacked merged mapped
sorted differing containing including naming meeting reading holding sharing touching missing
waiting passing going being having remembered explained created changed stated mentioned spoken
signed alone alike near
"""
PRONOUNS_AND_PARTICIPLES = frozenset(_WORDS.split())
"""Words that say nothing of what they name; nouns of the field (`reading`, `meeting` as an event)
would have to be qualified to pass."""
_PARTICIPLE = re.compile(r"[a-z]{2,}ed")
_NOUNS_IN_ED = {"seed", "feed", "speed", "need", "bed", "embed", "breed", "deed", "indeed"}
_GIVEN = {
    *("released", "published", "captured", "created", "shared", "quoted"),
    *("elided", "interpolated", "altered", "unmarked"),
}
"""Names that the exchange format, the tables, the grades and the addresses give."""


@dataclass(frozen=True)
class Module:
    name: str
    path: Path
    source: str = field(repr=False)

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def lines(self) -> int:
        return len(self.source.splitlines())

    @cached_property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]


def read_modules(root: Path, places: tuple[str, ...]) -> list[Module]:
    """Return the modules below these folders and files, without migrations and empty ones."""
    paths = [
        path
        for place in places
        for path in (
            [root / place] if place.endswith(".py") else sorted((root / place).rglob("*.py"))
        )
        if path.exists() and "migrations" not in path.parts
    ]
    modules = []
    for path in paths:
        source = path.read_text()
        if len(source.splitlines()) > 1:
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            modules.append(Module(name, path, source))
    return modules


def function_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    docstring = function.body[0] if ast.get_docstring(function) else None
    taken = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - taken


def is_typed(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    variadic = [argument for argument in (arguments.vararg, arguments.kwarg) if argument]
    owed = [argument for argument in [*named, *variadic] if argument.arg not in ("self", "cls")]
    return function.returns is not None and all(argument.annotation for argument in owed)


def imports_of(module: Module, names: set[str]) -> set[str]:
    """Return the project's own modules that a module imports."""
    imported = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names} & names
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                imported |= {full} if full in names else {node.module} & names
    return imported - {module.name}


def longest_chain(graph: dict[str, set[str]]) -> int:
    """Return how many modules the longest chain of imports has; circles are cut."""
    lengths: dict[str, int] = {}

    def length(name: str, above: frozenset[str]) -> int:
        if name not in lengths:
            below = [length(target, above | {name}) for target in graph[name] - above - {name}]
            lengths[name] = 1 + max(below, default=0)
        return lengths[name]

    return max(length(name, frozenset()) for name in graph)


def largest_circle(graph: dict[str, set[str]]) -> int:
    """Return how many modules import each other in the largest circle; 0 without any."""

    def reachable(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(graph[start])
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += graph[name]
        return seen

    reach = {name: reachable(name) for name in graph}
    circles = [
        {other for other in reach[name] if name in reach[other]}
        for name in graph
        if name in reach[name]
    ]
    return max(map(len, circles), default=0)


def bindings(module: Module) -> Iterator[str]:
    """Yield every name that a module binds: functions, classes, parameters, targets, fields."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            if node.arg not in ("self", "cls"):
                yield node.arg
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr


def says_nothing(name: str) -> bool:
    """Whether a name is a pronoun, adverb or participle and no more."""
    word = "" if name.startswith("__") else name.strip("_").lower()
    participle = (
        _PARTICIPLE.fullmatch(word)
        and not word.endswith("feed")
        and word not in _NOUNS_IN_ED | _GIVEN
    )
    return word in PRONOUNS_AND_PARTICIPLES or bool(participle)


def public_definitions(module: Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    member
                    for member in node.body
                    if isinstance(member, ast.FunctionDef) and not member.name.startswith("_")
                )


def contract_layers(root: Path) -> int:
    configuration = tomllib.loads((root / "pyproject.toml").read_text())
    linter = configuration.get("tool", {}).get("importlinter", {})
    return max(
        (len(contract.get("layers", [])) for contract in linter.get("contracts", [])), default=0
    )


def spread(values: list[int]) -> str:
    return f"{median(values):.0f} / {quantiles(values, n=10)[-1]:.0f} / {max(values)}"


def share(count: int, total: int) -> str:
    return f"{100 * count / max(1, total):.1f}%"


def measure(root: Path) -> dict[str, str]:
    """Return the rows of the table for one checkout."""
    modules, tests = read_modules(root, CODE), read_modules(root, TESTS)
    tests = [module for module in tests if "benchmarks" not in module.path.parts]
    names = {module.name for module in modules}
    graph = {module.name: imports_of(module, names) for module in modules}
    functions = [function for module in modules for function in module.functions]
    own_names = [name.name.strip("_") for name in functions if not name.name.startswith("__")]
    uses = Counter(own_names)
    bound = [name for module in modules for name in bindings(module) if name.strip("_")]
    public = [definition for module in modules for definition in public_definitions(module)]
    folders = Counter(
        path.parent
        for place in CODE
        for path in (root / place).rglob("*.py")
        if "migrations" not in path.parts and path.name != "__init__.py"
    )
    lines = [module.lines for module in modules]
    lengths = [function_length(function) for function in functions]
    documented = sum(bool(ast.get_docstring(definition)) for definition in public)
    return {
        "modules / lines": f"{len(modules)} / {sum(lines):,}",
        "file length, median / p90 / max": spread(lines),
        "function length, median / p90 / max": spread(lengths),
        "fully typed functions": share(sum(map(is_typed, functions)), len(functions)),
        "modules with a docstring": share(
            sum(bool(ast.get_docstring(module.tree)) for module in modules), len(modules)
        ),
        "public definitions with a docstring": share(documented, len(public)),
        "functions with 5 or more parameters": share(
            sum(
                len(function.args.args) + len(function.args.kwonlyargs) >= 5
                for function in functions
            ),
            len(functions),
        ),
        "own modules imported, mean": f"{mean(map(len, graph.values())):.1f}",
        "longest chain of imports": str(longest_chain(graph)),
        "modules in the largest circle": str(largest_circle(graph)),
        "modules in the widest folder": str(max(folders.values())),
        "layers of the longest contract": str(contract_layers(root)),
        "lines of tests to one of code": f"{sum(t.lines for t in tests) / sum(lines):.2f}",
        "one-word function names": share(
            sum("_" not in name for name in own_names), len(own_names)
        ),
        "function names defined 3 times or more": str(sum(count >= 3 for count in uses.values())),
        "bindings named by a pronoun or participle": share(
            sum(map(says_nothing, bound)), len(bound)
        ),
        "lines of README.md": str(len((root / "README.md").read_text().splitlines())),
    }


def commonest(root: Path) -> None:
    """Print the names that the last-but-one row counts, most frequent first."""
    modules = read_modules(root, CODE)
    names = Counter(name for module in modules for name in bindings(module) if says_nothing(name))
    print(", ".join(f"{name} {count}" for name, count in names.most_common(60)))


def main() -> None:
    roots = [Path(argument).resolve() for argument in sys.argv[1:]] or [ROOT]
    columns = [measure(root) for root in roots]
    print("| | " + " | ".join(root.name for root in roots) + " |")
    print("|---" * (len(roots) + 1) + "|")
    for row in columns[0]:
        print(f"| {row} | " + " | ".join(column[row] for column in columns) + " |")
    commonest(roots[-1])


if __name__ == "__main__":
    main()
