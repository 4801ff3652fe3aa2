# ruff: noqa: E501 (one action a line, so that the table can be read as one)
"""The one table of actions: what can be done in the reader, under which id, with which keys.

Bindings, action bar, command palette, help page, README's key table and `inquit keys` all come from here. Keys are
written as they are typed: a character ("a", "A", "("), or a name with modifiers ("left", "shift+left", "ctrl+r").
Knows no Textual.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

Context = Literal["reading", "stance", "everywhere"]
"""Where the keys of an action count: while reading, inside the stance chord, or on every screen."""


class Action(NamedTuple):
    """Something the annotator can do.

    `title` names it in the palette, `short` in the action bar, `help` says it in one sentence on the help page.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    group: str
    help: str
    short: str = ""
    context: Context = "reading"


def _group(name: str, *actions: Action) -> tuple[Action, ...]:
    return tuple(Action(a.id, a.keys, a.title, name, a.help, a.short or a.title.lower(), a.context) for a in actions)


def _a(id: str, keys: str, title: str, help: str, short: str = "", context: Context = "reading") -> Action:
    return Action(id, tuple(keys.split()), title, "", help, short, context)


ACTIONS: tuple[Action, ...] = (
    *_group(
        "Move",
        _a("move.word_left", "h left", "Word left", "Select the word before. Counts work: 5h.", "word"),
        _a("move.word_right", "l right", "Word right", "Select the word after. Counts work: 5l.", "word"),
        _a("move.line_up", "k up", "Line up", "Select the word above.", "line"),
        _a("move.line_down", "j down", "Line down", "Select the word below.", "line"),
        _a("move.char_left", "H ctrl+left", "Character left", "Select the character before.", "character"),
        _a("move.char_right", "L ctrl+right", "Character right", "Select the character after.", "character"),
        _a("move.line_start", "^ home", "Line start", "Select the first word of the line."),
        _a("move.line_end", "$ end", "Line end", "Select the last word of the line."),
        _a("move.sentence_back", "(", "Sentence back", "Go to the start of the sentence, or of the one before."),
        _a("move.sentence_forward", ")", "Sentence forward", "Go to the start of the next sentence."),
        _a("move.paragraph_back", "{", "Paragraph back", "Go to the start of the paragraph, or of the one before."),
        _a("move.paragraph_forward", "}", "Paragraph forward", "Go to the start of the next paragraph."),
        _a("move.page_up", "pageup ctrl+b", "Page up", "Go up by a screenful."),
        _a("move.page_down", "pagedown ctrl+f", "Page down", "Go down by a screenful."),
        _a("move.start", "g ctrl+home", "Article start", "Go to the first word of the article."),
        _a("move.end", "G ctrl+end", "Article end", "Go to the last word of the article."),
    ),
    *_group(
        "Jump",
        _a("jump.annotation_next", "tab", "Next annotation", "Go to the next annotation, here or further on.", "next"),
        _a("jump.annotation_previous", "shift+tab", "Previous annotation", "Go to the annotation before.", "previous"),
        _a("jump.suggestion_next", "n", "Next undecided", "Go to the next suggestion nobody has decided.", "next undecided"),
        _a("jump.suggestion_previous", "N", "Previous undecided", "Go to the undecided suggestion before."),
        _a("jump.hint", "f", "Hints", "Put a letter on everything in view that can be selected; type it to go there.", "hints"),
        _a("jump.find", "/", "Find", "Find words in the article.", "find"),
        _a("jump.occurrence_next", "*", "Next occurrence", "Go to the next place with the selected words."),
        _a("jump.occurrence_previous", "#", "Previous occurrence", "Go to the place before with the selected words."),
        _a("jump.linked", ";", "Linked end", "Go to the source, speaker or target of the annotation here, then back.", "source/target"),
        _a("jump.back", "backspace ctrl+o", "Jump back", "Go back to where the last jump began.", "back"),
    ),
    *_group(
        "Shape",
        _a("shape.word_left", "shift+left", "Extend by a word left", "Take the word before into the selection, or drop the last."),
        _a("shape.word_right", "shift+right", "Extend by a word right", "Take the next word into the selection."),
        _a("shape.line_up", "shift+up", "Extend a line up", "Extend the selection one line up."),
        _a("shape.line_down", "shift+down", "Extend a line down", "Extend the selection one line down."),
        _a("shape.char_left", "ctrl+shift+left", "Edge a character left", "Move the moving edge of the selection one character left."),
        _a("shape.char_right", "ctrl+shift+right", "Edge a character right", "Move the moving edge of the selection one character right."),
        _a("shape.edge_left", "<", "Edge a word left", "Move the moving edge of the selection (its end, or its start after %) one word left.", "edge"),
        _a("shape.edge_right", ">", "Edge a word right", "Move the moving edge of the selection one word right.", "edge"),
        _a("shape.extend", "v", "Extend mode", "Let every move extend the selection, until v or Esc.", "extend"),
        _a("shape.other_edge", "%", "Other edge", "Let the other edge of the selection be the one that < > move.", "other edge"),
        _a("shape.grow", ".", "Grow", "Grow by meaning: word, noun phrase, clause or quotation, sentence, paragraph.", "grow"),
        _a("shape.shrink", ",", "Shrink", "Undo one step of growing.", "shrink"),
    ),
    *_group(
        "Decide",
        _a("decide.accept", "a enter", "Accept", "Accept the annotation under the cursor and go on to the next undecided one.", "accept"),
        _a("decide.reject", "x", "Reject", "Reject it; it is kept as rejected and not suggested again.", "reject"),
        _a("decide.skip", "space", "Skip", "Leave it undecided and go on to the next one.", "skip"),
        _a("decide.accept_view", "A", "Accept all in view", "Accept every undecided suggestion on the screen, as one undo step.", "accept all in view"),
        _a("decide.relabel", "r", "Relabel", "Give it another label, kind or polarity: r, then the label's key.", "relabel"),
        _a("decide.delete", "d delete", "Delete", "Take the annotation away.", "delete"),
        _a("decide.note", "m", "Note", "Attach a note to it.", "note"),
        _a("decide.done", "D", "Article done", "Mark the article as done, or open it again.", "done"),
    ),
    *_group(
        "Tag",
        _a("tag.entity", "e", "Tag entity", "Tag the selection as a name: e, then the label's key.", "entity"),
        _a("tag.quote", "q", "Tag quote", "Tag the selection as reported speech; the marks tell its kind.", "quote"),
        _a("tag.claim", "c", "Tag claim", "Tag the selection as a claim: c, then the kind's key.", "claim"),
        _a("tag.stance", "s", "Tag stance", "Tag who is for or against what: s, the target's hint, then + - 0 ?.", "stance"),
        _a("tag.piece", "p", "Add a piece", "Add words to the annotation here: p, select them, Enter.", "add piece"),
        _a("tag.drop_piece", "P", "Drop the piece", "Take the piece under the cursor out of its annotation.", "drop piece"),
        _a("tag.resize", "R", "Resize", "Change the words of the annotation here: R, shape the selection (← → move its edge), Enter.", "resize"),
        _a("tag.cue", "i", "Set the cue", 'Say which words are the inquit ("he said") of the quote here: i, select them, Enter.', "cue"),
        _a("tag.intensity", "I", "Intensity", "Say how strong the stance here is: I, then 1 weak, 2 average, 3 strong.", "intensity"),
        _a("tag.checkworthy", "W", "Check-worthy", "Mark the claim here as worth checking, or not.", "check-worthy"),
    ),
    *_group(
        "Link",
        _a("link.actor", "@", "Who", "Say who it is: the quote's source, the claimant, the holder, the name's actor.", "who"),
        _a("link.target", "T", "Target", "Say what the stance here is about.", "target"),
        _a("link.actors", "w", "Who is who", "Make, rename, merge and split the actors of the article.", "actors"),
        _a("stance.writer", "w", "Writer", "The writer of the article is the holder.", "writer", "stance"),
        _a("stance.holder", "@", "Holder", "Pick another holder by its hint.", "holder", "stance"),
        _a("stance.find", "/", "Find target", "Pick the target by typing: an actor, an annotation, or a topic in words.", "type target", "stance"),
    ),
    *_group(
        "Undo",
        _a("undo.undo", "u", "Undo", "Take the last change back, in whichever article and sitting it was made.", "undo"),
        _a("undo.redo", "ctrl+r", "Redo", "Do what was undone again.", "redo"),
    ),
    *_group(
        "View",
        _a("view.layers", "t", "Show or hide a layer", "t, then e, q, c or s hides or shows entities, quotes, claims or stances.", "layers"),
        _a("view.entity", "", "Entities on or off", "Hide or show the entities."),
        _a("view.quote", "", "Quotes on or off", "Hide or show the quotes."),
        _a("view.claim", "", "Claims on or off", "Hide or show the claims."),
        _a("view.stance", "", "Stances on or off", "Hide or show the stances."),
        _a("view.filter", "F", "Filter", "Choose the types, labels and statuses that are shown and visited.", "filter"),
        _a("view.lens", "z", "Lens", "Show the line under the cursor with one lane per annotation, or just the summary.", "lens"),
        _a("view.guidelines", "ctrl+g", "Guidelines", "Show or hide guidelines.md beside the text.", "guidelines"),
        _a("view.pane_down", "ctrl+d", "Guidelines down", "Scroll the guidelines down."),
        _a("view.pane_up", "ctrl+u", "Guidelines up", "Scroll the guidelines up."),
        _a("view.figures", "=", "Figures", "Say how the work goes: decisions an hour and keys a decision, here and in this sitting.", "figures"),
        _a("view.theme", "ctrl+t", "Next theme", "Change the colours: dark, light, high contrast, 256 colours, 16 colours.", "theme"),
        _a("view.themes", "", "Themes", "Choose the colours from a list: inquit's themes and Textual's."),
    ),
    *_group(
        "Go",
        _a("go.article_previous", "[", "Previous article", "Open the article before.", "article before"),
        _a("go.article_next", "]", "Next article", "Open the next article.", "next article"),
        _a("go.list", "o", "Article list", "Choose an article from the list.", "articles"),
        _a("go.orphans", "O", "Orphans", "Settle annotations whose words were not found in the new text.", "orphans"),
        _a("go.checks", "C", "Checks", "Show what is against the guideline in this article: go there, or waive the rule.", "checks"),
        _a("go.copy", "y", "Copy", "Copy the selected words to the clipboard.", "copy"),
    ),
    *_group(
        "Desk",
        _a("desk.help", "?", "Keys", "Show the keys that work here.", "keys"),
        _a("desk.palette", "ctrl+p", "Commands", "Find any command by typing.", "commands", "everywhere"),
        _a("desk.export", "ctrl+e", "Export", "Write a labelled dataset.", "export"),
        _a("desk.screenshot", "", "Screenshot", "Save a picture of the screen (SVG) in the downloads folder."),
        _a("desk.save", "ctrl+s", "Save now", "Try again to save what could not be saved; saving needs no key otherwise.", "save"),
        _a("desk.cancel", "escape", "Cancel", "Leave the pending keys, the extend mode, the message.", "cancel"),
        _a("desk.quit", "ctrl+q", "Quit", "Save everything and leave.", "quit", "everywhere"),
    ),
)  # fmt: skip

