"""Counts and names every test that could not run, so that none is left out quietly."""

import os
import tempfile

import pytest
from hypothesis import settings

# Checks that tests run are nobody's progress; set here, before anything imports gradcalc.scores.
_SCORES = tempfile.TemporaryDirectory(prefix="gradcalc-")
os.environ["GRADCALC_PROGRESS"] = _SCORES.name

REQUIRE_ALL = "GRADCALC_REQUIRE_ALL"

# A slow machine is no failure: no test here has a time limit.
# In CI the examples are the same each time, so that a change is judged by what it changes.
settings.register_profile("gradcalc", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("gradcalc")


def _not_run(config) -> list:
    return config.pluginmanager.get_plugin("terminalreporter").stats.get("skipped", [])


def pytest_terminal_summary(terminalreporter, config):
    skipped = _not_run(config)
    if skipped:
        terminalreporter.section(f"NOT RUN: {len(skipped)}", sep="=", yellow=True)
        for report in skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            terminalreporter.line(f"{report.nodeid}: {str(reason).removeprefix('Skipped: ')}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if os.environ.get(REQUIRE_ALL) and _not_run(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
