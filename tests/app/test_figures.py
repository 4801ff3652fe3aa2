"""How the sitting goes, in figures."""

from tui.app.reading.tally import Figures


def figures_after(seconds, decisions):
    """Figures of evenly spaced decisions, two keys each."""
    now = [0.0]
    figures = Figures(clock=lambda: now[0])
    for _ in range(decisions):
        now[0] += seconds / decisions
        figures.keys += 2
        figures.decided()
    return figures


def test_pace_counts_work():
    """Twenty decisions in two minutes are 600 an hour."""
    figures = figures_after(120, 20)
    assert (figures.an_hour, figures.keys_each) == (600, 2.0)
    assert figures.words() == "20 decisions, 600 an hour, 2.0 keys each"


def test_the_first_minute_tells_no_pace():
    """A few quick keys are no pace to hold anybody to."""
    assert figures_after(59, 30).an_hour is None


def test_a_pause_is_not_work():
    """An hour away counts as five minutes at most."""
    assert figures_after(3600, 1).worked_ms == 300_000
