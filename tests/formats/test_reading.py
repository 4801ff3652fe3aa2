"""Reading articles: what is kept, what is read off, and what happens to broken files."""

import errno
import json
import os
from pathlib import Path

import pytest

from tui.formats import plain_text, read
from tui.formats.known import to_date
from tui.formats.reading import files_in
from tui.model.errors import DataError, UsageError
from tui.model.suggestion import AnnotatedArticle

SEED = Path(__file__).parents[2] / "seeds" / "000_9572c48d40091c2f.txt"


def one(path, text=None, **options):
    """The one article in a file of this text (or these bytes)."""
    if text is not None:
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    (found,) = read(path, **options)
    assert isinstance(found, AnnotatedArticle), found
    return found.article


def faults(path, text):
    """What is wrong with a file of this text (or these bytes)."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return [str(found) for found in read(path) if isinstance(found, DataError)]


def test_seed_is_unaltered():
    """The seed's header gives date and place; the text stays as it is in the file, header and blank included."""
    article = one(SEED)
    assert (article.id, article.published, article.place) == ("000_9572c48d40091c2f", "2024-10-22", "SEOUL")
    assert article.text == SEED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "raw",
    [
        "Añejo “x”\n\nTwo\n".encode(),
        b"\xef\xbb\xbf" + "Añejo “x”\n\nTwo\n".encode(),
        "Añejo “x”\r\n\r\nTwo\r\n".encode(),
        "Añejo “x”\r\rTwo\r".encode(),
        "Añejo “x”\n\nTwo\n".encode("utf-16"),
    ],
)
def test_encodings_and_line_ends(tmp_path, raw):
    """UTF-8 with and without mark, UTF-16, and all line ends give the same text."""
    assert one(tmp_path / "a.txt", raw).text == "Añejo “x”\n\nTwo\n"


def test_other_encodings_are_detected(tmp_path):
    """Text that is not UTF-8 is decoded by detection."""
    text = "Президент России заявил, что переговоры продолжаются. Министр не согласился с ним. " * 5
    assert one(tmp_path / "a.txt", text.encode("cp1251")).text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks stall again\n\nThe talks stalled.\n", "Talks stall again"),
        ("The talks stalled.\n\nMore.\n", "my file"),
        ("No blank line\nfollows.\n", "my file"),
        ("Only a line\n", "my file"),
        ("word " * 40 + "\n\nMore.\n", "my file"),
    ],
)
def test_title(tmp_path, text, title):
    """A short first line before a blank one is the title, else the file's name; the text keeps it either way."""
    article = one(tmp_path / "my_file.txt", text)
    assert (article.title, article.text) == (title, text)


def test_control_characters(tmp_path):
    """Escapes in text and titles are made harmless and no offset moves."""
    article = one(tmp_path / "a.txt", "Red \x1b[31malert\n\nA \u202eb\u202c \x9b2J.")
    assert article.title == "Red ␛[31malert"
    assert article.text == "Red ␛[31malert\n\nA \ufffdb\ufffd \ufffd2J."


def test_markdown(tmp_path):
    """Front matter fills the fields, other keys are kept, the body is the text."""
    matter = "headline: Talks\ndate: 2024-10-22\nauthors: [Ann, Bo]\nbeat: war\nupdated: 2024-10-23\n"
    text = f"---\n{matter}---\n\n# Talks\n\nBody.\n"
    article = one(tmp_path / "a b.md", text)
    assert (article.id, article.title, article.published, article.author) == ("a-b", "Talks", "2024-10-22", "Ann, Bo")
    assert article.meta == {"beat": "war", "updated": "2024-10-23"}
    assert article.text == "# Talks\n\nBody."


def test_plain_json_lines(tmp_path):
    """Known keys are mapped, others kept; ids are kept or made of file name and line."""
    rows = [
        {"id": 7, "text": "One.", "Headline": "T", "date_publish": "Tue, 22 Oct 2024 10:00:00 GMT", "x": [1, None]},
        {"text": "Two.", "date": "yesterday"},
    ]
    (tmp_path / "in.jsonl").write_text("\n\n".join(map(json.dumps, rows)))
    first, second = (found.article for found in read(tmp_path / "in.jsonl"))
    assert (first.id, first.title, first.published) == ("7", "T", "2024-10-22T10:00:00+00:00")
    assert first.meta == {"x": [1, None]}
    assert (second.id, second.published, second.meta) == ("in-3", None, {"date": "yesterday"})


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
        ("a.md", "---\ntitle: [\n---\nText", "line 3: the front matter is not YAML"),
        ("a.md", "---\ndate: 2024-02-30\n---\nText", "a date or number that cannot be (day is out of range for month)"),
        ("a.jsonl", '{"text": "ok"}\n{"text": ', "line 2: is not JSON"),
        ("a.jsonl", b'{"text": "\xff"}', "line 1: is not UTF-8 (byte 11)"),
        ("a.jsonl", '{"txt": "x"}', "line 1, text: is missing"),
        ("a.jsonl", "[1]", "line 1: must be a JSON object"),
        ("a.jsonl", '{"text": " "}', "line 1, text: is empty"),
    ],
)
def test_broken_files(tmp_path, name, raw, told):
    """Each fault is one sentence with path, line and field."""
    (fault,) = faults(tmp_path / name, raw)
    assert fault.startswith(f"{tmp_path / name}, " if "line" in told or "text:" in told else f"{tmp_path / name}: ")
    assert told in fault


