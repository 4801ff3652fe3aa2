"""Commands that look at the desk and change nothing."""

import sys
from pathlib import Path

import click

from tui.cli.common import (
    db_option,
    desk_options,
    json_option,
    must_exist,
    open_desk,
    print_json,
    printable,
    reading_desk,
)


@click.command()
@click.argument("id")
@click.option("--plain", is_flag=True, help="No colours, no marks in the text: for pipes and screen readers.")
@desk_options
@json_option
def read(id: str, plain: bool, db: Path, annotator: str | None, as_json: bool) -> None:
    """Print one article with its annotations."""
    from tui.desk.plain import plain_lines

    with reading_desk(db, annotator) as desk:
        article, layer = desk.article(id), desk.layer(id)
    if as_json:
        from tui.formats.inquit1 import to_row
        from tui.model.suggestion import AnnotatedArticle

        actors, annotations = tuple(layer.actors.values()), tuple(layer.annotations.values())
        print_json(to_row(AnnotatedArticle(article=article, actors=actors, annotations=annotations)))
        return
    from tui.cli.styling import print_lines

    print_lines(plain_lines(article, layer), plain=plain or not sys.stdout.isatty())


@click.command()
@desk_options
@json_option
def status(db: Path, annotator: str | None, as_json: bool) -> None:
    """Show the articles, how far each is, and the labels given."""
    from tui.desk.summary import summarise

    with reading_desk(db, annotator) as desk:
        summary = summarise(desk)
    if as_json:
        print_json(summary.to_json())
        return
    for line in summary.lines():
        print(printable(line))


@click.command()
@click.option("--repair", is_flag=True, help="Fix what can be fixed without guessing; the original is kept beside it.")
@click.option("--compact", is_flag=True, help="Rewrite the file without superseded lines.")
@desk_options
@json_option
def check(repair: bool, compact: bool, db: Path, annotator: str | None, as_json: bool) -> int:
    """Verify the desk: hashes, offsets, links, history, and the rules of the guideline.

    Exit code 1 and a list if the file has faults. Breaches of the guideline's rules are listed, and are no fault of
    the file.
    """
    from tui.desk.checking import breaches

    must_exist(db)
    said: list[str] = []
    if repair or compact:
        from tui.store.maintenance import compact_desk, repair_desk

        said += repair_desk(db) if repair else []
        said += compact_desk(db) if compact else []
    with open_desk(db, annotator, read_only=True) as desk:
        faults = list(desk.repository.check())
        rules = breaches(desk)
    if as_json:
        print_json({"done": said, "faults": faults, "rules": rules})
        return 1 if faults else 0
    for line in (*said, *faults, *rules):
        print(printable(line))
    print(f"{len(faults)} faults, {len(rules)} breaches of the guideline's rules")
    return 1 if faults else 0


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, dir_okay=False), metavar="GOLD.jsonl")
@click.option("--model", metavar="M", help="Any installed spaCy pipeline; the small English one by default.")
@db_option
@json_option
def evaluate(gold: Path, model: str | None, db: Path, as_json: bool) -> None:
    """Score fresh suggestions against labelled articles (`inquit/1` JSON Lines).

    They are made as `inquit suggest` makes them, by the inquit.toml beside the desk; the desk itself is not used.
    """
    from tui.desk.scoring import score_file
    from tui.desk.settings import load_settings

    evaluation = score_file(gold, model, load_settings(db.parent))
    if as_json:
        print_json(evaluation.to_json())
        return
    from tui.cli.styling import print_table

    print_table(evaluation.rows())


@click.command()
@click.option("--markdown", is_flag=True, help="As a Markdown table.")
@db_option
@json_option
def keys(markdown: bool, db: Path, as_json: bool) -> None:
    """List the reader's keys, as the inquit.toml beside the desk sets them."""
    from tui.app.actions import key_rows, key_table_markdown
    from tui.app.keymap import load_keymap
    from tui.desk.settings import load_settings

    keymap = load_keymap(load_settings(db.parent).keys)
    if markdown:
        print(key_table_markdown(keymap.keys), end="")
        return
    rows = key_rows(keymap.keys)
    if as_json:
        print_json([row._asdict() for row in rows])
        return
    from tui.cli.styling import print_table

    print_table([("keys", "does", "action"), *((" ".join(row.keys), row.help, row.id) for row in rows)])


@click.command()
@json_option
def formats(as_json: bool) -> None:
    """List the formats, what each carries, and what to install for it."""
    from tui.formats.registry import formats as all_formats

    if as_json:
        names = ("name", "title", "can_read", "can_write", "carries", "extra")
        print_json([{name: getattr(format, name) for name in names} for format in all_formats()])
        return
    from tui.cli.styling import print_table

    head = ("format", "reads", "writes", "carries", "needs")
    rows = [
        (
            f.name,
            "yes" if f.can_read else "",
            "yes" if f.can_write else "",
            f.carries,
            f"inquit[{f.extra}]" if f.extra else "",
        )
        for f in all_formats()
    ]
    print_table([head, *rows])
