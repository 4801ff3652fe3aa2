"""Draw README's pictures anew: `python -m tests.pictures` opens the seed article, presses keys, saves SVG files."""

import asyncio
import tempfile
from concurrent.futures import Future
from pathlib import Path

from tui.app.inquit_app import InquitApp
from tui.app.themes import DARK
from tui.desk.desk import Desk
from tui.desk.importing import import_paths
from tui.desk.opening import open_desk
from tui.desk.suggesting import suggest_all

HERE = Path(__file__).parent
SEED = HERE.parents[1] / "seeds" / "000_9572c48d40091c2f.txt"
PICTURES = {
    "reader": ((120, 36), ("A", "slash", *"within the framework", "enter")),
    "narrow": ((80, 24), ("n", "a", "a", "n")),
    "stance": ((80, 24), ("slash", *"denounced", "enter", "s")),
}
"""For each picture the size in cells and the keys pressed before it is taken."""


def desk_with_suggestions(folder: Path) -> Desk:
    """A desk with the seed article and everything that is suggested for it."""
    desk = open_desk(folder / "inquit.json", annotator="anna")
    import_paths(desk, [SEED])
    for _ in suggest_all(desk, desk.article_ids()):
        pass
    return desk


async def draw(name: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Open the reader without a terminal, press the keys, save the picture."""
    with tempfile.TemporaryDirectory() as folder:
        opening: Future[Desk] = Future()
        opening.set_result(desk_with_suggestions(Path(folder)))
        app = InquitApp(opening)
        app.theme = DARK.name  # whatever this terminal can show
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause(0.5)
            (HERE / f"{name}.svg").write_text(app.export_screenshot(title="inquit"), encoding="utf-8")
        app.close()
    print(HERE.name, f"{name}.svg")


def main() -> None:
    """Draw all."""
    for name, (size, keys) in PICTURES.items():
        asyncio.run(draw(name, size, keys))


if __name__ == "__main__":
    main()
