"""What is wrong with a record, or worth a warning."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """Why a record was rejected, or a warning about a valid one."""

    location: str
    """The file, with the line or entry; or the record's key."""
    field: str
    value: str
    """The field's value, shortened; empty if there is none."""
    reason: str
    line: bytes = dataclasses.field(default=b"", repr=False, compare=False)
    """The line of the file, if it is not a JSON object."""

    def __str__(self) -> str:
        field = f"{self.field}:" if self.field else ""
        value = repr(self.value) if self.value else ""
        return " ".join(part for part in (f"{self.location}:", field, value, self.reason) if part)
