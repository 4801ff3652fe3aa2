"""Exports here go to disks that may forget: what a test of durability needs, it puts back."""

import pytest

from tui.formats import place


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_disks():
    """A few hundred exports would each wait for the disk."""
    patch = pytest.MonkeyPatch()
    patch.setattr(place, "_sync_one", lambda path: None)
    yield
    patch.undo()
