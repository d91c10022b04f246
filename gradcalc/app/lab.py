"""`gradcalc lab`: a copy of the lessons to work in, opened in JupyterLab."""

import pathlib

import click

from gradcalc.lessons import notebooks


@click.command()
@click.argument("directory", metavar="[DIR]", default="gradcalc-lessons", type=click.Path(file_okay=False))
@click.argument("options", metavar="[-- OPTIONS OF JUPYTERLAB]", nargs=-1)
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
def lab(directory: str, options: tuple[str, ...], no_browser: bool) -> None:
    """Copy the lessons to DIR (gradcalc-lessons) and open JupyterLab there.

    What you have changed in DIR stays as you left it. Whatever stands after -- goes to JupyterLab,
    as in: gradcalc lab DIR -- --port=8890
    """
    if directory.startswith("-"):
        raise click.UsageError(f"name the folder before --, as in: gradcalc lab DIR -- {directory}")
    target = pathlib.Path(directory).resolve()
    try:
        copied = notebooks.copy_to(target)
    except OSError as trouble:
        raise click.ClickException(f"the lessons could not be copied: {trouble}") from trouble
    for did, names in (("Copied", copied.new), ("Brought up to date", copied.updated)):
        if names:
            click.echo(f"{did}: {', '.join(names)}")
    if copied.kept:
        click.echo(f"Kept as they are, because you have changed them: {', '.join(copied.kept)}")
        click.echo("For a fresh copy of one, rename yours and run this command again.")

    # Loaded here, so that the help comes at once. The font cache is made now: it would put a warning into a lesson.
    import matplotlib.font_manager  # noqa: F401
    from jupyterlab.labapp import main

    click.echo(f"Opening JupyterLab in {target}")
    first = "--LabApp.default_url=/lab/tree/00_start_here.ipynb"
    main([f"--ServerApp.root_dir={target}", first, *(["--no-browser"] if no_browser else []), *options])
