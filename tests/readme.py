"""Write README's tables anew: `python -m tests.readme`. Each stands between `<!-- NAME -->` and `<!-- end -->`."""

import re
from pathlib import Path

from tui.app.actions import key_table_markdown
from tui.formats.registry import formats

PATH = Path(__file__).parents[1] / "README.md"


def format_table() -> str:
    """A line a format: what it is, what can be done with it, what to install."""
    lines = ["| format | what | reads | writes | carries | needs |", "|---|---|---|---|---|---|"]
    for format in formats():
        reads, writes = "✓" if format.can_read else "", "✓" if format.can_write else ""
        needs = f"`inquit[{format.extra}]`" if format.extra else ""
        lines.append(f"| `{format.name}` | {format.title} | {reads} | {writes} | {format.carries} | {needs} |")
    return "\n".join(lines) + "\n"


TABLES = {"keys": key_table_markdown, "formats": format_table}


def with_tables(text: str) -> str:
    """The text with every table as it is now."""
    for name, make in TABLES.items():
        found = re.search(rf"(<!-- {name} -->\n).*?(<!-- end -->)", text, re.S)
        if found is None:
            raise ValueError(f"README has no place for the table of {name}")
        text = text[: found.end(1)] + "\n" + make() + "\n" + text[found.start(2) :]
    return text


if __name__ == "__main__":
    PATH.write_text(with_tables(PATH.read_text(encoding="utf-8")), encoding="utf-8")