def test_the_rest_goes_in(tmp_path):
    """A folder is read recursively; bad files and lines are named, hidden and unknown files passed over."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("B.")
    (tmp_path / "a.txt").write_text("A.")
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2")
    (tmp_path / "lines.jsonl").write_text('{"text": "L1"}\nbroken\n{"text": "L3"}\n')
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "x.unknown").write_text("no")
    found = list(read(tmp_path))
    texts = [item.article.text for item in found if isinstance(item, AnnotatedArticle)]
    assert texts == ["A.", "L1", "L3", "B."]
    assert [item.line for item in found if isinstance(item, DataError)] == [None, 2]


@pytest.mark.parametrize("error", [RuntimeError("out\nof luck"), NotImplementedError(), RecursionError("too deep")])
def test_whatever_a_reader_raises(tmp_path, monkeypatch, error):
    """A library that stumbles over a file in its own way costs that file alone, and it is named."""

    def stumble(raw):
        if raw == b"B.":
            raise error
        return raw.decode()

    monkeypatch.setattr(plain_text, "decode", stumble)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{name.upper()}.")
    first, fault, last = read(tmp_path)
    assert (first.article.text, last.article.text) == ("A.", "C.")
    assert str(fault).startswith(f"{tmp_path / 'b.txt'}: is no text file that can be read ({type(error).__name__}")
    assert "\n" not in str(fault)


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_interrupts_are_no_faults(tmp_path, monkeypatch, error):
    """Ctrl+C and a full memory end the import."""

    def stop(raw):
        raise error

    monkeypatch.setattr(plain_text, "decode", stop)
    (tmp_path / "a.txt").write_text("A.")
    with pytest.raises(error):
        list(read(tmp_path))


def test_json_nested_too_deep_to_look_into(tmp_path):
    """What cannot even be looked into is a fault of its file alone."""
    (tmp_path / "a.json").write_text("[" * 100_000)
    (tmp_path / "b.txt").write_text("B.")
    fault, found = read(tmp_path)
    assert (fault.path, found.article.text) == (str(tmp_path / "a.json"), "B.")


def test_links_in_a_circle(tmp_path):
    """Each folder is read once, however links lead round in it."""
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "in" / "a" / "one.txt").write_text("One.")
    (tmp_path / "in" / "a" / "loop").symlink_to("..")
    (tmp_path / "in" / "b").symlink_to("a")
    assert [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path / "in")] == ["in/a/one.txt"]


@pytest.mark.parametrize("format", [None, "text"])
def test_closed_folder(tmp_path, monkeypatch, format):
    """A folder below that may not be listed is named, and the rest goes in."""
    for name in "abc":
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text(name)
    honest = os.listdir

    def guarded(path="."):
        if os.path.basename(path) == "b":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return honest(path)

    monkeypatch.setattr(os, "listdir", guarded)
    monkeypatch.setattr(Path, "iterdir", lambda self: (self / name for name in guarded(self)))
    first, fault, last = read(tmp_path, format)
    assert (first.article.text, last.article.text) == ("a", "c")
    assert str(fault) == f"{tmp_path / 'b'}: cannot be listed: Permission denied; check its permissions"


def test_pipes_are_passed_over(tmp_path):
    """Nobody waits for what may never come out of one."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert list(files_in(tmp_path)) == []


def test_unreadable(tmp_path):
    """What is not there or has no known format is a wrong call, with the formats there are."""
    with pytest.raises(UsageError, match="there is no such file"):
        list(read(tmp_path / "no.txt"))
    (tmp_path / "a.bin").write_text("x")
    with pytest.raises(UsageError, match=r"name one with --format: inquit"):
        list(read(tmp_path / "a.bin"))
    assert one(tmp_path / "a.bin", format="text").text == "x"


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2024-10-22", "2024-10-22"),
        (" 2024-10-22T08:30:00+09:00 ", "2024-10-22T08:30:00+09:00"),
        ("Tue, 22 Oct 2024 10:00:00 GMT", "2024-10-22T10:00:00+00:00"),
        ("2024-10", "2024-10"),
        ("yesterday", None),
        ("", None),
        (20241022, None),
    ],
)
def test_dates(given, date):
    """ISO 8601 stays as it is, other known forms become it, and nothing is guessed."""
    assert to_date(given) == date


def test_folder_with_a_format(tmp_path):
    """A format named for a folder reads the files of its endings, and no others."""
    (tmp_path / "a.txt").write_text("A.")
    (tmp_path / "b.jsonl").write_text('{"text": "B."}')
    assert [found.article.text for found in read(tmp_path, "text")] == ["A."]
    assert [found.article.text for found in read(tmp_path, "jsonl")] == ["B."]
