"""What `inquit check` does to a desk file: compact it, and repair what can be repaired without guessing."""

from pathlib import Path

from tui.store.loading import back_up
from tui.store.opening import open_repository
from tui.store.repair import repair_tables


def compact_desk(path: Path) -> list[str]:
    """Rewrite the desk without superseded lines; returns what was done, one sentence each. Raises `DeskError`."""
    before = path.stat().st_size
    repository = open_repository(path)
    try:
        repository.compact()
    finally:
        repository.close()
    return [*repository.notices, f"{path.name} is compacted from {before:,} to {path.stat().st_size:,} bytes"]


def repair_desk(path: Path) -> list[str]:
    """Repair the desk, keeping the original beside it; returns what was done, one sentence each. Raises `DeskError`."""
    repository = open_repository(path)
    try:
        tables, done = repair_tables(repository.tables())
        if done:
            kept = back_up(path, "before-repair")
            repository.replace_tables(tables)
            done.append(f"the desk as it was before is kept as {kept.name}")
    finally:
        repository.close()
    return [*repository.notices, *done]