ALSO: Mapping[str, str] = {
    "jump.find": "search look for",
    "jump.linked": "speaker holder",
    "jump.suggestion_next": "review queue",
    "jump.back": "return",
    "decide.delete": "remove erase",
    "decide.note": "comment remark",
    "decide.done": "finish complete",
    "decide.relabel": "change kind polarity",
    "tag.entity": "name person label",
    "tag.quote": "quotation speech",
    "tag.resize": "change span boundary edge",
    "tag.piece": "discontinuous",
    "link.actor": "speaker source claimant holder link unlink",
    "link.actors": "merge split coreference",
    "view.figures": "statistics progress speed",
    "view.theme": "colours dark light",
    "view.guidelines": "manual instructions",
    "go.list": "files documents open",
    "go.checks": "validate errors",
    "desk.export": "write save dataset download",
    "desk.help": "shortcuts bindings",
    "desk.quit": "exit leave",
    "undo.undo": "take back revert",
}
"""Other words that people type when they look for an action."""

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

ARROWS = {"left": "←", "right": "→", "up": "↑", "down": "↓"}
NAMES = {"pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "delete": "Del", **ARROWS}


def key_name(key: str) -> str:
    """A key as it is shown to people: "shift+left" → "Shift+←", "ctrl+r" → "Ctrl+r", "tab" → "Tab"."""
    if len(key) == 1:
        return key
    *modifiers, last = key.split("+")
    name = NAMES.get(last, last if len(last) == 1 else last.capitalize())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


class KeyRow(NamedTuple):
    """A line of the help page and of `inquit keys`; `keys` are as shown to people."""

    id: str
    group: str
    keys: tuple[str, ...]
    title: str
    help: str
    context: Context


def key_rows(keys: Mapping[str, tuple[str, ...]] | None = None, contexts: Iterable[Context] = ()) -> tuple[KeyRow, ...]:
    """All actions with their keys (the defaults unless `keys` gives others by id), in table order.

    `contexts` keeps only the actions of these contexts; empty means all.
    """
    wanted = set(contexts)
    return tuple(
        KeyRow(a.id, a.group, tuple(map(key_name, (keys or {}).get(a.id, a.keys))), a.title, a.help, a.context)
        for a in ACTIONS
        if not wanted or a.context in wanted
    )


def key_table_markdown(keys: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """README's table of the keys (the defaults unless `keys` gives others by id), one line an action."""
    lines = ["| do | keys | what |", "|---|---|---|"]
    for row in key_rows(keys):
        typed = " ".join(f"`{key}`" for key in row.keys).replace("|", "\\|")
        lines.append(f"| {row.title} | {typed} | {row.help} |")
    return "\n".join(lines) + "\n"
