"""Free memory goes back to the system where the C library can, and nowhere is that an error."""

import ctypes
import types

import pytest

from gradcalc.live import memory


@pytest.fixture(autouse=True)
def anew():
    memory._trim.cache_clear()
    yield
    memory._trim.cache_clear()


def test_glibc_is_asked_to_give_all_back(monkeypatch):
    asked = []
    monkeypatch.setattr(memory.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: types.SimpleNamespace(malloc_trim=asked.append))
    memory.give_back()
    memory.give_back()
    assert asked == [0, 0]


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_library_that_cannot_is_left_alone(monkeypatch, platform):
    monkeypatch.setattr(memory.sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: types.SimpleNamespace())
    memory.give_back()


def test_here_it_does_what_it_says_or_nothing():
    memory.give_back()
