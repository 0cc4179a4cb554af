"""Why a record is refused, or what is odd about one."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """Why a record is refused, or what is odd about one that is not."""

    where: str
    """File, and line or entry in it."""
    field: str
    value: str
    """Shortened; empty where there is none."""
    reason: str
    line: bytes = dataclasses.field(default=b"", repr=False, compare=False)
    """The line as it stands in its file, where it is no JSON object; else empty."""

    def __str__(self) -> str:
        name = f"{self.field}:" if self.field else ""
        value = repr(self.value) if self.value else ""
        return " ".join(part for part in (f"{self.where}:", name, value, self.reason) if part)
