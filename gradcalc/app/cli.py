"""The command `gradcalc` and its commands, each loaded when it is called."""

import errno
import importlib
import os
import tempfile
import traceback

import click

# Name -> where its click command is. A command whose libraries are missing says how to install them.
COMMANDS = {
    "lab": "gradcalc.app.lab:lab",
    "build": "gradcalc.grading.making.build:build",
    "roster": "gradcalc.grading.roster:roster",
    "grade": "gradcalc.grading.grade:grade",
    "reasons": "gradcalc.grading.reasons.command:reasons",
    "feedback": "gradcalc.grading.showing.feedback:feedback",
    "report": "gradcalc.grading.showing.report:report",
    "alike": "gradcalc.grading.showing.alike:show_alike",
}


class _Lazy(click.Group):
    """A group that imports a command when it is asked for, and says in a sentence what goes wrong in it."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except OSError as error:
            if error.errno == errno.EPIPE:  # nobody reads any more what it prints, which is no fault
                raise
            where = f": {os.fsdecode(error.filename)!r}" if error.filename else ""
            raise click.ClickException(f"{error.strerror or error}{where}.") from None
        except Exception as error:
            raise click.ClickException(_a_fault(error)) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        try:
            return getattr(importlib.import_module(module), name)
        except ModuleNotFoundError as missing:
            if (missing.name or "").startswith("gradcalc"):
                raise
            return _unavailable(cmd_name, missing.name)


def _a_fault(error: Exception) -> str:
    """The sentence for what nobody has foreseen. What a programmer needs to know of it goes into a file."""
    sentence = f"gradcalc has a fault: it stopped with {type(error).__name__}."
    try:
        with tempfile.NamedTemporaryFile("w", prefix="gradcalc-", suffix=".txt", delete=False, encoding="utf-8",
                                         errors="backslashreplace") as file:  # fmt: skip
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return sentence
    return f"{sentence} Please report it, with what is in {file.name}."


def _unavailable(name: str, library: str | None) -> click.Command:
    """A command that says what it lacks."""
    how = 'pip install "gradcalc[grade]"'

    def refuse() -> None:
        raise click.ClickException(f"gradcalc {name} needs {library}, which is not installed: {how}")

    return click.Command(
        name,
        callback=refuse,
        help=f"(Not installed: {how})",
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )


@click.group(cls=_Lazy)
@click.version_option(package_name="gradcalc")
def main() -> None:
    """Gradients and directional derivatives that you can move."""
