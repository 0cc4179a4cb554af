# /// script
# requires-python = ">=3.12"
# dependencies = ["tomlkit"]
# ///
"""Pin the newest versions of all dependencies in pyproject.toml.

    uv run .github/renew_pins.py

Direct dependencies are pinned where they are listed, the packages that these need in
`tool.uv.constraint-dependencies`. A lock file would do both, but it names the package index
that it was made with.
"""

import re
import subprocess
import tempfile
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import tomlkit
from tomlkit.items import Array

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
SETTLING_DAYS = 4
"""A release younger than this is left out: a broken or hijacked one is often withdrawn by then."""
_PIN = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)(?P<extras>\[[^\]]*\])?==(?P<version>[^;\s]+)(?P<marker>.*)"
)


def main() -> None:
    project = tomlkit.parse(PROJECT.read_text())
    newest = f"{datetime.now(UTC) - timedelta(days=SETTLING_DAYS):%Y-%m-%dT00:00:00Z}"
    versions = resolve(tomlkit.parse(PROJECT.read_text()), newest)
    direct: set[str] = set()
    for pins in (project["project"]["dependencies"], project["dependency-groups"]["dev"]):
        direct |= renew(pins, versions)
    uv = project["tool"]["uv"]
    uv["exclude-newer"] = newest
    indirect = sorted(versions.keys() - direct)
    uv["constraint-dependencies"] = as_lines(f"{name}=={versions[name]}" for name in indirect)
    PROJECT.write_text(tomlkit.dumps(project))


def resolve(project: tomlkit.TOMLDocument, newest: str) -> dict[str, str]:
    """Return the newest version of every package that goes with all others, by its name.

    Of a package with several versions for several Pythons it is the lowest.
    """
    for pins in (project["project"]["dependencies"], project["dependency-groups"]["dev"]):
        for place, requirement in enumerate(pins):
            pins[place] = requirement.replace("==", ">=", 1)
    project["tool"]["uv"]["constraint-dependencies"] = []
    project["tool"]["uv"]["exclude-newer"] = newest
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text(tomlkit.dumps(project))
        Path(folder, "README.md").touch()
        subprocess.run(["uv", "lock", "--quiet"], cwd=folder, check=True)
        packages = tomllib.loads(Path(folder, "uv.lock").read_text())["package"]
    own = project["project"]["name"]
    lowest: dict[str, str] = {}
    for package in packages:
        if package["name"] != own:
            lowest[package["name"]] = min(
                lowest.get(package["name"], package["version"]), package["version"], key=numbers
            )
    return lowest


def numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def renew(pins: Array, versions: dict[str, str]) -> set[str]:
    """Write the new versions into a list of pins; return the names of the packages."""
    names = set()
    for place, requirement in enumerate(list(pins)):
        pin = _PIN.fullmatch(requirement)
        if pin is None:
            raise SystemExit(f"{requirement!r} is not pinned with ==")
        name = re.sub(r"[-_.]+", "-", pin["name"]).lower()
        names.add(name)
        pins[place] = f"{pin['name']}{pin['extras'] or ''}=={versions[name]}{pin['marker']}"
    return names


def as_lines(requirements: Iterable[str]) -> Array:
    array = tomlkit.array()
    for requirement in requirements:
        array.append(requirement)
    return array.multiline(multiline=True)


if __name__ == "__main__":
    main()
