"""What is closed at the end of a `with` statement."""

from typing import Self


class Closing:
    """For classes that hold something until they are closed."""

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
