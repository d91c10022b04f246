"""A check comes back from every loop of Python code, and leaves nothing behind.

Nothing here is measured: an answer that clings to its loop would keep its process for ever, and
AGES is when that is given up.
"""

import json
import pathlib
import subprocess
import sys
import time

import pytest
from jupyter_client.manager import start_new_kernel

from gradcalc.questions.time_limit import OutOfTime, finishes
from tests.questions import endless

HERE = pathlib.Path(__file__).parent
AGES = 600

# Run after each answer: what a check has to have put back, and a while in which nothing may come any more.
LEFT_BEHIND = """
def left_behind():
    import _thread
    import sys
    import time
    for _ in range(1000):  # the thread that watched ends by itself
        if _thread._count() == threads:
            break
        time.sleep(0.01)
    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        pass
    return {
        "a trace function": sys.gettrace() is not None,
        "a profile function": sys.getprofile() is not None,
        "threads": _thread._count() - threads,
        "standard output": sys.stdout is not stdout,
        "standard error": sys.stderr is not stderr,
        "functions of gradcalc": gradcalc.unit is not unit,
        "warning filters": warnings.filters != filters,
        "errors of NumPy": numpy.geterr() != errors,
        "depth of recursion": sys.getrecursionlimit() != depth,
    }
"""
BEFORE = f"""
import _thread
import json
import sys
import time
import warnings
sys.path.insert(0, {str(HERE)!r})
import numpy
import gradcalc
from tests.questions import endless
gradcalc.check("03.directional_derivative", ...)
sys.modules["gradcalc.cards.check"].SECONDS = 0.2
time.sleep(0.3)  # as long as is waited below: on a busy machine the first check's own thread ends late
threads, stdout, stderr, unit = _thread._count(), sys.stdout, sys.stderr, gradcalc.unit
filters, errors, depth = list(warnings.filters), numpy.geterr(), sys.getrecursionlimit()
{LEFT_BEHIND}
"""
each_loop = pytest.mark.parametrize("loop", endless.ENDLESS, ids=lambda loop: loop.__name__)


CHECK = """
report = gradcalc.check("03.directional_derivative", endless.{name})
print(json.dumps([report.status, repr(report), {{k: v for k, v in left_behind().items() if v}}]))
"""


def assert_a_timeout(shown: str) -> None:
    status, text, left = json.loads(shown.strip().splitlines()[-1])
    assert status == "wrong"
    assert "check stopped waiting after 0.2 seconds" in text
    assert "The grader waits longer" in text
    assert left == {}


@each_loop
def test_a_check_comes_back_and_leaves_nothing_behind(loop):
    code = BEFORE + CHECK.format(name=loop.__name__)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=AGES)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert_a_timeout(result.stdout)


class Kernel:
    """A kernel as JupyterLab runs it."""

    def __init__(self, manager, client):
        self.manager, self.client = manager, client

    def start(self, code: str) -> str:
        return self.client.execute(code)

    def finish(self, request: str) -> tuple[dict, str]:
        """The reply to a cell, and what it printed."""
        printed = ""
        while True:
            message = self.client.get_iopub_msg(timeout=AGES)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "stream" and message["content"]["name"] == "stdout":
                printed += message["content"]["text"]
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
        while (reply := self.client.get_shell_msg(timeout=AGES))["parent_header"]["msg_id"] != request:
            pass
        return reply["content"], printed

    def run(self, code: str) -> str:
        content, printed = self.finish(self.start(code))
        assert content["status"] == "ok", content
        return printed


@pytest.fixture(scope="module")
def kernel():
    manager, client = start_new_kernel(kernel_name="python3", startup_timeout=AGES)
    kernel = Kernel(manager, client)
    kernel.run(BEFORE)
    yield kernel
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.mark.thorough
@each_loop
def test_a_check_in_a_notebook_comes_back_and_the_kernel_is_as_before(kernel, loop):
    assert_a_timeout(kernel.run(CHECK.format(name=loop.__name__)))


def test_the_interrupt_of_the_user_passes_and_nothing_follows_it(kernel, tmp_path):
    begun = tmp_path / "begun"
    kernel.run(
        f"def loop(*inputs):\n    open({str(begun)!r}, 'w').close()\n    while True:\n        pass\n"
        "import time\nsys.modules['gradcalc.cards.check'].SECONDS = 600"
    )
    request = kernel.start("gradcalc.check('03.directional_derivative', loop)")
    while not begun.exists():
        time.sleep(0.01)
    kernel.manager.interrupt_kernel()
    content, _ = kernel.finish(request)
    assert content["ename"] == "KeyboardInterrupt"
    left = kernel.run("sys.modules['gradcalc.cards.check'].SECONDS = 0.2\nprint(json.dumps(left_behind()))")
    assert not any(json.loads(left).values())


def test_code_that_behaves_may_tidy_up():
    steps = []

    def tidy():
        try:
            while True:
                pass
        finally:
            for step in range(1000):
                steps.append(step)

    assert not finishes(tidy, 0.05)
    assert steps == list(range(1000))


def test_what_ends_in_time_is_left_alone():
    assert finishes(lambda: None, 600)
    with pytest.raises(ZeroDivisionError):
        finishes(lambda: 1 / 0, 600)
    with pytest.raises(KeyboardInterrupt):
        finishes(lambda: (_ for _ in ()).throw(KeyboardInterrupt), 600)


def test_each_of_two_limits_inside_each_other_ends_its_own_work():
    inner = []

    def outer():
        inner.append(finishes(endless.plain, 0.05))
        endless.plain()

    assert not finishes(outer, 0.5)
    assert inner == [False]
    assert finishes(lambda: inner.append(finishes(endless.plain, 0.05)), 600)
    assert inner == [False, False]


def test_an_outer_limit_that_is_over_first_is_not_taken_for_the_inner_one():
    after = []

    def outer():
        finishes(endless.plain, 600)
        after.append(1)

    assert not finishes(outer, 0.05)
    assert after == []


def test_an_error_kept_for_later_has_no_power_any_more():
    kept = []

    def keeps_errors():
        while True:
            try:
                while True:
                    pass
            except OutOfTime as error:
                kept.append(error)

    assert not finishes(keeps_errors, 0.05)
    again = [type(error)() for error in kept]
    for _ in range(1000):
        pass
    assert len(again) > 1


def test_where_threads_cannot_be_started_answers_are_tried_without_a_limit():
    program = """
import _thread
import sys
import gradcalc
import numpy

def refuse(*arguments):
    raise RuntimeError("can't start new thread")

sys.platform, _thread.start_new_thread = "emscripten", refuse  # as Python in the browser is
print(gradcalc.check("00.gradient_of_the_bowl", [-1, 3]).status)
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.stdout.strip() == "wrong", result.stderr


AFTERWARDS = """
import cProfile, sys
from gradcalc.questions.time_limit import finishes

def busy():
    while True:
        pass

print(finishes(lambda: None, 5), finishes(busy, 0.01), finishes(lambda: None, 5))
profile, events = cProfile.Profile(), []
profile.enable()
sys.settrace(lambda frame, event, value: events.append(event))
(lambda: None)()
sys.settrace(None)
profile.disable()
print(events)
"""


def test_profilers_and_debuggers_work_after_a_watch():
    """In a process of its own: it waits for ever where Python still looks for an exception."""
    run = subprocess.run([sys.executable, "-c", AFTERWARDS], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.split("\n") == ["True False True", "['call']", ""]
