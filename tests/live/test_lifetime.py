"""Whichever way an explorer, a board or a card is left behind, the kernel keeps nothing of it."""

import contextlib
import itertools
import types

import ipywidgets as widgets
import pytest
import traitlets
from IPython.core.events import EventManager, available_events

import gradcalc as gc
from gradcalc.live import lifetime

MAKERS = {
    "an explorer": lambda: gc.explore(),
    "a board": lambda: gc.explore_chain_rule(),
    "a card": lambda: gc.predict("How long is (3, 4)?", 5),
    "a drill": lambda: gc.drill("03"),
    "a drawing": lambda: gc.draw("04"),
}


class Kernel:
    """Runs cells and callbacks, as far as lifetime.py sees of them."""

    def __init__(self):
        self.parent, self.count = {}, itertools.count()
        self.events = EventManager(self, available_events)
        self.kernel = types.SimpleNamespace(get_parent=lambda: self.parent)

    def _run(self, what, **parent):
        self.parent = {"header": {"msg_id": str(next(self.count)), "msg_type": parent.pop("msg_type")}, **parent}
        try:
            return what()
        finally:
            self.events.trigger("post_execute")
            self.parent = {}

    def cell(self, name, what):
        return self._run(what, msg_type="execute_request", metadata={"cellId": name})

    def callback(self, control, what):
        return self._run(what, msg_type="comm_msg", metadata={}, content={"comm_id": control})


@contextlib.contextmanager
def inside(output):
    """What is shown goes into an Output widget."""
    output.msg_id = "open"
    yield
    output.msg_id = ""


def page_shows(output, *shown):
    """The page has put these into an Output, and nothing else, and says so."""
    output.outputs = tuple(
        {"output_type": "display_data", "data": {lifetime.VIEW: {"model_id": w.model_id}}} for w in shown
    )


def display(widget):
    widget._repr_mimebundle_()
    return widget


def living():
    return len(widgets.widgets.widget._instances)


@pytest.fixture
def kernel(monkeypatch):
    kernel = Kernel()
    monkeypatch.setattr(lifetime, "get_ipython", lambda: kernel)
    return kernel


@pytest.fixture(params=MAKERS)
def make(request):
    return MAKERS[request.param]


def test_a_cell_run_again_or_never_shown_leaves_nothing(kernel, make):
    before = living()
    first = kernel.cell("a", make)
    once = living()
    second = kernel.cell("a", lambda: display(display(make())))
    assert first.comm is None
    assert second.comm is not None
    assert living() == once
    kernel.cell("a", lambda: None)
    assert living() == before


def test_an_output_that_is_cleared_leaves_nothing_of_what_callbacks_and_its_cell_have_put_there(kernel, make):
    output = widgets.Output()
    before = living()

    def shown():
        with inside(output):
            return display(make())

    present = kernel.cell("a", shown)
    once = living()
    page_shows(output, present)
    for _ in range(3):
        fresh = kernel.callback("slider", shown)
        page_shows(output)  # cleared, then filled
        page_shows(output, fresh)
        assert (present.comm, fresh.comm is None) == (None, False)
        assert living() == once
        present = fresh
    kernel.cell("a", lambda: None)  # interact and its Output are gone from the page
    assert living() == before
    output.close()


def test_what_callbacks_add_to_an_output_or_a_box_stays_as_long_as_it_is_there(kernel):
    output, box = widgets.Output(), widgets.VBox()

    def add():
        with inside(output):
            return display(gc.explore())

    both = [kernel.callback("button", add) for _ in range(2)]
    page_shows(output, *both)
    for _ in range(2):
        kernel.callback("button", lambda: setattr(box, "children", (*box.children, gc.explore())))
    assert all(explorer.comm is not None for explorer in (*both, *box.children))
    page_shows(output, both[1])
    assert [explorer.comm is None for explorer in both] == [True, False]
    page_shows(output)
    for widget in (output, *box.children, box):
        widget.close()


def test_what_a_callback_makes_and_never_shows_ends_with_its_next_call(kernel, make):
    before = living()
    kernel.callback("slider", make)
    once = living()
    for _ in range(3):
        kernel.callback("slider", make)
    assert living() == once
    kernel.callback("slider", lambda: None)
    assert living() == before


def test_what_a_cell_has_made_stays_though_an_output_is_cleared_of_it(kernel):
    output = widgets.Output()
    e = kernel.cell("a", gc.explore)

    def shown():
        with inside(output):
            display(e)

    kernel.callback("button", shown)
    page_shows(output, e)
    page_shows(output)
    assert e.comm is not None
    passing = kernel.callback("button", lambda: shown() or gc.explore("saddle"))
    kernel.cell("b", lambda: display(passing))  # a cell shows what a callback has made: it is the cell's now
    assert passing.comm is not None
    kernel.cell("b", lambda: None)
    assert passing.comm is None
    e.close()
    output.close()


def interrupted(x, y):
    raise KeyboardInterrupt


FAILURES = {
    "a state that does not fit": (traitlets.TraitError, lambda: gc.explore(x=99)),
    "the wrong type of one": (traitlets.TraitError, lambda: gc.explore(azimuth="north")),
    "a function that raises": (ZeroDivisionError, lambda: gc.explore(lambda x, y: 1 / 0)),
    "a function that is interrupted": (KeyboardInterrupt, lambda: gc.explore(interrupted)),
    "a view that is unknown": (ValueError, lambda: gc.explore(views=("map", "moon"))),
    "a value of a board that does not fit": (ValueError, lambda: gc.explore_descent("bowl", rate=99)),
    "an answer that does not fit": (traitlets.TraitError, lambda: gc.predict("How long?", "5", choices=["6"])),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_constructor_that_fails_half_way_leaves_nothing(failure):
    before = living()
    error, make = FAILURES[failure]
    with pytest.raises(error):
        make()
    assert living() == before


def test_outside_a_notebook_everything_lives_until_it_is_closed(make):
    before = living()
    widget = display(make())
    assert widget.comm is not None
    widget.close()
    assert living() == before
