"""Kill a saving process at random moments: `python -m tests.store.kill --kills 1000`.

A child runs a random program on a desk file and tells its parent after each step that returned. The parent kills it
with SIGKILL, opens the desk, and replays the program in memory: the desk must hold what is there after the last step
that was told, or after the one under way, as a whole.
"""

import argparse
import json
import os
import shutil
import signal
import tempfile
import time
from itertools import islice
from pathlib import Path
from random import Random

import tinydb

from tests.store.memory import MemoryRepository
from tests.store.programs import steps
from tests.store.samples import snapshot
from tui.store.opening import open_repository


def child(path: Path, seed: int, told: int) -> None:
    """Save until killed; one byte to `told` for each step that is on disk."""
    repository = open_repository(path)
    for number, step in enumerate(steps(seed)):
        step(repository)
        os.write(told, b".")
        if number % 40 == 39:
            repository.close()
            repository = open_repository(path)


def kill_once(path: Path, seed: int, delay: float) -> int:
    """Start a child, kill it `delay` seconds after its first step, return how many steps it told."""
    hear, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(hear)
        try:
            child(path, seed, told)
        finally:
            os._exit(1)
    os.close(told)
    steps_told = len(os.read(hear, 1))
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    while heard := os.read(hear, 65536):
        steps_told += len(heard)
    os.close(hear)
    return steps_told


def check(path: Path, seed: int, done: int) -> str | None:
    """What is wrong with the desk after `done` steps were told; None if nothing is."""
    repository = open_repository(path)
    found, faults = snapshot(repository), list(repository.check())
    undo, redo = repository.can_undo(), repository.can_redo()
    repository.close()
    twin, program = MemoryRepository(), steps(seed)
    for step in islice(program, done):
        step(twin)
    expected = [(snapshot(twin), twin.can_undo(), twin.can_redo())]
    next(program)(twin)
    expected.append((snapshot(twin), twin.can_undo(), twin.can_redo()))
    with tinydb.TinyDB(path, access_mode="r") as stock:
        if len(stock.table("annotations")) != len(repository._file.tables["annotations"]):
            return "stock TinyDB sees something else"
    if (found, undo, redo) not in expected:
        return f"neither the content after {done} steps nor after {done + 1}"
    return "; ".join(faults) or None


def run(kills: int, seed: int = 0, seconds: float = 3600) -> dict[str, int]:
    """Kill so many children, for so long at most; raises `AssertionError` with the first loss."""
    random = Random(seed)
    folder = Path(tempfile.mkdtemp(prefix="kill"))
    started, done, told = time.monotonic(), 0, 0
    try:
        while done < kills and time.monotonic() - started < seconds:
            path = folder / f"{done}.json"
            program = seed * 1_000_000 + done
            steps_told = kill_once(path, program, random.uniform(0, 0.2))
            fault = check(path, program, steps_told)
            assert fault is None, f"program {program} killed after {steps_told} steps: {fault}"
            done, told = done + 1, told + steps_told
            for leftover in folder.iterdir():
                leftover.unlink()
    finally:
        shutil.rmtree(folder)
    return {"kills": done, "saves_acknowledged": told}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print(json.dumps({**run(options.kills, options.seed), "lost": 0}))


if __name__ == "__main__":
    main()
