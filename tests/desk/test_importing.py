"""Articles and annotations come in, once, whole, and as one edit."""

import json

import pytest
from msgspec.structs import replace

from tests.desk.helpers import ARTICLE, desk_with, desk_with_suggestions
from tui.desk import verbs
from tui.desk.checking import breaches
from tui.desk.desk import Desk
from tui.desk.exporting import Order, export, parse_statuses
from tui.desk.importing import import_paths, similar
from tui.desk.stamp import Stamp
from tui.formats.inquit1 import to_row
from tui.formats.registry import find_format
from tui.formats.select import Filter
from tui.model.annotation import Entity
from tui.model.article import make_article
from tui.model.edit import Layer
from tui.model.errors import DeskError
from tui.model.span import Span
from tui.model.suggestion import AnnotatedArticle
from tui.store.errors import SaveFailed, StaleEdit
from tui.store.opening import open_repository

STAMP = Stamp("ana", "2025-01-02T03:04:05+00:00")


@pytest.fixture
def desk():
    desk = desk_with()
    yield desk
    desk.close()


def write_lines(path, *rows):
    """A JSON Lines file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def entity(id="n1", start=0, end=3, **fields):
    """An entity as a file has it."""
    return {"id": id, "type": "entity", "spans": [[start, end]], "label": "PERSON", **fields}


def test_folders_are_read_recursively(desk, tmp_path):
    """Articles of every kind come in from below; hidden files and other things do not."""
    (tmp_path / "sub" / ".git").mkdir(parents=True)
    (tmp_path / "one.txt").write_text("One text.", encoding="utf-8")
    (tmp_path / "sub" / "two.md").write_text("---\ntitle: Two\n---\nTwo text.", encoding="utf-8")
    (tmp_path / "sub" / ".git" / "three.txt").write_text("No article.", encoding="utf-8")
    (tmp_path / "guidelines.md").write_text("Label names only.", encoding="utf-8")
    (tmp_path / "inquit.json").write_text('{"meta":{}}', encoding="utf-8")
    (tmp_path / "sub" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    report = import_paths(desk, [tmp_path])
    assert (report.added, report.faults) == (2, [])
    assert [desk.article(id).title for id in desk.article_ids()] == ["one", "Two"]


def test_a_folder_without_the_format_that_was_named(desk, tmp_path):
    """Nothing to read is a fault that says so, not an import of nothing."""
    (tmp_path / "one.txt").write_text("One text.", encoding="utf-8")
    report = import_paths(desk, [tmp_path], format="hf")
    (fault,) = report.faults
    assert "nothing in this folder is in the format hf" in str(fault)
    assert import_paths(desk, [tmp_path], format="text").added == 1


def test_a_part_that_is_gone_is_counted(desk, tmp_path):
    """The report of an import says how many annotations lost a part beside their words."""
    said = {"type": "quote", "id": "q1", "kind": "indirect", "spans": [[9, 28]], "source": [0, 3]}
    old = {"id": "x", "text": "Ana said the plan would work out.", "annotations": [said]}
    import_paths(desk, [write_lines(tmp_path / "x.jsonl", old)])
    new = {"id": "x", "text": "Her deputy said the plan would work out."}
    report = import_paths(desk, [write_lines(tmp_path / "x.jsonl", new)])
    assert (report.orphans, report.loosened) == (0, 1)
    assert "1 annotation without a cue, source or target that is gone" in report.sentence()


def test_same_text_twice_is_one_article(desk, tmp_path):
    """In one import or in two, under any name."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The same words.", encoding="utf-8")
    assert import_paths(desk, [tmp_path]).added == 1
    again = import_paths(desk, [tmp_path])
    assert (again.added, again.known) == (0, 2)
    assert len(desk.article_ids()) == 1


