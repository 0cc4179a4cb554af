"""Database fields for the archive's own types."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from articles.core.dates import PartialDate

ISO_DATE = (
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])"
    r"(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?$"
)


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A `PartialDate`, stored as its ISO 8601 text; NULL if unknown."""

    description = "A date known to the year, month, day or minute"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 25, "null": True, "blank": True} | options)

    def from_db_value(self, value: str | None, *context: object) -> PartialDate | None:
        return None if value is None else PartialDate(value)

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        try:
            return PartialDate(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""


def is_date_or_null(column: str) -> models.Q:
    """Return the constraint that `column` is NULL or a partial date in ISO 8601."""
    return models.Q(**{f"{column}__isnull": True}) | models.Q(**{f"{column}__regex": ISO_DATE})
