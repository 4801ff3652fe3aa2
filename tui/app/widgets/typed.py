"""The box to type in above a list."""

from textual.widgets import Input


class Typed(Input):
    """An `Input` of one bare line. With `digits=False` it leaves digits to the screen while nothing is typed yet."""

    def __init__(self, value: str = "", *, placeholder: str = "", digits: bool = True, id: str = "typed") -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False, compact=True, id=id)
        self._digits = digits

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key is text here, so that no binding may take it."""
        if not self._digits and not self.value and key.isdecimal():
            return False
        return super().check_consume_key(key, character)
