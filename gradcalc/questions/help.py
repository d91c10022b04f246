"""Help with an exercise, in words: what to look at, a task like it that is worked, and why the answer works.

A lesson has it in one Markdown file, with a heading for each exercise and three below it. What a worked task
states as a result stands below a line with >>>, so that it can be computed again.
"""

import re
from dataclasses import dataclass

NUDGE, SIBLING, WHY = "Look at", "Another like it", "Why it works, and what breaks it"


@dataclass(frozen=True)
class Help:
    """Help with one exercise, as Markdown.

    nudge says what to look at, sibling works another task of the same kind, why is for whoever has succeeded: why
    the answer works, and what breaks it. why is empty where a person reads the reason, because that is asked for.
    """

    nudge: str
    sibling: str
    why: str = ""


def read(markdown: str) -> dict[str, Help]:
    """The help in a file, by the ids of the exercises.

    Raises ValueError for an exercise that stands there twice, and for a heading that is missing, doubled or unknown.

    >>> file = "# 03.a\\n\\n## Look at\\n\\nThe dial.\\n\\n## Another like it\\n\\nLet u be (1, 0)."
    >>> read(file)["03.a"]
    Help(nudge='The dial.', sibling='Let u be (1, 0).', why='')
    """
    found: dict[str, Help] = {}
    for name, text in _parts(markdown, "#"):
        parts = _parts(text, "##")
        heads = [head for head, _ in parts]
        if heads not in ([NUDGE, SIBLING], [NUDGE, SIBLING, WHY]):
            raise ValueError(
                f'the headings below "# {name}" must be "{NUDGE}", "{SIBLING}" and, unless a person reads the '
                f'reason, "{WHY}", got {heads}.'
            )
        if name in found:
            raise ValueError(f'there is help with "{name}" twice: keep one of them.')
        found[name] = Help(*(words for _, words in parts))
    return found


def _parts(markdown: str, level: str) -> list[tuple[str, str]]:
    """The headings of a level, each with what stands below it."""
    pieces = re.split(rf"^{level} (.+)$", markdown, flags=re.MULTILINE)[1:]
    return [(head.strip(), text.strip()) for head, text in zip(pieces[::2], pieces[1::2], strict=True)]
