"""Every test of a repository runs against the desk file and against the one in memory."""

import pytest

from tests.store.memory import MemoryRepository
from tui.store.opening import open_repository


@pytest.fixture(params=["file", "memory"])
def repository(request, tmp_path):
    """An empty repository."""
    made = open_repository(tmp_path / "inquit.json") if request.param == "file" else MemoryRepository()
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path):
    """Where a desk may be made."""
    return tmp_path / "inquit.json"
