"""Commands that bring data in, make suggestions and take data out."""

import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import asdict

from tui.cli.common import desk_options, json_option, open_desk, print_json, printable, progress_bar, reading_desk

if TYPE_CHECKING:
    from tui.desk.desk import Desk
    from tui.desk.exporting import Order
    from tui.desk.importing import ImportReport
    from tui.formats.losses import Loss


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--format", metavar="F", help="The format, where the file's ending does not tell; see `inquit formats`.")
@desk_options
@json_option
def import_(paths: tuple[Path, ...], format: str | None, db: Path, annotator: str | None, as_json: bool) -> int:
    """Import articles, or other tools' annotations, from files and folders."""
    with open_desk(db, annotator) as desk:
        report = run_import(desk, paths, format, quiet=as_json)
    if as_json:
        print_json(
            {
                "added": report.added,
                "known": report.known,
                "changed": report.changed,
                "annotations": report.annotations,
                "decided": report.decided,
                "standing": report.standing,
                "orphans": report.orphans,
                "loosened": report.loosened,
                "refused": [str(fault) for fault in report.faults],
            }
        )
    return 1 if report.faults else 0


def run_import(desk: "Desk", paths: Iterable[Path], format: str | None, *, quiet: bool) -> "ImportReport":
    """Import with a progress bar; faults go to stderr, the report to stdout unless `quiet`."""
    from tui.desk.importing import import_paths

    with progress_bar() as bar:
        task = bar.add_task("Importing")
        report = import_paths(
            desk, paths, format=format, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    for fault in report.faults:
        print(f"inquit: {printable(str(fault))}", file=sys.stderr)
    if not quiet:
        print(report.sentence())
    return report


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", metavar="F", help="The format, where OUT's ending does not tell; see `inquit formats`.")
@click.option("--status", default="accepted,edited", show_default=True, metavar="S,…", help="Statuses, or `all`.")
@click.option("--by", default="", metavar="NAME,…", help="Only annotations of these annotators.")
@click.option("--since", metavar="TIME", help="Only what was changed at this ISO 8601 date or time, or later.")
@click.option("--label", default="", metavar="L,…", help="Only these labels, kinds, polarities: PERSON or claim:fact.")
@click.option("--type", "types", default="", metavar="T,…", help="Only these types: entity, quote, claim, stance.")
@click.option("--article", default="", metavar="ID,…", help="Only these articles.")
@click.option("--split", "shares", metavar="train=80,…", help="Split the articles; near-duplicates stay together.")
@click.option("--anonymise", is_flag=True, help="Write annotator-1, annotator-2, … for the annotators' names.")
@click.option("--strict", is_flag=True, help="Refuse to write if the format cannot hold everything.")
@click.option("--licence", metavar="NAME", help="The licence that the dataset card names.")
@desk_options
@json_option
def export(out: Path, db: Path, annotator: str | None, as_json: bool, **options: Any) -> int:
    """Write a labelled dataset to OUT, replacing an earlier one there in one step.

    What the format cannot hold is said on stderr, counted; with --json the ids are named too.
    """
    from tui.desk.exporting import export as export_to

    order = export_order(out, options)
    with reading_desk(db, annotator) as desk, progress_bar() as bar:
        task = bar.add_task("Exporting", total=len(desk.article_ids()))
        report = export_to(desk, order, progress=lambda done: bar.update(task, completed=done))
    say_losses(report.losses)
    if as_json:
        print_json(
            {
                "path": str(report.path),
                "format": report.format,
                "articles": report.articles,
                "annotations": dict(report.annotations),
                "spans_checked": report.spans,
                "losses": [asdict(loss) for loss in report.losses],
            }
        )
    else:
        found = ", ".join(f"{n} {name}" for name, n in report.annotations.items()) or "no annotations"
        print(f"{printable(str(report.path))}: {report.articles} articles, {found}")
    return 0


def say_losses(lost: "Iterable[Loss]") -> None:
    """Say on stderr what an export does not hold."""
    if said := ", ".join(map(str, lost)):
        print(f"inquit: not in this export: {said}", file=sys.stderr)


def export_order(out: Path, options: Mapping[str, Any]) -> "Order":
    """The order that the options of `inquit export` make; raises `UsageError` for words that mean nothing."""
    from tui.desk.exporting import Order, choose_format, parse_since, parse_statuses, parse_types, parse_words
    from tui.formats.select import Filter
    from tui.formats.split import parse_split

    return Order(
        out=out,
        format=choose_format(out, options["format"]),
        filter=Filter(
            statuses=parse_statuses(options["status"]),
            annotators=parse_words(options["by"]),
            since=parse_since(options["since"]),
            labels=parse_words(options["label"]),
            types=parse_types(options["types"]),
            articles=parse_words(options["article"]),
        ),
        shares=parse_split(options["shares"]) if options["shares"] else None,
        anonymous=options["anonymise"],
        strict=options["strict"],
        licence=options["licence"],
    )


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--model", metavar="M", help="Any installed spaCy pipeline; the small English one by default.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Processes.")
@click.option("--again", is_flag=True, help="Also where suggestions were made already.")
@desk_options
@json_option
def suggest(
    ids: tuple[str, ...],
    model: str | None,
    jobs: int,
    again: bool,
    db: Path,
    annotator: str | None,
    as_json: bool,
) -> int:
    """Suggest entities, quotes, claims and stances for all articles that have none yet, or for those named."""
    from tui.desk.suggesting import suggest_all, waiting

    with open_desk(db, annotator) as desk, progress_bar("{task.fields[speed]}") as bar:
        desk.check_writable()
        todo = waiting(desk, ids, again=again or bool(ids))
        task = bar.add_task("Suggesting", total=len(todo), speed="")
        started, words = time.monotonic(), 0
        report = None
        for report in suggest_all(desk, todo, model=model, jobs=jobs):
            words += report.words
            speed = words / max(time.monotonic() - started, 1e-9)
            bar.update(task, advance=1, speed=f"{speed:,.0f} words/s")
            if report.notice:
                bar.console.print(f"inquit: {printable(report.notice)}", markup=False)
        counts = count_suggested(desk, todo)
    seconds = time.monotonic() - started
    if as_json:
        print_json({"articles": len(todo), "words": words, "seconds": round(seconds, 2), "suggested": counts})
    else:
        found = ", ".join(f"{n} {name}" for name, n in counts.items()) or "nothing"
        print(f"{len(todo)} articles, {words:,} words in {seconds:.1f} s: {found}")
    return 0


def count_suggested(desk: "Desk", ids: Iterable[str]) -> dict[str, int]:
    """How many undecided suggestions of each type the articles have."""
    counts: dict[str, int] = {}
    for id in ids:
        for type, by_status in desk.repository.progress(id).counts.items():
            counts[type] = counts.get(type, 0) + by_status.get("suggested", 0)
    return counts
