"""Numbers that must not be confused with each other."""

from typing import NewType

EditionNumber = NewType("EditionNumber", int)
"""The number of an edition, from 1."""
