"""What a query asks for, as a tree."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms."""

    term: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, just as they are; any one of the alternatives will do."""

    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so."""

    start: str


@dataclass(frozen=True, slots=True)
class Within:
    """What must stand in the title, or in the names of authors, agencies, cities or outlet."""

    field: str
    wanted: "Tree"


@dataclass(frozen=True, slots=True)
class Dated:
    """Dates of which every day that they can mean is in this range, both ends included."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Not:
    unwanted: "Tree"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these."""

    choices: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these; none at all finds nothing."""

    parts: "tuple[Tree, ...]"


type Tree = Word | Phrase | Prefix | Within | Dated | Not | Any | All
