"""What goes between the grader and the process that runs a student's code."""

import contextlib
import errno
import multiprocessing
import pathlib
import socket
import subprocess
import sys
import time

import jupyter_client.launcher
import numpy as np
import pytest
import zmq
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.grading.many import pool
from gradcalc.grading.running import kernel, patience, sandbox, server
from gradcalc.grading.running.inside.confinement import LIMITS
from gradcalc.grading.running.inside.wire import LARGEST, Closed, OutOfTime, Wire, pack, unpack
from gradcalc.grading.running.one import TOTAL_SECONDS, grade_notebook
from gradcalc.grading.running.reading import Ended, read_reply
from gradcalc.grading.running.session import Session, most_numbers, seconds_from_now
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.model import Answer, Case, Stratum
from gradcalc.questions.replies import Reply
from tests.grading.handed_in import as_bytes, needs_bubblewrap, only, solved

SEED = 20_261
VALUES = [
    1, -1, 0, 2**70, -(2**70), True, 1.5, float("inf"), 1 + 2j, "text ∇", None, (), [], [1, (2.5, [3])],
    np.float32(1.5), np.int8(-3), np.bool_(True), np.complex64(1j), np.float64(2), np.longdouble(1) / 3,
    np.zeros((0, 3)), np.arange(6).reshape(2, 3), np.eye(3, dtype=np.float32)[:, ::2], np.array(5.0),
    np.array([1, 2.5], dtype=">f8"), np.array([True, False]), np.array([1, 2.5], dtype=object),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_what_is_unpacked_is_what_was_packed(value):
    again = unpack(pack(value))
    assert type(again) is type(value)
    if isinstance(value, np.ndarray):
        assert again.dtype == value.dtype.newbyteorder("=")
        assert again.shape == value.shape
        assert (again == value).all()
        assert again.flags.writeable
    else:
        assert again == value


@pytest.mark.parametrize("value", [{1}, slice(1), np.array(["a"]), np.datetime64("2026-01-01"), print], ids=repr)
def test_what_is_no_number_is_not_packed(value):
    with pytest.raises(TypeError, match="takes numbers"):
        pack(value)


@given(
    st.binary(max_size=60)
    | st.tuples(st.sampled_from([pack(v) for v in VALUES]), st.binary(max_size=4)).map(b"".join)
)
def test_any_bytes_are_a_value_or_a_value_error(content):
    with contextlib.suppress(ValueError):
        unpack(content)


REPLIES = {
    "a shape that does not fit": b'"value", "dtype": "f", "shape": [2, 2], "numbers": [1]',
    "a negative shape": b'"value", "dtype": "f", "shape": [-1], "numbers": [1]',
    "a shape of floats": b'"value", "dtype": "f", "shape": [1.0], "numbers": [1]',
    "too many axes": b'"value", "dtype": "f", "shape": [' + b"1," * 40 + b'1], "numbers": [1]',
    "numbers that are none": b'"value", "dtype": "f", "shape": [1], "numbers": [null]',
    "numbers that are truths": b'"value", "dtype": "f", "shape": [1], "numbers": [true]',
    "numbers that are texts": b'"value", "dtype": "f", "shape": [1], "numbers": ["1"]',
    "a bare nan": b'"value", "dtype": "f", "shape": [1], "numbers": [NaN]',
    "half a complex number": b'"value", "dtype": "c", "shape": [1], "numbers": [1]',
    "another dtype": b'"value", "dtype": "O", "shape": [1], "numbers": [1]',
    "too many numbers": b'"value", "dtype": "f", "shape": [300000], "numbers": [' + b"1," * 299_999 + b"1]",
    "a text that is none": b'"value", "text": 5',
    "a value of nothing": b'"value"',
    "an error that is none": b'"raised", "name": "print", "message": ""',
    "no outcome": b'"right"',
    "an outcome that is a list": b"[]",
}


@pytest.mark.parametrize("content", REPLIES.values(), ids=REPLIES)
def test_a_reply_that_is_not_as_it_should_be_has_no_value(content):
    reply = read_reply(b'{"number": 7, "name": "", "outcome": ' + content + b"}", 7)
    assert reply.value is None


def test_a_wire_refuses_what_is_too_long_and_waits_no_longer_than_it_should():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        with pytest.raises(OutOfTime):
            Wire(ours).receive(seconds_from_now(0.05))
        theirs.sendall(b"r" + (LARGEST + 1).to_bytes(4, "little"))
        with pytest.raises(Closed):
            Wire(ours).receive(seconds_from_now(5))


@pytest.fixture(scope="module")
def session():
    if not needs_bubblewrap.args[0]:
        with server.borrowed(unsafe=False) as borrowed:
            yield Session(borrowed.submission())
    else:
        pytest.skip(needs_bubblewrap.kwargs["reason"])


def asked(session: Session, source: str, *inputs) -> Reply:
    """What the function `told` in a cell gives for the inputs."""
    assert session.run(f"import numpy as np\n{source}", seconds_from_now(30)) == Ended()
    answer = Answer("told", "function", "anything", lambda *inputs: 0.0, (Stratum("any", 1),))
    return session.ask(Case(answer, answer.strata[0], inputs), seconds_from_now(30))


TOLD = """
def told(*functions):
    f = functions[-1]
    try:
        value = {call}
    except Exception as error:
        return f"{{type(error).__name__}}: {{error}}"
    return f"{{type(value).__name__}} {{getattr(value, 'dtype', '')}} {{value!r}}"
"""
CALLS = [
    "f(1.0, 2.0)", "f(1, 2)", "f(10**30, 1)", "f(10**400, 1)", "f(True, 2)", "f(np.float32(1), 2)", "f(1 + 2j, 2)",
    "f(np.arange(3), 1)", "f(np.arange(3), np.arange(3.0)[:, None])", "f(np.array([1.5], dtype=np.float32), 1)",
    "f(np.array(1j), 1)", "f([1, 2], 1)", "f((1,), 2)", "f(None, 2)", "f('1', 2)", "f(1)", "f(1, 2, 3)", "f()",
    "f(x=1, y=2)", "f(1, z=2)", "f(np.zeros((2, 2)), np.zeros(3))", "f(np.array([1, 2], dtype=object), 1)",
    "f(np.inf, 1)", "f(np.nan, np.longdouble(1))", "f(np.arange(6).reshape(2, 3).T[::-1], 1)", "f(np.int8(100), 100)",
]  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("family", ["quadratic", "wave"])
def test_a_function_that_the_grader_computes_is_like_the_plain_one(session, family, call):
    function = InputFunction(family, (1.0, 0.5, -2.0, 0.25, 3.0)[: 5 if family == "quadratic" else 4])
    names = {"np": np}
    exec(TOLD.format(call=call), names)
    with np.errstate(all="ignore"):
        plain = names["told"](function.build())
    came = asked(session, TOLD.format(call=call), function).value
    assert came == plain[:300]


def test_the_number_of_calls_is_limited(session):
    source = """
def told(f):
    try:
        return [f(1.0) for _ in range(9)]
    except RuntimeError as error:
        return str(error)
"""
    few, enough = (InputFunction("cubic", (1.0, 0.0, 0.0, 0.0), calls) for calls in (3, 9))
    assert asked(session, source, few).value == "f was called more than 3 times"
    assert asked(session, source, enough).value.tolist() == [1.0] * 9


@pytest.mark.parametrize(
    ("call", "came"),
    [
        ("f(np.zeros((1200, 1)), np.zeros((1, 1200))).size", 1_440_000.0),
        ("f(np.zeros((1200, 1)), np.zeros((1, 1200), complex)).size", "f was called with too many numbers at once"),
        ("f(np.zeros((9000, 1)), np.zeros((1, 9000))).size", "f was called with too many numbers at once"),
        ("f(np.zeros((1, 9000)).T, np.array([[1.0] * 9000], object))", "f was called with too many numbers at once"),
        ("f(1 << 10**8, 1)", "f was called with too many numbers at once"),
    ],
)
def test_the_numbers_that_a_call_comes_to_are_limited(session, call, came):
    source = f"def told(f):\n    try: return {call}\n    except MemoryError as error: return str(error)"
    assert asked(session, source, InputFunction("quadratic", (1.0, 0.5, -2.0, 0.25, 3.0))).value == came


@pytest.mark.parametrize(
    ("values", "most"),
    [
        ((1.0, 2), 1),
        ((np.zeros(3), 1.0, np.zeros((2, 1))), 6),
        ((np.zeros((0, 3)), np.zeros(7)), 7),
        (([[1], [2]], np.zeros(5)), 10),
        (([1, "four"], 1), 8),
        ((2**640, [2**640] * 3), 100 * 100 * 3),
        ((np.array([np.zeros(4), None], dtype=object), np.zeros((2, 1))), 16),
        ((None, (), []), 1),
    ],
)
def test_how_many_numbers_values_may_come_to(values, most):
    assert most_numbers(*values) == most


def test_nothing_of_a_function_can_be_read(session):
    source = """
def told(f):
    seen, found = set(), []
    def look(value, depth):
        if id(value) in seen or depth > 6: return
        seen.add(id(value))
        if isinstance(value, float): found.append(value)
        for name in ("closure", "globals", "defaults", "dict", "code"):
            look(getattr(value, f"__{name}__", None), depth + 1)
        for name in ("cell_contents", "co_consts"):
            look(getattr(value, name, None), depth + 1)
        if isinstance(value, dict): [look(v, depth + 1) for k, v in value.items() if k != "__builtins__"]
        if isinstance(value, tuple | list): [look(v, depth + 1) for v in value]
    look(f, 0)
    return str(0.123456789 in found)
"""
    assert asked(session, source, InputFunction("cubic", (0.123456789, 0.0, 0.0, 0.0))).value == "False"


def test_the_limits_of_a_process_are_set(session):
    """Linux then holds to them, but for that of processes where root grades."""
    source = "import resource\ndef told(): return [resource.getrlimit(limit) for limit in {}]"
    limits = asked(session, source.format(list(map(int, LIMITS)))).value
    assert limits.tolist() == [[most, most] for most in LIMITS.values()]


def test_a_function_ends_with_the_call_that_it_was_handed_to(session):
    source = "kept = globals().get('kept', [])\ndef told(f):\n    kept.append(f)\n    return kept[0](1.0)"
    function = InputFunction("cubic", (1.0, 0.0, 0.0, 0.0))
    assert asked(session, source, function).value == 1.0
    assert asked(session, source, function).message == "this function was handed to an earlier call of the answer"


def test_a_thread_that_goes_on_calling_disturbs_nobody(session):
    source = """
import threading
def told(f):
    def call():
        while True:
            try: f(1.0)
            except RuntimeError: return
    for _ in range(4): threading.Thread(target=call).start()
    return [f(float(x)) for x in range(20)]
"""
    for _ in range(20):
        reply = asked(session, source, InputFunction("cubic", (0.0, 1.0, 0.0, 0.0)))
        assert reply.value.tolist() == [float(x) ** 2 for x in range(20)]


@needs_bubblewrap
def test_a_server_that_died_is_replaced():
    content = as_bytes(solved("00"))
    grade_notebook(content, "00", SEED)
    for idle in server._idle[False]:
        idle._process.kill()
        idle._process.wait()
    assert not grade_notebook(content, "00", SEED).trouble


def _earned(content: bytes) -> int:
    return grade_notebook(content, "03", SEED).earned


@needs_bubblewrap
def test_processes_that_were_forked_have_servers_of_their_own():
    content = as_bytes(solved("03"))
    assert _earned(content) == 13
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(_earned, [content] * 4) == [13] * 4
    assert _earned(content) == 13


@needs_bubblewrap
def test_nothing_is_left_when_the_grader_is_killed():
    program = (
        "import sys, time; from gradcalc.grading.running import server\n"
        "borrowed = server.Borrowed(False); borrowed.submission(); print(borrowed._server._process.pid, flush=True)\n"
        "time.sleep(60)"
    )
    grader = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    sandboxed = int(grader.stdout.readline())
    children = pathlib.Path(f"/proc/{sandboxed}/task/{sandboxed}/children")
    inside = [int(number) for number in children.read_text().split()]
    assert inside
    grader.kill()
    grader.wait()
    grader.stdout.close()
    while any(_runs(number) for number in (sandboxed, *inside)):
        pass


def _runs(process: int) -> bool:
    try:
        return ") Z" not in pathlib.Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def nothing_started(monkeypatch) -> None:
    monkeypatch.setattr(server, "_idle", {False: [], True: []})
    monkeypatch.setattr(patience, "_worked", set())


def no_process(*arguments, **options):
    """Popen on a machine that has no room for one."""
    raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")


def no_memory(*arguments, **options):
    """Popen without memory."""
    raise MemoryError


def no_socket(*arguments, **options):
    """A client of a kernel, where all descriptors are in use."""
    raise zmq.ZMQError(errno.EMFILE)


def ends_at_once(server):
    """A submission whose process has no room, and ends before it answers."""
    ours, theirs = socket.socketpair()
    theirs.close()
    return Wire(ours)


# How the start of a submission fails: where, how, and whether with a kernel.
FAILURES = {
    "no server": (subprocess, "Popen", no_process, False),
    "no process in the server": (server.Server, "submission", ends_at_once, False),
    "no kernel": (jupyter_client.launcher, "Popen", no_process, True),
    "no memory": (jupyter_client.launcher, "Popen", no_memory, True),
    "no socket": (kernel, "BlockingKernelClient", no_socket, True),
}


@needs_bubblewrap
@pytest.mark.parametrize("recovers", [True, False])
@pytest.mark.parametrize(("where", "name", "fails", "with_kernel"), FAILURES.values(), ids=FAILURES)
def test_a_start_that_has_worked_may_fail_for_a_while(monkeypatch, where, name, fails, with_kernel, recovers):
    """Another submission may use up what the machine has, until its time is over: nobody loses points for it."""
    nothing_started(monkeypatch)
    monkeypatch.setattr(patience, "PAUSE", 0.0)
    monkeypatch.setattr(patience, "RECOVERY", 100 * TOTAL_SECONDS if recovers else TOTAL_SECONDS)
    exercises = ["03.directional_derivative"]
    content = as_bytes(solved("03"))
    points = grade_notebook(content, "03", SEED, kernel=with_kernel, exercises=exercises).earned
    assert points > 0
    works, now = getattr(where, name), time.monotonic
    failures, waited = 20 if recovers else 1000, 0.0

    def start(*arguments, **options):
        nonlocal failures, waited
        failures -= 1
        if failures < 0:
            return works(*arguments, **options)
        waited += 2 * TOTAL_SECONDS
        return fails(*arguments, **options)

    monkeypatch.setattr(where, name, start)
    monkeypatch.setattr(time, "monotonic", lambda: now() + waited)
    if name == "Popen":
        for idle in server._idle[False]:
            idle.close()
    if recovers:
        result = grade_notebook(content, "03", SEED, kernel=with_kernel, exercises=exercises)
        assert (result.earned, result.trouble) == (points, "")
        assert failures < 0
    else:
        with pytest.raises(sandbox.NoSandbox, match=r"does not start: \w+.* The same command goes on"):
            grade_notebook(content, "03", SEED, kernel=with_kernel, exercises=exercises)


@needs_bubblewrap
def test_a_process_that_got_ready_has_worked(monkeypatch):
    """Then its first notebook is waited for as well."""
    nothing_started(monkeypatch)
    monkeypatch.setattr(patience, "PAUSE", 0.0)
    pool._get_ready(False)
    works, failures = server.Server.submission, 3

    def submission(server):
        nonlocal failures
        failures -= 1
        return ends_at_once(server) if failures >= 0 else works(server)

    monkeypatch.setattr(server.Server, "submission", submission)
    assert grade_notebook(as_bytes(solved("03")), "03", SEED).earned == 13


@needs_bubblewrap
def test_waiting_again_and_again_comes_to_an_end(monkeypatch):
    """Otherwise somebody who ends each process, and fills the machine, is never done."""
    nothing_started(monkeypatch)
    now, works, waited, started = time.monotonic, server.Server.submission, 0.0, 0

    def submission(server):
        nonlocal waited, started
        started += 1
        waited += 0.9 * patience.RECOVERY
        return works(server)

    monkeypatch.setattr(server.Server, "submission", submission)
    monkeypatch.setattr(time, "monotonic", lambda: now() + waited)
    result = grade_notebook(only(*["import os; os._exit(1)"] * 20), "03", SEED)
    assert result.trouble == "The time for this notebook is up."
    assert started < 6


def test_without_bubblewrap_a_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    nothing_started(monkeypatch)
    with pytest.raises(sandbox.NoSandbox, match=r"sudo apt-get install bubblewrap.*--unsafe"):
        grade_notebook(as_bytes(solved("00")), "00", SEED)


@pytest.mark.parametrize("kernel", [False, True])
def test_a_sandbox_that_does_not_start_says_why(monkeypatch, tmp_path, kernel):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'No permission to create a namespace' >&2; exit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: str(broken))
    nothing_started(monkeypatch)
    with pytest.raises(sandbox.NoSandbox, match=r"does not start: No permission to create a namespace\. Grade in"):
        grade_notebook(as_bytes(solved("00")), "00", SEED, kernel=kernel)


def test_elsewhere_than_on_linux_a_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(sandbox.sys, "platform", "darwin")
    with pytest.raises(sandbox.NoSandbox, match=r"needs Linux.*container or in WSL.*--unsafe"):
        sandbox.command([])
