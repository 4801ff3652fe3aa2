"""The worker process: `python -m tui.nlp.worker [--model NAME]` makes suggestions at low priority until stdin closes.

One request a line comes in and one reply a line goes out, in the same order (see `tui.nlp.wire`). Whatever has come in
meanwhile is parsed as one batch.
"""

import argparse
import faulthandler
import json
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from queue import Empty, SimpleQueue
from typing import TextIO

from tui.model.article import Article
from tui.model.errors import InquitError, UsageError
from tui.model.scheme import DEFAULT, Scheme
from tui.nlp import wire
from tui.nlp.reporting import Verbs

_NICE = 10
_PATIENCE, _PER_CODE_POINT = 120.0, 0.01
"""Seconds that a batch may take, and more for each code point of it; a pipeline that needs longer hangs."""
_LOOK_SECONDS = 2.0
_BATCH, _BATCH_LENGTH = 32, 200_000
"""How many articles, and how many code points of them, are parsed together at most."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Load the model, say so, answer until stdin closes. Exit code 2 if the model cannot be loaded."""
    parser = argparse.ArgumentParser(prog="python -m tui.nlp.worker", description=__doc__)
    parser.add_argument("--model", help="an installed spaCy pipeline; the default one if not given")
    parser.add_argument("--verbs", type=json.loads, default={}, help="reporting verbs and what they take, in JSON")
    options = parser.parse_args(arguments)
    _be_nice()
    _end_with(os.getppid())
    replies, sys.stdout = sys.stdout, sys.stderr  # nothing that a library prints may look like a reply
    try:
        answer = _Answering(options.model, options.verbs)
    except (InquitError, ImportError) as error:
        _say(replies, wire.write_error(str(error)))
        return UsageError.exit_code
    _say(replies, wire.write_ready(answer.model))
    for batch in _batches(sys.stdin):
        faulthandler.dump_traceback_later(_PATIENCE + _PER_CODE_POINT * sum(map(len, batch)), exit=True)
        for reply in answer.replies(batch):
            _say(replies, reply)
        faulthandler.cancel_dump_traceback_later()
    return 0


def _be_nice() -> None:
    """Let the reader's own process go first; where there is no such thing, nothing is lost."""
    if hasattr(os, "nice"):
        os.nice(_NICE)


def _end_with(parent: int) -> None:
    """Do not outlive the program that asks, even in the middle of an article, however that program ended."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _say(replies: TextIO, line: str) -> None:
    replies.write(line + "\n")
    replies.flush()


class _Answering:
    """Requests in, replies out; one suggester for each scheme, all with the same pipeline."""

    def __init__(self, model: str | None, verbs: Verbs) -> None:
        from tui.nlp.pipeline import load_pipeline
        from tui.nlp.suggester import make_suggester

        self._pipeline = load_pipeline(model, verbs)
        self._make = make_suggester
        self.model = make_suggester(self._pipeline, DEFAULT).model

    def replies(self, lines: Sequence[str]) -> Iterator[str]:
        """One reply a request, in order; an error in one request is only its own."""
        read = [_read(line) for line in lines]
        for error, group in groupby(read, key=lambda item: isinstance(item, str)):
            items = list(group)
            if error:
                yield from (wire.write_error(str(item)) for item in items)
            else:
                yield from self._answer([item for item in items if not isinstance(item, str)])

    def _answer(self, requests: Sequence[tuple[Article, Scheme]]) -> Iterator[str]:
        for _, group in groupby(requests, key=lambda request: wire.scheme_to_table(request[1])):
            members = list(group)
            suggester = self._make(self._pipeline, members[0][1])
            articles = [article for article, _ in members]
            try:
                done = [wire.write_suggestions(found) for found in suggester.suggest_many(articles)]
            except Exception:  # one bad article must not take the others with it
                done = [self._alone(article, members[0][1]) for article in articles]
            yield from done

    def _alone(self, article: Article, scheme: Scheme) -> str:
        try:
            return wire.write_suggestions(self._make(self._pipeline, scheme).suggest(article))
        except Exception as error:
            return wire.write_error(f"no suggestions for {article.id}: {type(error).__name__}: {error}"[:500])


def _read(line: str) -> tuple[Article, Scheme] | str:
    try:
        return wire.read_request(line)
    except InquitError as error:
        return f"the request cannot be read: {error}"


def _batches(stdin: TextIO) -> Iterator[list[str]]:
    """The lines of `stdin` as they come: whatever is there already is one batch, up to a limit."""
    queue: SimpleQueue[str | None] = SimpleQueue()

    def read() -> None:
        for line in stdin:
            queue.put(line)
        queue.put(None)

    threading.Thread(target=read, name="requests", daemon=True).start()
    line = queue.get()
    while line is not None:
        batch, length = [line], len(line)
        line = None
        while len(batch) < _BATCH and length < _BATCH_LENGTH:
            try:
                line = queue.get_nowait()
            except Empty:
                break
            if line is None:
                yield batch
                return
            batch.append(line)
            length += len(line)
        yield batch
        line = queue.get()


if __name__ == "__main__":
    sys.exit(main())
