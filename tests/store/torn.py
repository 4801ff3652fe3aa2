"""Simulate power cuts: `python -m tests.store.torn --images 20000`.

While a repository works, every write between two syncs is recorded. A power cut may leave any subset of the 512-byte
sectors of what was not synced yet, and zeros or nothing where the file had just grown. From each such image the desk is
opened: it must hold what it held before the save or after it, as a whole, and be legal JSON from then on.
"""

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random

from tests.store.programs import steps
from tui.store import file as file_module
from tui.store.layout import decode
from tui.store.opening import open_repository

SECTOR = 512


@contextmanager
def recorded(log: list):
    """Write down what the desk file writes and syncs."""
    write, sync_bytes, sync_file = file_module._write, file_module.sync_bytes, file_module.sync_file

    def record(file, at, data):
        log.append((at, bytes(data)))
        write(file, at, data)

    def note(file):
        log.append(None)

    file_module._write, file_module.sync_bytes, file_module.sync_file = record, note, note
    try:
        yield
    finally:
        file_module._write, file_module.sync_bytes, file_module.sync_file = write, sync_bytes, sync_file


def tear(random: Random, durable: bytes, at: int, data: bytes) -> bytes:
    """What may be on the medium after a power cut while `data` was being written at an offset."""
    end = at + len(data)
    size = max(len(durable), random.choice([len(durable), end, random.randint(at, end) // SECTOR * SECTOR]))
    image = bytearray(durable.ljust(size, b"\0"))
    share = random.choice([0.1, 0.5, 0.9])
    for sector in range(at // SECTOR, -(-end // SECTOR)):
        if random.random() < share:
            low, high = max(at, sector * SECTOR), min(end, (sector + 1) * SECTOR, size)
            if low < high:
                image[low:high] = data[low - at : high - at]
    return bytes(image)


def moments(seed: int, folder: Path) -> Iterator[tuple]:
    """For every write of a random program: the file before it, where, what, the table before and after the save."""
    path = folder / "work.json"
    repository = open_repository(path)
    for step in steps(seed):
        inode, before = path.stat().st_ino, dict(repository._file.tables["annotations"])
        image, log = path.read_bytes(), []
        with recorded(log):
            step(repository)
        if path.stat().st_ino != inode:
            continue  # the file was rewritten, which a rename does at once
        after = dict(repository._file.tables["annotations"])
        for entry in log:
            if entry is not None:
                at, data = entry
                yield image, at, data, before, after
                image = image[:at].ljust(at, b"\0") + data + image[at + len(data) :]


def check_image(path: Path, image: bytes, before: dict, after: dict) -> str | None:
    """Open the desk from an image; returns what is wrong, or None."""
    path.write_bytes(image)
    repository = open_repository(path)
    found = repository._file.tables["annotations"]
    whole = found in (before, after)
    repository.close()
    if not whole:
        return "neither what was there before the save nor what it made"
    tables = json.loads(path.read_bytes())
    if tables["annotations"] != {str(id): decode(line) for id, line in found.items()}:
        return "another content for stock readers"
    return None


def run(images: int, seed: int = 0) -> dict[str, int]:
    """Try so many images; raises `AssertionError` with the first that is lost or wrong."""
    random = Random(seed)
    tried = program = 0
    folder = Path(tempfile.mkdtemp(prefix="torn", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    try:
        while tried < images:
            program += 1
            for image, at, data, before, after in islice(moments(seed + program, folder), 200):
                for _ in range(4 if len(data) < 60_000 else 1):
                    torn = tear(random, image, at, data)
                    fault = check_image(folder / "torn.json", torn, before, after)
                    if fault is not None:
                        kept = Path(tempfile.mkdtemp(prefix="torn-image-")) / "inquit.json"
                        kept.write_bytes(torn)
                        raise AssertionError(f"program {seed + program}, write at {at}: {fault}; the image is {kept}")
                    tried += 1
                if tried >= images:
                    break
            for leftover in folder.iterdir():
                leftover.unlink()
    finally:
        shutil.rmtree(folder)
    return {"images": tried, "programs": program}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print(json.dumps({**run(options.images, options.seed), "lost_or_wrong": 0}))


if __name__ == "__main__":
    main()
