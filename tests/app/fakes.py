"""A page and a host without a terminal, and a desk in memory: for tests of what happens between key and reader."""

from tests.store.memory import MemoryRepository
from tui.app.keymap import load_keymap
from tui.app.reading.commands import carry_out
from tui.app.reading.keyboard import Keyboard
from tui.app.reading.reading import Reading
from tui.app.reading.tally import Figures
from tui.desk.desk import Desk
from tui.model.annotation import TYPES, Actor, Claim, Entity, Quote, Stance, Target
from tui.model.article import make_article
from tui.model.edit import ArticleState, Change, Edit
from tui.model.scheme import DEFAULT
from tui.model.span import Span
from tui.model.suggestion import Structure, Suggestions
from tui.text import selector
from tui.text.focus import on_the_spot
from tui.text.links import links_of
from tui.text.motions import move_edge
from tui.text.sheet import Sheet

TEXT = (
    "South Korea has summoned the Russian ambassador. Kim Hong-kyun denounced the move.\n\n"
    "“This gravely threatens us,” Kim said on Monday. Moscow denied that troops had arrived.\n"
)
SECOND = "Japan also condemned the ties.\n"


class FakePage:
    """Does what the reader widget does, on a window of 20 lines of 76 cells."""

    height = 20

    def __init__(self):
        self.hints, self.matches, self.layers_shown = {}, (), frozenset(TYPES)
        self._focus = None

    def show(self, article, layer, structure, scheme=DEFAULT):
        wanted = self.sheet.wanted if hasattr(self, "sheet") else None
        self.sheet = Sheet(article, layer, structure, 76)
        self.sheet.wanted = wanted or self.sheet.wanted
        self._become(selector.select_word(self.sheet.text, 0))

    def update(self, layer, changed, structure=None):
        self.sheet.update(layer, changed)

    def _become(self, now, focus=None):
        self._now, self._focus = now, focus
        return True

    selection = property(lambda self: self._now.span)
    cursor = property(lambda self: self._now.caret.offset)
    in_view = property(lambda self: Span(0, len(self.sheet.text)))
    links = property(lambda self: links_of(self.focus_annotation, self.sheet) if self.focus_annotation else ())
    place = property(lambda self: (self._now, self._focus))

    @property
    def spot(self):
        return on_the_spot(self.sheet, self.selection, self.cursor, self.layers_shown)

    @property
    def focus_annotation(self):
        chosen = self.sheet.annotation(self._focus) if self._focus else None
        return chosen or next(iter(self.spot), None)

    @property
    def wanted(self):
        return self.sheet.wanted

    @wanted.setter
    def wanted(self, wanted):
        self.sheet.wanted = wanted

    def focus_on(self, id):
        self._focus = id

    def restore(self, place):
        self._become(*place)

    def move(self, kind, count=1):
        return self._become(selector.move(self.sheet.wrap, self._now, kind, count, self.height))

    def extend(self, kind, count=1):
        return self._become(selector.extend(self.sheet.wrap, self._now, kind, count, self.height))

    def move_edge(self, edge, kind, count):
        return self.select(move_edge(self.sheet.text, self.selection, edge, kind, count), self._focus)

    def select(self, span, focus=None):
        return self._become(selector.select_span(span), focus)

    def select_at(self, offset):
        return self._become(selector.select_word(self.sheet.text, offset))

    def grow_selection(self):
        near = self.sheet.spans_around(self.selection)
        before = self.selection
        self._become(selector.grown(self.sheet.wrap, self._now, self.sheet.structure, near), self._focus)
        return self.selection != before

    def shrink_selection(self):
        return self._become(selector.shrunk(self.sheet.wrap, self._now), self._focus)


class FakeHost:
    """Remembers what it was told; dialogs are answered with `answer`, or what it returns for the dialog."""

    def __init__(self):
        self.said, self.asked, self.opened, self.errands, self.copied = [], [], [], [], []
        self.answer = None
        self.reading = None

    def say(self, words, tone="information"):
        self.said.append(words)

    def wait(self, chord):
        self.keyboard = self.keyboard.wait(chord)

    def ask(self, screen, then):
        self.asked.append(screen)
        answer = self.answer(screen) if callable(self.answer) else self.answer
        if answer is not None:
            then(answer)

    def open(self, id):
        self.opened.append(id)
        self.reading.show(id)

    def copy(self, words):
        self.copied.append(words)

    def order(self, action):
        self.errands.append(action)


