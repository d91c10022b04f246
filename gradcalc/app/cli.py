"""The command `gradcalc` and its commands, each loaded when it is called."""

import importlib

import click

# Name -> where its click command is. A command whose libraries are missing says how to install them.
COMMANDS = {
    "lab": "gradcalc.app.lab:lab",
    "build": "gradcalc.grading.making.build:build",
    "grade": "gradcalc.grading.grade:grade",
    "feedback": "gradcalc.grading.showing.feedback:feedback",
    "report": "gradcalc.grading.showing.report:report",
}


class _Lazy(click.Group):
    """A group that imports a command when it is asked for."""

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
