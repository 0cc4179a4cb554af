"""Project coordinates in the United States onto a drawing of them.

Albers's equal-area conic projection of a sphere: J. P. Snyder, Map Projections, a Working Manual
(US Geological Survey, 1987), pages 98 to 103. Alaska, at a third of the scale, Hawaii, and Puerto
Rico with the Virgin Islands have frames of their own below the other states, which are where
D3's `geoAlbersUsa` has them.
"""

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin, sqrt
from typing import NamedTuple

WIDTH, HEIGHT = 975, 610
"""Size of the drawing, in its own units."""


class Point(NamedTuple):
    """A point of the drawing, from its upper left corner."""

    x: float
    y: float


@dataclass(frozen=True)
class Frame:
    """A part of the drawing. Angles are in degrees, west and south negative."""

    meridian: float
    """The meridian that is vertical."""
    parallels: tuple[float, float]
    """The standard parallels, along which nothing is stretched."""
    center: tuple[float, float]
    """Longitude and latitude of what is at `center_point`."""
    center_point: Point
    scale: float
    """The radius of the earth, in units of the drawing."""

    def project(self, longitude: float, latitude: float) -> Point:
        """Return the point of the drawing for coordinates in degrees."""
        x, y = self._project_unscaled(longitude, latitude)
        center_x, center_y = self._unscaled_center
        return Point(
            self.center_point.x + self.scale * (x - center_x),
            self.center_point.y - self.scale * (y - center_y),
        )

    @cached_property
    def _unscaled_center(self) -> tuple[float, float]:
        return self._project_unscaled(*self.center)

    @cached_property
    def _cone_constant(self) -> float:
        south, north = self.parallels
        return (sin(radians(south)) + sin(radians(north))) / 2

    def _project_unscaled(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return the distances to the right and up from the apex of the cone, in earth radii."""
        south = radians(self.parallels[0])
        constant = cos(south) ** 2 + 2 * self._cone_constant * sin(south)
        squared_radius = constant - 2 * self._cone_constant * sin(radians(latitude))
        radius = sqrt(squared_radius) / self._cone_constant
        angle = self._cone_constant * radians(longitude - self.meridian)
        return radius * sin(angle), -radius * cos(angle)


_CONTIGUOUS_STATES = Frame(-96, (29.5, 45.5), (-96.6, 38.7), Point(487.5, 305), 1300)
_ALASKA = Frame(-154, (55, 65), (-156, 58.5), Point(88.4, 566.3), 455)
_HAWAII = Frame(-157, (8, 18), (-160, 19.9), Point(221, 580.6), 1300)
_PUERTO_RICO = Frame(-66, (8, 18), (-66, 18), Point(905, 580), 1300)
_FRAMES = {"AK": _ALASKA, "HI": _HAWAII, "PR": _PUERTO_RICO, "VI": _PUERTO_RICO}
_PACIFIC_TERRITORIES = ("AS", "GU", "MP")


def project(state: str, longitude: float, latitude: float) -> Point | None:
    """Return the point for coordinates in a state or territory; None in the Pacific territories."""
    if state in _PACIFIC_TERRITORIES:
        return None
    return _FRAMES.get(state, _CONTIGUOUS_STATES).project(longitude, latitude)
