"""Which annotations are shown and visited. Pure."""

from msgspec import Struct, field

from tui.model.annotation import TYPES, AnyAnnotation, Status, Type, type_of, value_of

SHOWN: frozenset[Status] = frozenset({"suggested", "accepted", "edited"})
"""What is shown unless asked otherwise: everything but what was rejected."""


class Filter(Struct, frozen=True):
    """Lets an annotation through if its type, status and value are wanted, and `text` is in its words or note.

    `labels` holds `(type, value)` pairs; a type that has none of them lets every value through.
    """

    types: frozenset[Type] = frozenset(TYPES)
    statuses: frozenset[Status] = SHOWN
    labels: frozenset[tuple[Type, str]] = field(default_factory=frozenset)
    text: str = ""

    def matches(self, annotation: AnyAnnotation, words: str = "") -> bool:
        """Whether to show the annotation; `words` are the article's that its spans mark."""
        kind = type_of(annotation)
        if kind not in self.types or annotation.status not in self.statuses:
            return False
        wanted = {value for of, value in self.labels if of == kind}
        if wanted and value_of(annotation) not in wanted:
            return False
        text = self.text.strip().casefold()
        return not text or text in words.casefold() or text in (annotation.note or "").casefold()

    def describe(self) -> str:
        """The filter in a few words, for the status line; "" if everything is shown."""
        parts = []
        if self.types != frozenset(TYPES):
            parts.append("+".join(kind for kind in TYPES if kind in self.types) or "no type")
        if self.statuses != SHOWN:
            parts.append("+".join(sorted(self.statuses)) or "no status")
        if self.labels:
            parts.append("+".join(sorted(value for kind, value in self.labels if kind in self.types)))
        if self.text.strip():
            parts.append(f"“{self.text.strip()}”")
        return ", ".join(part for part in parts if part)
