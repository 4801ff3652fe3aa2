import subprocess
import sys
import time
from pathlib import Path
from queue import SimpleQueue

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.article import make_article
from tui.model.errors import DataError
from tui.model.scheme import DEFAULT, scheme_from
from tui.model.suggestion import Suggestions
from tui.nlp import wire
from tui.nlp.pool import Failure, WorkerPool, suggest_in_processes
from tui.nlp.suggester import make_suggester

TEXT = "“We are late,” Maria Silva said."


@pytest.fixture
def results():
    return SimpleQueue()


@pytest.fixture
def open_pool(results):
    pools = []

    def start(**options):
        pool = WorkerPool(results.put, **options)
        pools.append(pool)
        pool.start()
        return pool

    yield start
    for pool in pools:
        pool.close()


@given(st.text(), st.booleans())
def test_wire_round_trip(text, other_scheme):
    """Requests and suggestions come out of one JSON line as they went in, whatever the text."""
    article = make_article("x", text, title=text, meta={"n": [1, None]})
    scheme = scheme_from({"claim": {"rumour": {"key": "r", "suggest": False}}}) if other_scheme else DEFAULT
    line = wire.write_request(article, scheme)
    assert "\n" not in line
    assert wire.read_request(line) == (article, scheme)
    found = make_suggester(None).suggest(article)
    assert wire.read_suggestions(wire.write_suggestions(found)) == found


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"article": 1}', '{"error": "no"}', "\x00"])
def test_bad_replies_are_data_errors(line):
    """Whatever a process answers, the caller sees a `DataError`."""
    with pytest.raises(DataError):
        wire.read_suggestions(line)


@pytest.mark.parametrize("module", ["tui.nlp.pool", "tui.nlp.wire", "tui.nlp.rules"])
def test_client_does_not_import_spacy(module):
    """The side that the reader uses never loads spaCy."""
    code = f"import sys, {module}; sys.exit('spacy' in sys.modules or 'textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.model
def test_worker_answers(open_pool, results):
    """A pool suggests for what is submitted, names its model, and takes urgent articles first."""
    pool = open_pool()
    pool.submit(make_article("a", TEXT))
    found = results.get(timeout=60)
    assert isinstance(found, Suggestions)
    assert found.article == "a"
    assert [item.id[0] for item in found.annotations].count("q") == 1
    assert pool.model == found.model


def test_unknown_model_fails_each_article(open_pool, results):
    """A model that cannot be loaded is told once for every article, in the words of the pipeline."""
    pool = open_pool(model="nonsense")
    for name in "ab":
        pool.submit(make_article(name, TEXT))
    failures = [results.get(timeout=60) for _ in "ab"]
    assert {f.article for f in failures} == {"a", "b"}
    assert all(isinstance(f, Failure) and "no spaCy pipeline 'nonsense'" in f.message for f in failures)


@pytest.mark.model
def test_killed_worker_is_replaced(open_pool, results):
    """A process that dies costs at most the article it had; the next one gets a new process."""
    pool = open_pool()
    pool.submit(make_article("a", TEXT))
    results.get(timeout=60)
    pool._links[0]._process.kill()
    pool._links[0]._process.wait()
    pool.submit(make_article("b", TEXT))
    assert isinstance(results.get(timeout=60), Suggestions)


@pytest.mark.model
def test_many_articles_in_two_processes():
    """Every article gets exactly one result, the same as in this process."""
    articles = [make_article(str(n), f"{TEXT} It is {n} o'clock.") for n in range(20)]
    found = {result.article: result for result in suggest_in_processes(iter(articles), jobs=2)}
    assert sorted(found, key=int) == [article.id for article in articles]
    assert all(isinstance(result, Suggestions) for result in found.values())


@pytest.mark.model
def test_worker_speaks_lines():
    """`python -m tui.nlp.worker` says it is ready, answers bad requests with an error, and ends with its input."""
    request = wire.write_request(make_article("a", TEXT), DEFAULT)
    done = subprocess.run(
        [sys.executable, "-m", "tui.nlp.worker"],
        input=f"{request}\nnonsense\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    ready, first, second = done.stdout.splitlines()
    assert wire.read_suggestions(first).model == wire.read_ready(ready)
    assert "cannot be read" in second


HANGS = """
import sys, time
from tui.nlp import worker
class Answering:
    model = "slow 1"
    def __init__(self, model, verbs): pass
    def replies(self, lines):
        time.sleep(60)
        yield ""
worker._Answering, worker._PATIENCE, worker._PER_CODE_POINT, worker._LOOK_SECONDS = Answering, {patience}, 0, 0.1
sys.exit(worker.main([]))
"""


def test_a_pipeline_that_hangs_is_ended():
    """Whoever waits for the reply gets an end instead, and can go on with the next article."""
    done = subprocess.run(
        [sys.executable, "-c", HANGS.format(patience=0.5)],
        input="{}\n",
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode != 0
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for the process in /proc")
def test_a_worker_does_not_outlive_its_parent():
    """A reader that is killed leaves no process behind, even one in the middle of an article."""
    parent = (
        "import subprocess, sys, time\n"
        f"worker = subprocess.Popen([sys.executable, '-c', {HANGS.format(patience=50)!r}],"
        " stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "worker.stdout.readline(); worker.stdin.write(b'{}\\n'); worker.stdin.flush()\n"
        "print(worker.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True) as process:
        worker = int(process.stdout.readline())
        process.kill()
    end = time.monotonic() + 20
    while time.monotonic() < end and is_running(worker):
        time.sleep(0.05)
    assert not is_running(worker)


def is_running(pid):
    """Whether there is such a process, other than as a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
