"""What tests of cards share."""

import pytest

from gradcalc.cards import finished


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The file in which finished drills and drawings are kept, in a folder of its own."""
    file = finished.file_at(tmp_path / finished.NAME)
    monkeypatch.setattr(finished, "FILE", file)
    return file
