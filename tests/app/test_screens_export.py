from threading import Event

import pytest

from tests.app.host import OPEN, Host, shown
from tui.app.screens.export import ExportScreen, Order, bar, with_ending
from tui.formats.format import Format
from tui.formats.losses import Loss
from tui.formats.writing import WriteReport

FORMATS = (
    Format(name="inquit", title="inquit/1", module="", endings=(".jsonl",), can_write=True, carries="everything"),
    Format(name="html", title="Web page", module="", endings=(".html",), can_read=True),
    Format(name="iob2", title="IOB2", module="", endings=(".iob", ".conll"), can_write=True),
)


class Work:
    """Counts and writes as told, and keeps what it was asked."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.orders = []
        self.go = Event()
        self.go.set()

    def losses(self, format, statuses):
        return () if format == "inquit" else (Loss("stances", len(statuses), ()), Loss("[b]notes", 1, ()))

    def write(self, order, progress):
        self.orders.append(order)
        progress(1)
        self.go.wait(5)
        if self.fault is not None:
            raise self.fault
        progress(2)
        return WriteReport(
            path=order.path, format=order.format, articles=2, annotations={"entity": 7}, spans=7, losses=()
        )


def host_of(work, path):
    counts = {"accepted": 5, "edited": 2, "rejected": 1}
    return Host(ExportScreen(FORMATS, counts, work.losses, work.write, articles=2, path=path))


async def settle(host, pilot, words):
    """Wait until the screen says so; worker threads need a moment."""
    for _ in range(100):
        if words in shown(host):
            return
        await pilot.pause(0.02)
    pytest.fail(f"{words!r} not in\n{shown(host)}")


async def test_losses_are_shown_before_and_the_path_after(tmp_path):
    """Enter does nothing until the losses are known; then it writes, and Enter closes with the path."""
    work, out = Work(), tmp_path / "set.jsonl"
    host = host_of(work, out)
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter")
        assert work.orders == []
        await settle(host, pilot, "not carried: 2 stances, 1 [b]notes")
        await pilot.press("tab")
        await settle(host, pilot, "not carried: 3 stances")
        await pilot.press("enter")
        await settle(host, pilot, "2 articles, 7 annotations")
        assert work.orders == [Order("iob2", ("accepted", "edited", "rejected"), tmp_path / "set.iob")]
        await pilot.press("enter")
        await pilot.pause()
        assert host.result == tmp_path / "set.iob"


async def test_formats_that_only_read_are_not_offered(tmp_path):
    """Only what can be written is in the list; an existing file is named before it is replaced."""
    (tmp_path / "set.jsonl").touch()
    host = host_of(Work(), tmp_path / "set.jsonl")
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(host, pilot, "nothing is lost")
        assert "Web page" not in shown(host)
        assert "replaces the file that is there" in shown(host)


async def test_nothing_decided_is_said(tmp_path):
    """Whoever exports before deciding anything is told that there is nothing in it."""
    work = Work()
    host = Host(ExportScreen(FORMATS, {"suggested": 3}, work.losses, work.write, articles=2, path=tmp_path / "x"))
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(host, pilot, "nothing is decided yet")
        await pilot.press("tab", "tab")
        await settle(host, pilot, "nothing is lost")


async def test_a_failure_is_a_sentence_and_can_be_tried_again(tmp_path):
    """The screen stays open, and writes to another path."""
    work = Work(OSError("No space left on device"))
    host = host_of(work, tmp_path / "a.jsonl")
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(host, pilot, "nothing is lost")
        await pilot.press("enter")
        await settle(host, pilot, "No space left on device")
        work.fault = None
        await pilot.press("2", "enter")
        await settle(host, pilot, "written:")
        assert [order.path for order in work.orders] == [tmp_path / "a.jsonl", tmp_path / "a.jsonl2"]
        assert host.result == OPEN


async def test_writing_can_be_stopped(tmp_path):
    """Ctrl+g while writing stops it at the next article; the screen says so."""
    work = Work()
    work.go.clear()
    host = host_of(work, tmp_path / "a.jsonl")
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(host, pilot, "nothing is lost")
        await pilot.press("enter")
        await settle(host, pilot, "1 of 2")
        await pilot.press("ctrl+g")
        work.go.set()
        await settle(host, pilot, "stopped; nothing was written")
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert host.result is None


def test_the_ending_follows_the_format():
    """Another format's ending is replaced, whatever else the name has; other dots stay."""
    assert with_ending("a.b.jsonl", FORMATS[2], FORMATS) == "a.b.iob"
    assert with_ending("a.conll", FORMATS[0], FORMATS) == "a.jsonl"
    assert with_ending("v1.2", FORMATS[0], FORMATS) == "v1.2.jsonl"


def test_the_bar_is_full_at_the_end():
    """Full means all; nothing to do is no error."""
    assert bar(2, 2).count("━") == 30
    assert bar(0, 0).count("━") == 0
