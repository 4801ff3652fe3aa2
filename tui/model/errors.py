"""The one tree of errors. Every message says what is wrong, where, and what to do about it.

The command line prints the message alone and exits with `exit_code`: 2 for a wrong call, 1 for wrong data.
"""


class InquitError(Exception):
    """Anything inquit knows how to say in one clear sentence."""

    exit_code = 1


class UsageError(InquitError):
    """The call or the configuration is wrong: unknown label, unknown format, bad `inquit.toml`."""

    exit_code = 2


class DataError(InquitError):
    """A document does not hold what it should.

    `path`, `line` (counted from 1) and `field` (dotted, like `annotations.3.spans`) are put in front of the
    message as far as they are known; a reader adds what only it knows with `at`.
    """

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, field: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.field = field

    def at(self, *, path: str | None = None, line: int | None = None, field: str | None = None) -> "DataError":
        """Return the same error with the places filled in that were unknown; `field` goes in front."""
        joined = ".".join(part for part in (field, self.field) if part) or None
        return type(self)(self.message, path=self.path or path, line=self.line or line, field=joined)

    def __str__(self) -> str:
        places = [self.path, f"line {self.line}" if self.line else None, self.field]
        where = ", ".join(place for place in places if place)
        return f"{where}: {self.message}" if where else self.message


class SpanError(DataError):
    """A span is empty, reversed, out of the text, or out of order."""


class DeskError(InquitError):
    """The desk file cannot be opened, read or written."""
