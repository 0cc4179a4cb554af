"""Where a place in the United States stands on the drawing of them. Imports nothing.

Albers's equal-area conic projection of a sphere: J. P. Snyder, Map Projections, a Working Manual
(US Geological Survey, 1987), pages 98 to 103. Alaska, at a third of the scale, Hawaii, and Puerto
Rico with the Virgin Islands stand in frames of their own below the rest; with those of D3's
`geoAlbersUsa` the rest agrees.
"""

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin, sqrt
from typing import NamedTuple

WIDTH, HEIGHT = 975, 610
"""Of the drawing, in its own units."""


class Point(NamedTuple):
    """A place in the drawing, from its upper left corner."""

    x: float
    y: float


@dataclass(frozen=True)
class Frame:
    """A part of the drawing; angles in degrees, west and south negative."""

    meridian: float
    """The one that is upright."""
    parallels: tuple[float, float]
    """Those along which nothing is stretched."""
    center: tuple[float, float]
    """Longitude and latitude of the place that stands `at` a point of the drawing."""
    at: Point
    scale: float
    """The radius of the earth, in units of the drawing."""

    def place(self, longitude: float, latitude: float) -> Point:
        x, y = self._unscaled(longitude, latitude)
        left, top = self._origin
        return Point(self.at.x + self.scale * (x - left), self.at.y - self.scale * (y - top))

    @cached_property
    def _origin(self) -> tuple[float, float]:
        return self._unscaled(*self.center)

    @cached_property
    def _cone(self) -> float:
        first, second = self.parallels
        return (sin(radians(first)) + sin(radians(second))) / 2

    def _unscaled(self, longitude: float, latitude: float) -> tuple[float, float]:
        """To the right and up, in radii of the earth, from the apex of the cone."""
        first = radians(self.parallels[0])
        constant = cos(first) ** 2 + 2 * self._cone * sin(first)
        radius = sqrt(constant - 2 * self._cone * sin(radians(latitude))) / self._cone
        angle = self._cone * radians(longitude - self.meridian)
        return radius * sin(angle), -radius * cos(angle)


_STATES = Frame(-96, (29.5, 45.5), (-96.6, 38.7), Point(487.5, 305), 1300)
_ALASKA = Frame(-154, (55, 65), (-156, 58.5), Point(88.4, 566.3), 455)
_HAWAII = Frame(-157, (8, 18), (-160, 19.9), Point(221, 580.6), 1300)
_PUERTO_RICO = Frame(-66, (8, 18), (-66, 18), Point(905, 580), 1300)
_FRAMES = {"AK": _ALASKA, "HI": _HAWAII, "PR": _PUERTO_RICO, "VI": _PUERTO_RICO}
_ELSEWHERE = ("AS", "GU", "MP")


def place(state: str, longitude: float, latitude: float) -> Point | None:
    """Where a place of a state or territory stands; None in the Pacific territories."""
    if state in _ELSEWHERE:
        return None
    return _FRAMES.get(state, _STATES).place(longitude, latitude)
