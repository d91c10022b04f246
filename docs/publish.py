"""Says who publishes this repository, everywhere: make publish OWNER=account, as often as the account changes.

gradcalc/address.py is the home of the account. The files of FILLED cannot read it there, so it is written into them;
until there is an account, the word OWNER stands in their addresses. A test looks for addresses that were forgotten.
"""

import argparse
import pathlib
import re

ROOT = pathlib.Path(__file__).parents[1]
HOME = "gradcalc/address.py"
FILLED = ("README.md", "CITATION.cff", "pyproject.toml", "docs/grading.md", "notebooks/00_start_here.ipynb")
PLACEHOLDER = "OWNER"
HELD = re.compile(r'^OWNER = "(.*?)"', re.MULTILINE)
# An account in the addresses of this repository, of what shows it, and of its site.
ADDRESS = re.compile(
    r"(?<=github\.com[/:])[\w-]+(?=/gradcalc\b)"
    r"|(?<=/github/)[\w-]+(?=/gradcalc\b)"
    r"|(?<=codespaces\.new/)[\w-]+(?=/gradcalc\b)"
    r"|(?<=/v2/gh/)[\w-]+(?=/gradcalc\b)"
    r"|[\w-]+(?=\.github\.io/gradcalc\b)"
)
ACCOUNT = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}")  # as GitHub allows them
# A line of the README, for as long as there is no account.
UNPUBLISHED = (
    "`OWNER` stands for the account that publishes this repository: `make publish OWNER=account` fills it in.\n\n"
)


def publish(owner: str, root: pathlib.Path = ROOT) -> list[str]:
    """Write an account into its home and into all addresses; gives the names of the files that changed.

    Raises ValueError where GitHub can have no such account.
    """
    if not ACCOUNT.fullmatch(owner) or owner == PLACEHOLDER:
        raise ValueError(f"{owner!r} is no account of GitHub: letters, digits and single hyphens, 39 at most.")
    changed = []
    for name in (HOME, *FILLED):
        before = (root / name).read_bytes().decode("utf-8")
        text = HELD.sub(f'OWNER = "{owner}"', before) if name == HOME else ADDRESS.sub(owner, before)
        text = text.replace(UNPUBLISHED, "")
        if text != before:
            (root / name).write_bytes(text.encode("utf-8"))
            changed.append(name)
    return changed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("owner", help="the account on GitHub that publishes this repository")
    try:
        changed = publish(parser.parse_args().owner)
    except ValueError as error:
        parser.error(str(error))
    print("\n".join(changed) or "Everything names this account already.")


if __name__ == "__main__":
    main()
