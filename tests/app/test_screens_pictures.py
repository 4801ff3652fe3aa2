"""Pictures of the dialogs at 80×24, with fixed data. Look at them after `--snapshot-update`, before they are kept."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tests.app.host import Host
from tui.app.actions import KeyRow
from tui.app.screens.actors import ActorsScreen
from tui.app.screens.article_list import ArticleList
from tui.app.screens.export import ExportScreen
from tui.app.screens.help import HelpScreen
from tui.app.screens.link_picker import Choice, LinkPicker
from tui.app.screens.note import Note
from tui.desk.cast import Member, Part
from tui.desk.desk import Head
from tui.formats.format import Format
from tui.formats.losses import Loss
from tui.model.annotation import Actor
from tui.model.scheme import DEFAULT
from tui.store.protocol import Progress

TITLES = [
    "Seoul summons the Russian ambassador over the North’s troops",
    "Cable ship finds the break",
    "台風が九州に上陸、避難指示",
    "Cup final goes to penalties",
    "Landslide closes the coast road",
]


def article_list():
    heads = []
    for n in range(30):
        counts = {"entity": {"suggested": n * 7 % 40, "accepted": n * 3 % 30}, "quote": {"rejected": n % 2}}
        progress = Progress(counts if n % 5 else {}, done=n % 4 == 3)
        heads.append(Head(f"a{n}", TITLES[n % 5], "BBC", f"2024-10-{n + 1:02}", 400, progress, n % 5 > 0))
    return ArticleList(heads, "a2")


def key_help():
    groups = {"Move": "hjkl", "Decide": "axm", "Tag": "eqcs"}
    rows = [
        KeyRow(f"{group}.{key}", group, (key, "Ctrl+→"), f"{group} by {key}", f"What {key} does.", "reading")
        for group, keys in groups.items()
        for key in keys
    ]
    everywhere = KeyRow("desk.quit", "Desk", ("Ctrl+q",), "Quit", "Save everything and leave.", "everywhere")
    return HelpScreen([*rows, everywhere], "reading")


def link_picker():
    choices = [
        Choice("a1", "Kim Hong-kyun", "PERSON · South Korea’s vice-foreign minister", "a1"),
        Choice("a2", "Georgiy Zinoviev", "PERSON · the ambassador", "a2"),
        *(Choice(f"b{n}", f"Somebody {n}", "ORG", f"b{n}") for n in range(12)),
    ]
    return LinkPicker(choices, "who says it? “within the framework of international law”")


def note():
    return Note("waived no-source: a slogan", "quote direct “within the framework of international law”")


def actors():
    parts = (
        Part("e1", "mention", True, "Kim Hong-kyun", 0),
        Part("q1", "quote", False, "respond with all measures available", 20),
        Part("s1", "target", True, "called the move reckless", 60),
    )
    kim = Member(Actor(id="kim", name="Kim Hong-kyun", label="PERSON"), parts)
    seoul = Member(Actor(id="seoul", name="Seoul", label="GPE"), parts[:1])
    return ActorsScreen([kim, seoul], DEFAULT.entity, "kim")


def export():
    formats = [
        Format(name="inquit", title="inquit/1 JSON Lines", module="", endings=(".jsonl",), can_write=True),
        Format(name="iob2", title="CoNLL columns", module="", endings=(".iob",), can_write=True),
    ]
    losses = (Loss("nested or overlapping entities", 7, ()), Loss("stances", 3, ()))
    return ExportScreen(
        formats,
        {"accepted": 300, "edited": 12, "suggested": 88},
        lambda *_: losses,
        lambda *_: pytest.fail("nothing is written here"),
        articles=12,
        path=Path("no-such-folder/seoul.jsonl"),
    )


@pytest.mark.parametrize(
    ("make", "keys"),
    [
        (article_list, ["down"]),
        (key_help, []),
        (link_picker, ["K", "i", "m"]),
        (note, []),
        (actors, ["down", "space"]),
        (export, ["down"]),
    ],
    ids=["article_list", "help", "link_picker", "note", "actors", "export"],
)
def test_pictures(snap_compare, make, keys):
    """The dialogs look as they did when somebody last looked at them."""

    async def still(pilot):
        for field in pilot.app.screen.query("Input, TextArea").results():
            assert isinstance(field, Input | TextArea)
            field.cursor_blink = False
        await pilot.press(*keys)
        await pilot.pause(0.4)

    assert snap_compare(Host(make()), terminal_size=(80, 24), run_before=still)
