"""`python -m tests.perf NAME …` runs `main` of `tests/perf/NAME.py`: a table for people, then one line of JSON."""

import importlib
import sys
from pathlib import Path

benchmarks = [path.stem for path in sorted(Path(__file__).parent.glob("*.py")) if "\ndef main(arg" in path.read_text()]
if len(sys.argv) < 2 or sys.argv[1] not in benchmarks:
    sys.exit(f"usage: python -m tests.perf {{{','.join(benchmarks)}}} [options]")
importlib.import_module(f"tests.perf.{sys.argv[1]}").main(sys.argv[2:])
