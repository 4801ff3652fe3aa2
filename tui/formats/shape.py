"""Files of other tools that are not in the shape those tools write."""

from collections.abc import Callable
from typing import TypeVar

from tui.model.errors import DataError

T = TypeVar("T")


def shaped(tool: str, make: Callable[[], T]) -> T:
    """What `make` gives; raises `DataError` where a value in the file is of another type or missing.

    Readers check what people get wrong and name the field; this is for everything else that a broken file may hold.
    """
    try:
        return make()
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise DataError(f"is not in the shape that {tool} writes ({type(error).__name__}: {error})") from None
