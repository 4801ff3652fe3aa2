"""A hand-annotated article for tests of the reader, and a small app around the reader."""

from pathlib import Path

from msgspec.structs import replace
from textual.app import App, ComposeResult

from tui.app.themes import DEFAULTS, THEMES
from tui.app.widgets.board import Around, Board, Stack
from tui.app.widgets.lens import view
from tui.model.annotation import Actor, AnyAnnotation, Claim, Entity, Quote, Stance, Target
from tui.model.article import Article, make_article
from tui.model.edit import Layer
from tui.model.span import Span
from tui.model.suggestion import Structure

SEED = Path(__file__).parents[2] / "seeds" / "000_9572c48d40091c2f.txt"
NAMES = {
    "PERSON": ["Georgiy Zinoviev", "Kim Hong-kyun", "Dmitry Peskov", "Vladimir Putin", "Kim Jong Un", "Mark Rutte",
               "Yoon Suk Yeol", "David Lammy", "Lin Jian", "Moon Seong-mok", "Valeriy Ryabykh"],
    "GPE": ["Moscow", "Pyongyang", "Seoul", "South Korea", "North Korea", "Russia", "Ukraine", "Japan", "London"],
    "ORG": ["BBC Korean", "Nato", "Tass", "Kremlin", "the Korea National Strategy Institute", "Defence Express"],
    "NORP": ["Russian", "North Korean", "South Korean", "Chinese", "Ukrainian"],
    "DATE": ["Monday", "June", "Last week", "2024-10-22"],
}  # fmt: skip
ACTORS = {
    name: Actor(id=f"a{n}", name=name, label="GPE") for n, name in enumerate(["Seoul", "Moscow", "Kim Hong-kyun"])
}
CLAIMS = [
    ("North Korean troops which it says are being trained to fight in Ukraine", "fact"),
    (
        "About 1,500 North Korean soldiers, including those from the special forces, have already arrived in Russia",
        "fact",
    ),
    ("the cooperation between Moscow and Pyongyang is “within the framework of international law”", "opinion"),
    ("North Korea has sent troops to fight with Russia’s military", "fact"),
    ("the cooperation between the two nations is “not directed against third countries”", "opinion"),
    ("as many as12,000 North Korean soldiers are expected to be deployed", "prediction"),
    ("“would mark a significant escalation” in the conflict", "prediction"),
    ("London would work with Seoul to respond", "policy"),
]
STANCES = [
    ("denounced the move and warned that Seoul will “respond with all measures available”", "oppose"),
    ("cooperation between Moscow", "support"),
    ("The ambassador did not confirm allegations", "neutral"),
    ("it “should not worry anyone”", "support"),
    ("gravely threatens South Korea but the international community", "oppose"),
    ("called Russia’s actions “reckless and illegal”", "oppose"),
]


def seed_article() -> Article:
    return make_article("seed", SEED.read_text(encoding="utf-8"), title="Seoul summons the ambassador")


def seed_layer(article: Article) -> Layer:
    """Entities, quotations, claims and stances; every third one undecided."""
    text = article.text
    found: list[AnyAnnotation] = []
    taken: set[int] = set()
    for label, names in NAMES.items():
        for name in sorted(names, key=len, reverse=True):
            for at in _places(text, name):
                if not taken & set(range(at, at + len(name))):
                    taken |= set(range(at, at + len(name)))
                    actor = ACTORS[name].id if name in ACTORS else None
                    found.append(Entity(id=f"e{at}", spans=(Span(at, at + len(name)),), label=label, actor=actor))
    for at in _places(text, "“"):
        end = text.find("”", at) + 1
        found.append(Quote(id=f"q{at}", spans=(Span(at, end),), kind="direct" if end - at > 60 else "mixed"))
    for words, kind in CLAIMS:
        at = text.index(words)
        found.append(Claim(id=f"c{at}", spans=(Span(at, at + len(words)),), kind=kind, claimant="a0"))
    for words, polarity in STANCES:
        at = text.index(words)
        span = (Span(at, at + len(words)),)
        found.append(Stance(id=f"s{at}", spans=span, polarity=polarity, holder="a2", target=Target(actor="a1")))
    found = [replace(it, status="suggested") if n % 3 == 1 else it for n, it in enumerate(found)]
    return Layer({actor.id: actor for actor in ACTORS.values()}, {it.id: it for it in found}, {})


def _places(text: str, words: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


class ReaderApp(App[None]):
    """The reader with its lens and nothing else."""

    def __init__(self, article: Article, layer: Layer, structure: Structure | None = None, theme: str = "") -> None:
        super().__init__()
        self.article, self.layer, self.structure = article, layer, structure or Structure()
        self.first_theme = theme or THEMES[0].name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DEFAULTS)

    def compose(self) -> ComposeResult:
        yield Board(Stack(status=0, inspector=0, bar=0))

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.first_theme
        self.reader.stand(self.reader.stack._replace(lens=1 if self.size.height < 30 else 6))
        self.reader.show(self.article, self.layer, self.structure)
        self.look()

    @property
    def reader(self) -> Board:
        return self.query_one(Board)

    def look(self) -> None:
        """Show the line under the cursor in the lens."""
        r = self.reader
        r.show_around(Around(lens=view(r.sheet, r.line, r.selection, r.here, r.layers_shown)))


def go_to(app: ReaderApp, kind: type, number: int) -> None:
    """Select the annotation of a type that comes at `number` (from 1) in the text."""
    found = sorted((it.start, it.id) for it in app.layer.annotations.values() if isinstance(it, kind))
    chosen = app.layer.annotations[found[number - 1][1]]
    app.reader.select(chosen.spans[0], chosen.id)