class Bench:
    """A reading with a keyboard: `press("n a")` types keys, and what they did can be looked at."""

    def __init__(self, *articles, settings=None, clock=None, page=None):
        repository = MemoryRepository()
        for article, suggestions in articles or seeds():
            repository.add_articles([article])
            repository.apply(arrival(article))
            if suggestions is not None:
                repository.put_suggestions(suggestions)
        self.desk = Desk(repository, settings=settings, annotator="anna", clock=lambda: "2026-01-02T03:04:05+00:00")
        self.page, self.host = page or FakePage(), FakeHost()
        self.reading = Reading(self.desk, self.page, self.host, Figures(clock) if clock else None)
        self.host.reading = self.reading
        self.keymap = load_keymap()
        self.host.keyboard = Keyboard(self.keymap.table("reading"))
        self.reading.show(self.desk.article_ids()[0])

    def press(self, keys):
        """Type keys, blank-separated, as the keymap names them."""
        for key in keys.split():
            self.host.keyboard, order = self.host.keyboard.press(key)
            if order is not None:
                carry_out(self.reading, order)
        return self

    def select(self, words):
        """Select the first place with these words."""
        at = self.reading.text.index(words)
        self.page.select(Span(at, at + len(words)))
        self.reading.stepped = False
        return self

    @property
    def selected(self):
        return self.page.selection.of(self.reading.text)

    @property
    def chord(self):
        return self.host.keyboard.chord

    def all(self, cls):
        """The annotations of a class that are not rejected, in reading order."""
        found = [
            it for it in self.reading.layer.annotations.values() if isinstance(it, cls) and it.status != "rejected"
        ]
        return sorted(found, key=lambda it: it.start)

    def hint_of(self, words):
        """The letters that pick these words in the chord at hand."""
        spans = {span.of(self.reading.text): label for label, span in self.chord.hints.items()}
        return " ".join(spans[words])


def arrival(article):
    """The edit that puts an article on the desk."""
    state = ArticleState(id=article.id, text_sha256=article.text_sha256)
    change = Change(article=article.id, before=None, after=state)
    return Edit(action="import", annotator="anna", time="2026-01-01T00:00:00+00:00", changes=(change,))


def span_in(text, words, nth=0):
    """The span of the `nth` place with these words."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def seeds():
    """Two articles; the first with suggestions of every type, the second without any."""
    first = make_article("one", TEXT, title="One")
    second = make_article("two", SECOND, title="Two")

    def at(words, nth=0):
        return (span_in(TEXT, words, nth),)

    model = {"origin": "model", "status": "suggested", "model": "m 1", "score": 0.9}
    move = Target(span=span_in(TEXT, "the move"))
    quote = Quote(
        id="q1", spans=at("“This gravely threatens us,”"), kind="direct", cue=span_in(TEXT, "said"),
        source=span_in(TEXT, "Kim", 1), actor="kim", **model,
    )  # fmt: skip
    annotations = (
        Entity(id="e1", spans=at("South Korea"), label="GPE", actor="sk", **model),
        Entity(id="e2", spans=at("Russian"), label="NORP", actor="ru", **model),
        Entity(id="e3", spans=at("Kim Hong-kyun"), label="PERSON", actor="kim", **model),
        Stance(id="s1", spans=at("denounced"), polarity="oppose", holder="kim", target=move, **model),
        quote,
        Entity(id="e4", spans=at("Kim", 1), label="PERSON", actor="kim", **model),
        Entity(id="e5", spans=at("Moscow"), label="GPE", actor="ru", **model),
        Claim(id="c1", spans=at("troops had arrived"), kind="fact", claimant="ru", **model),
    )  # fmt: skip
    actors = (
        Actor(id="sk", name="South Korea", label="GPE", origin="model"),
        Actor(id="ru", name="Russia", label="GPE", origin="model"),
        Actor(id="kim", name="Kim Hong-kyun", label="PERSON", origin="model"),
    )
    structure = Structure(noun_phrases=(span_in(TEXT, "the Russian ambassador"), span_in(TEXT, "the move")))
    suggestions = Suggestions(
        article="one", text_sha256=first.text_sha256, model="m 1", actors=actors, annotations=annotations,
        structure=structure,
    )  # fmt: skip
    return (first, suggestions), (second, None)