def test_other_text_of_the_same_name_is_another_article(desk, tmp_path):
    """Two folders may both have an `index.txt`."""
    for folder, text in (("x", "Rain fell all day."), ("y", "Parliament voted on Tuesday night.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.txt").write_text(text, encoding="utf-8")
        import_paths(desk, [tmp_path / folder])
    assert list(desk.article_ids()) == ["index", "index-2"]


def test_given_ids_and_annotations_are_kept(desk, tmp_path):
    """Ids, actors and links of `inquit/1` come in as they are."""
    row = {
        "id": "given",
        "text": "Ana spoke.",
        "actors": [{"id": "a7", "name": "Ana", "label": "PERSON"}],
        "annotations": [entity(actor="a7")],
    }
    report = import_paths(desk, [write_lines(tmp_path / "x.jsonl", row)])
    assert report.annotations == 1
    layer = desk.layer("given")
    assert layer.annotations["n1"].actor == "a7"
    assert layer.actors["a7"].name == "Ana"


def test_annotations_come_in_to_a_known_article(desk, tmp_path):
    """What is there already stays as it is; a taken id gets another."""
    row = {"id": "given", "text": "Ana spoke to Bo.", "annotations": [entity()]}
    import_paths(desk, [write_lines(tmp_path / "x.jsonl", row)])
    desk.do("reject", verbs.reject("given", desk.layer("given").annotations.values(), STAMP))
    row["annotations"] = [entity("other"), entity("n1", 13, 15)]
    report = import_paths(desk, [write_lines(tmp_path / "x.jsonl", row)])
    assert (report.known, report.annotations) == (1, 1)
    found = desk.layer("given").annotations
    assert found["n1"].status == "rejected"
    (added,) = [a for a in found.values() if a.id != "n1"]
    assert added.spans == (Span(13, 15),)


def test_import_is_one_undo_step(desk, tmp_path):
    """Undo takes all articles off the desk, redo brings them and their annotations back."""
    rows = [{"id": f"a{n}", "text": f"Text {n}.", "annotations": [entity(end=4)]} for n in range(5)]
    import_paths(desk, [write_lines(tmp_path / "x.jsonl", *rows)])
    layer = desk.layer("a3")
    assert desk.undo().action == "import"
    assert list(desk.article_ids()) == []
    desk.redo()
    assert len(desk.article_ids()) == 5
    assert desk.layer("a3") == layer


def test_changed_text_moves_annotations_to_their_words(desk, tmp_path):
    """Words that are still there keep their annotation, others become orphans, and undo restores it all."""
    text = "Ana spoke at length to Bo about the plan."
    old = {"id": "x", "text": text, "annotations": [entity(), entity("n2", 23, 25)]}
    import_paths(desk, [write_lines(tmp_path / "x.jsonl", old)])
    before = desk.layer("x")
    new = {"id": "x", "text": "On Monday Ana spoke at length to Cy about the plan."}
    report = import_paths(desk, [write_lines(tmp_path / "x.jsonl", new)])
    assert (report.changed, report.orphans) == (1, 1)
    article, layer = desk.article("x"), desk.layer("x")
    assert [span.of(article.text) for span in layer.annotations["n1"].spans] == ["Ana"]
    assert layer.orphans["n2"].quotations[0].exact == "Bo"
    desk.undo()
    assert desk.article("x").text == old["text"]
    assert desk.layer("x") == before


@pytest.mark.parametrize("format", ["inquit", "csv", "prodigy", "spacy", "brat", "doccano", "w3c", "sqlite", "semeval"])
def test_a_stance_about_an_orphan_is_no_damage(desk, tmp_path, format):
    """The file is sound, the guideline's check names the orphan, and every export says which target it leaves out."""
    claim = {"type": "claim", "id": "c", "kind": "fact", "spans": [[22, 30]]}
    stance = {"type": "stance", "id": "s", "polarity": "oppose", "spans": [[7, 16]], "target": {"annotation": "c"}}
    old = {"id": "x", "text": "Moscow denounced then the move.", "annotations": [claim, stance]}
    import_paths(desk, [write_lines(tmp_path / "x.jsonl", old)])
    import_paths(desk, [write_lines(tmp_path / "x.jsonl", {"id": "x", "text": "Moscow denounced then it all."})])
    assert list(desk.layer("x").orphans) == ["c"]
    assert list(desk.repository.check()) == []
    assert "“the move” is an orphan" in breaches(desk)[-1]
    for statuses in ("accepted", "all"):
        order = Order(
            out=tmp_path / "out", format=find_format(format), filter=Filter(statuses=parse_statuses(statuses))
        )
        lost = export(desk, order).losses
        assert ("x#s",) in [loss.ids for loss in lost if "not there" in loss.what]
    desk.undo()
    assert desk.layer("x").annotations.keys() == {"c", "s"}


def test_settled_orphan_is_an_annotation_again(desk, tmp_path):
    """An orphan is put on new words, or given up."""
    row = {"id": "x", "text": "Ana spoke.", "annotations": [entity()]}
    import_paths(desk, [write_lines(tmp_path / "x.jsonl", row)])
    import_paths(desk, [write_lines(tmp_path / "x.jsonl", {"id": "x", "text": "Eva spoke."})])
    orphan = desk.layer("x").orphans["n1"]
    desk.do("settle", verbs.settle_orphan("x", desk.layer("x"), orphan, (Span(0, 3),), STAMP))
    layer = desk.layer("x")
    assert isinstance(layer.annotations["n1"], Entity)
    assert not layer.orphans
    desk.undo()
    desk.do("drop", verbs.delete("x", desk.layer("x"), orphan, STAMP))
    assert desk.layer("x") == Layer({}, {}, {})


def annotated(name, words, who, **fields):
    """One article as an annotator's export has it: an actor `a1` of that name, and an entity."""
    text = "Kim met Trump. “We will fight,” Trump said."
    start = text.index(words)
    known = {"annotator": who, "actor": "a1", **fields}
    return {
        "id": "art",
        "text": text,
        "actors": [{"id": "a1", "name": name, "label": "PERSON"}],
        "annotations": [entity("e1", start, start + len(words), **known)],
    }


@pytest.mark.parametrize("at_once", [True, False])
def test_two_annotators_of_one_article_come_in_whole(tmp_path, at_once):
    """With ids that both use for something else, in one import or in two, on disk and on screen."""
    for who, words in (("anna", "Kim"), ("bob", "Trump")):
        write_lines(tmp_path / f"{who}.jsonl", annotated(words, words, who))
    write_lines(tmp_path / "third.jsonl", annotated("Kim", "Kim", "anna"))
    db = tmp_path / "desk" / "inquit.json"
    db.parent.mkdir()
    desk = Desk(open_repository(db), annotator="ana")
    files = [tmp_path / name for name in ("anna.jsonl", "bob.jsonl", "third.jsonl")]
    reports = [import_paths(desk, paths) for paths in ([files] if at_once else [[file] for file in files])]
    assert sum(report.added for report in reports) == 1
    assert sum(report.known for report in reports) == 2
    assert sum(report.annotations for report in reports) == 2
    assert sum(report.standing for report in reports) == 1
    shown = desk.layer("art")
    desk.close()
    repository = open_repository(db)
    found = repository.layer("art")
    assert found == shown
    assert {found.actors[a.actor].name for a in found.annotations.values()} == {"Kim", "Trump"}
    assert list(repository.check()) == []
    repository.close()


def test_a_decision_takes_the_place_of_a_suggestion(tmp_path):
    """What a colleague decided on the same words counts, and one undo brings the suggestions back."""
    desk = desk_with_suggestions()
    before = desk.layer("a")
    held = tuple(before.actors.values()), tuple(before.annotations.values())
    row = to_row(AnnotatedArticle(article=ARTICLE, actors=held[0], annotations=held[1]))
    out = write_lines(tmp_path / "out.jsonl", row)
    for annotation in row["annotations"]:
        annotation |= {"status": "accepted", "annotator": "bob"}
    report = import_paths(desk, [write_lines(tmp_path / "in.jsonl", row)])
    assert report.sentence() == "0 new articles, 1 known already, 3 suggestions decided"
    expected = {id: replace(a, status="accepted", annotator="bob") for id, a in before.annotations.items()}
    assert desk.layer("a") == desk.repository.layer("a") == replace(before, annotations=expected)
    again = import_paths(desk, [tmp_path / "in.jsonl", out])
    assert again.sentence() == "0 new articles, 2 known already, 6 annotations there already"
    assert desk.repository.can_undo() == "import"
    desk.undo()
    assert desk.layer("a") == desk.repository.layer("a") == before
    desk.close()


def test_a_text_that_changes_within_one_import(desk, tmp_path):
    """Annotations of the old text, read before or after the new one, never stand on the new one's words."""
    old = {"id": "x", "text": "Ana spoke to Bo."}
    import_paths(desk, [write_lines(tmp_path / "old.jsonl", old)])
    new = {"id": "x", "text": "On Monday Ana spoke to Cy."}
    early = {**old, "annotations": [entity("n1"), entity("n2", 13, 15)]}
    late = {**old, "annotations": [entity("n3", 13, 15)]}
    report = import_paths(desk, [write_lines(tmp_path / "new.jsonl", early, new, late)])
    assert (report.added, report.known, report.changed) == (1, 1, 1)
    assert (report.annotations, report.orphans) == (3, 1)
    assert desk.article("x").text == new["text"]
    assert desk.layer("x").annotations["n1"].spans == (Span(10, 13),)
    assert list(desk.layer("x").orphans) == ["n2"]
    assert desk.article("x-2").text == old["text"]
    assert list(desk.layer("x-2").annotations) == ["n3"]
    assert desk.layer("x") == desk.repository.layer("x")
    assert list(desk.repository.check()) == []


@pytest.mark.parametrize("error", [StaleEdit("entity 'n1' is there already"), SaveFailed("the disk is full")])
@pytest.mark.parametrize("step", ["add_articles", "apply"])
def test_an_import_that_cannot_be_saved_is_an_error(desk, tmp_path, monkeypatch, error, step):
    """Nothing is shown, nothing reported: the caller hears of it, and the next import goes in."""
    file = write_lines(tmp_path / "x.jsonl", {"id": "x", "text": "Ana spoke.", "annotations": [entity()]})

    def refuse(_):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(desk.repository, step, refuse)
        with pytest.raises(DeskError, match=f"nothing was imported: .*{error}"):
            import_paths(desk, [file])
    assert list(desk.article_ids()) == []
    desk.saver.retry()
    assert import_paths(desk, [file]).added == 1
    assert list(desk.layer("x").annotations) == ["n1"]


def test_an_annotation_beyond_its_text_stops_only_its_article(desk, tmp_path, monkeypatch):
    """Whatever reader let it through."""
    good, bad = (make_article(id, f"Text {id}.") for id in "ab")
    items = [
        AnnotatedArticle(article=article, annotations=(Entity(id="e", spans=(Span(0, end),), label="ORG"),))
        for article, end in ((good, 4), (bad, 40))
    ]
    monkeypatch.setattr("tui.desk.importing.read", lambda *_: iter(items))
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    report = import_paths(desk, [tmp_path / "x.txt"])
    assert (report.added, report.annotations) == (1, 1)
    (fault,) = report.faults
    assert str(fault).startswith("article b, annotations.0.spans: ")


def test_bad_lines_do_not_stop_the_rest(desk, tmp_path):
    """99 good articles go in, the bad one is named."""
    rows = [{"id": f"a{n}", "text": f"Number {n}."} for n in range(100)]
    rows[41] = {"id": "a41"}
    report = import_paths(desk, [write_lines(tmp_path / "x.jsonl", *rows)])
    assert report.added == 99
    (fault,) = report.faults
    assert (fault.line, fault.field) == (42, "text")


def test_versions_are_told_from_other_articles():
    """A corrected text is like the old one; another story is not."""
    story = "The council voted on Monday to close the old bridge for repairs until the end of the year."
    assert similar(story, story.replace("Monday", "Tuesday"))
    assert not similar(story, "Heavy rain is expected in the south, forecasters said, with winds picking up at night.")
