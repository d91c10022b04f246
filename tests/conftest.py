"""Counts and names every test that could not run, so that none is left out quietly."""

import asyncio
import os
import signal

import pytest
from hypothesis import settings

REQUIRE_ALL = "GRADCALC_REQUIRE_ALL"

# A slow machine is no failure: no test here has a time limit.
# In CI the examples are the same each time, so that a change is judged by what it changes.
settings.register_profile("gradcalc", deadline=None, derandomize="CI" in os.environ)
settings.register_profile("quick", settings.get_profile("gradcalc"), max_examples=20)
settings.load_profile("gradcalc")


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true", help="fewer examples, one set of cases, nothing thorough")


def pytest_configure(config):
    if config.getoption("quick"):
        settings.load_profile("quick")
    # A shell lets what it runs in the background ignore Ctrl-C, and that is handed on to what tests interrupt.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config, items):
    """With --quick, leave out what only tries the same again: other seeds, and what is marked as thorough."""
    if config.getoption("quick"):
        config.hook.pytest_deselected(items=[item for item in items if _is_thorough(item)])
        items[:] = [item for item in items if not _is_thorough(item)]


def _is_thorough(item) -> bool:
    of_another_seed = hasattr(item, "callspec") and item.callspec.params.get("seed", 0) != 0
    return of_another_seed or item.get_closest_marker("thorough") is not None


def _not_run(config) -> dict[str, str]:
    """The reasons by test. Workers of pytest-xdist report to the controller, which alone has a reporter."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    # Every worker collects, so what is skipped then is reported by each.
    return {
        report.nodeid: str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        for report in reports
    }


def pytest_terminal_summary(terminalreporter, config):
    skipped = _not_run(config)
    if skipped:
        terminalreporter.section(f"NOT RUN: {len(skipped)}", sep="=", yellow=True)
        for test, reason in sorted(skipped.items()):
            terminalreporter.line(f"{test}: {reason.removeprefix('Skipped: ')}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if os.environ.get(REQUIRE_ALL) and _not_run(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Modules stay together, for their fixtures, and the cells of a notebook; but lessons are walked one by one."""
    if config.getoption("dist") != "loadscope":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Scopes(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            scope = super()._split_scope(nodeid)
            return nodeid if scope.endswith("browser/test_notebooks.py") else scope

        def remove_node(self, node) -> str | None:
            """What a process died of counts as failed. The scheduler's own would hand it to the next, without end."""
            scopes = self.assigned_work.pop(node)
            waiting = [(tests, test) for tests in scopes.values() for test, done in tests.items() if not done]
            if not waiting:
                return None
            tests, deadly = waiting[0]
            tests[deadly] = True
            self.workqueue.update({scope: tests for scope, tests in scopes.items() if not all(tests.values())})
            for other in self.assigned_work:
                self._reschedule(other)
            return deadly

    return Scopes(config, log)


@pytest.fixture(autouse=True)
def no_running_loop(request):
    """Hide the event loop that Playwright keeps running in this thread from the tests that use no browser."""
    loop = asyncio._get_running_loop()
    if loop is None or "browser" in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)
