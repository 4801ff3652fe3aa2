"""Articles from web pages, feeds, sheets, Word and PDF documents."""

import importlib
from datetime import datetime

import pytest

from tui.formats import read, write
from tui.model.errors import DataError

PAGE = """<html lang="en"><head><title>Talks stall | The Post</title>
<meta property="og:site_name" content="The Post"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-10-22T08:00:00Z">
<link rel="canonical" href="https://example.org/talks"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Talks stall</h1>
<p>Kim said “the talks have stalled for good reason” on Monday in a long statement to reporters.</p>
<p>Others disagreed with that view and asked for more time to negotiate a better agreement 👍🏽.</p></article>
<footer>Copyright</footer></body></html>"""

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Wire</title><language>en</language>
<item><title>A &amp;amp; B</title><link>https://example.org/1</link><guid>tag:1</guid>
<pubDate>Tue, 22 Oct 2024 10:00:00 GMT</pubDate><category>world</category>
<content:encoded><![CDATA[<p>First &lt;one&gt;.</p><p>Second<br>line 👍🏽.</p><script>x()</script>]]>
</content:encoded></item>
<item><title>Empty</title></item></channel></rss>"""


def one(path, content):
    (tmp := path).write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read(tmp)
    return found


def pdf(words):
    """The smallest PDF with one line of text (none, if `words` is empty)."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET" if words else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Title (Talks) /Author (Ann Lee) /CreationDate (D:20241022080000Z) >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def test_web_page(tmp_path):
    """Text without menus, and title, author, date, site, address and language."""
    article = one(tmp_path / "talks.html", PAGE).article
    assert (article.title, article.author, article.published) == ("Talks stall", "Ann Lee", "2024-10-22")
    assert (article.source, article.url, article.language) == ("The Post", "https://example.org/talks", "en")
    assert "agreement 👍🏽.\n" in article.text
    assert "Home" not in article.text
    assert "Copyright" not in article.text


def test_feed(tmp_path):
    """An entry's content is text, without tags and scripts; an entry without any is named."""
    (tmp_path / "f.rss").write_text(RSS)
    found, fault = read(tmp_path / "f.rss")
    article = found.article
    assert article.text == "First <one>.\n\nSecond\n\nline 👍🏽."
    assert (article.title, article.source, article.url) == ("A & B", "Wire", "https://example.org/1")
    assert (article.published, article.meta) == ("2024-10-22T10:00:00+00:00", {"tags": ["world"]})
    assert isinstance(fault, DataError)
    assert fault.field == "entries.1"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns(tmp_path, mark):
    """Known columns are fields, others metadata; cells may hold lines; rows that are wrong are named by line."""
    rows = [["ID", "Body", "Date", "Beat"], ["7", '"Two\nlines 👍🏽"', "2024-10-22", "war"], ["8", "", "", ""]]
    (tmp_path / "in.csv").write_text("\n".join(mark.join(row) for row in rows))
    found, fault = read(tmp_path / "in.csv")
    article = found.article
    assert (article.id, article.text, article.published) == ("7", "Two\nlines 👍🏽", "2024-10-22")
    assert article.meta == {"Beat": "war"}
    assert (fault.line, fault.field) == (4, "text")


def test_our_tables_are_not_articles(tmp_path):
    """An export in CSV is not taken for articles, but for its table of them."""
    from tests.formats.test_writing import sample

    write("csv", [sample()], tmp_path / "o")
    found, left = read(tmp_path / "o")
    assert isinstance(left, DataError)
    assert (found.article.id, found.article.title, found.article.text) == ("k", "=T", sample().article.text)
    (fault,) = read(tmp_path / "o" / "spans.csv")
    assert "is a table of annotations" in str(fault)


def test_files_of_others_in_a_folder(tmp_path):
    """JSON, XML and CSV files that hold no articles are passed over in a folder; one that cannot be parsed is named."""
    for name, content in (("package.json", "{}"), ("pom.xml", "<a/>"), ("n.csv", "x,y\n1,2\n"), ("a.txt", "fine")):
        (tmp_path / name).write_text(content)
    (tmp_path / "broken.json").write_text("[")
    good, fault = read(tmp_path)
    assert good.article.text == "fine"
    assert fault.path == str(tmp_path / "broken.json")


def test_word(tmp_path):
    """Paragraphs, tables and properties."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Kim said “no” 👍🏽.")
    document.add_table(1, 2).rows[0].cells[1].text = "cell"
    document.add_paragraph("Last.")
    document.core_properties.title = "Talks"
    document.core_properties.author = "Ann Lee"
    document.core_properties.created = datetime(2024, 10, 22)
    document.save(tmp_path / "a.docx")
    (found,) = read(tmp_path / "a.docx")
    assert found.article.text == "Kim said “no” 👍🏽.\n\n\tcell\n\nLast.\n"
    assert (found.article.title, found.article.author) == ("Talks", "Ann Lee")
    assert found.article.published.startswith("2024-10-22")


def test_pdf(tmp_path):
    """The text layer and properties."""
    article = one(tmp_path / "a.pdf", pdf("Kim said no.")).article
    assert (article.text, article.title, article.author) == ("Kim said no.\n", "Talks", "Ann Lee")
    assert article.published.startswith("2024-10-22")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.html", "", "has no article"),
        ("a.rss", "<rss", "is not an RSS or Atom feed"),
        ("a.xml", "<root/>", "is not an RSS or Atom feed"),
        ("a.docx", b"PK nonsense", "is not a .docx document"),
        ("a.pdf", b"%PDF-1.4 nonsense", "is not a PDF file"),
        ("b.pdf", pdf(""), "has no text layer"),
        ("a.csv", "title\nx\n", "line 2, text: is missing"),
        ("a.csv", "text\na,b\n", "line 2: has more cells"),
    ],
)
def test_broken(tmp_path, name, content, told):
    """One sentence with the path."""
    fault = one(tmp_path / name, content)
    assert isinstance(fault, DataError)
    assert str(fault).startswith(str(tmp_path / name))
    assert told in str(fault)


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("a.html", "trafilatura", "html"),
        ("a.rss", "feedparser", "feeds"),
        ("a.docx", "docx", "docx"),
        ("a.pdf", "pypdf", "pdf"),
    ],
)
def test_missing_extra(tmp_path, monkeypatch, name, module, extra):
    """Without the library, the sentence says what to install; the other files still go in."""

    def without(wanted, *rest):
        if wanted.partition(".")[0] == module:
            raise ModuleNotFoundError(f"No module named {module!r}", name=module)
        return honest(wanted, *rest)

    honest = importlib.import_module
    monkeypatch.setattr("tui.formats.extras.import_module", without)
    (tmp_path / name).write_bytes(b"x")
    (tmp_path / "b.txt").write_text("fine")
    fault, good = read(tmp_path)
    assert f'pip install "inquit[{extra}]"' in str(fault)
    assert good.article.text == "fine"
