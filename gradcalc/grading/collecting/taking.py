"""What the lecturer has said of single files with --take, now and before: it holds as long as they stay the same."""

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from gradcalc.grading.collecting.content import digest
from gradcalc.grading.collecting.files import File
from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import printable

TAKE = "--take"
LONGEST = 1_000


@dataclass(frozen=True)
class Word:
    """That a file, by its name as it is printed, counts in a lesson: with this content, and beside these others."""

    file: str
    lesson: str
    content: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Takes:
    """What is said in this command line, the names of files, and what was said before."""

    named: Collection[str] = ()
    before: Sequence[Word] = ()

    def is_named(self, file: File) -> bool:
        """Whether this file is named now, as it is or as it is printed."""
        return "/".join(file.parts) in self.named or shown(file) in self.named

    def was_named(self, file: File, content: bytes | None, lesson: str, others: Iterable[bytes | None] = ()) -> bool:
        """Whether it was named before, when it held the same, and was chosen among these others or more."""
        beside = set(map(digest, others))
        return any(
            (word.file, word.lesson) == (shown(file), lesson)
            and word.content == digest(content) != ""
            and beside <= set(word.others)
            for word in self.before
        )


def word_of(file: File, content: bytes | None, lesson: str, others: Iterable[bytes | None]) -> Word:
    """What is to be remembered of a file that is named now."""
    return Word(shown(file), lesson, digest(content), tuple(sorted({*map(digest, others)})))


def with_new(before: Iterable[Word], now: Sequence[Word]) -> list[Word]:
    """All that was said, where the newer word counts: of one file, and of files that were chosen among each other."""
    stay = [
        old
        for old in before
        if not any(
            old.lesson == new.lesson
            and (old.file == new.file or (old.content in new.others and new.content in old.others))
            for new in now
        )
    ]
    return [*stay, *now]


def raise_if_not_there(takes: Takes, files: Iterable[File]) -> None:
    """Raise Unreadable where a file is named that is none of these."""
    by_name = {shown(file): file for file in files}
    lost = sorted(set(takes.named) - by_name.keys() - {"/".join(file.parts) for file in by_name.values()})
    if lost:
        close = difflib.get_close_matches(lost[0], by_name, 1, 0.3)
        alike = f" Did you mean {TAKE} {quoted(by_name[close[0]])}?" if close else ""
        raise Unreadable(f"{TAKE}: no file here is called {printable(lost[0], LONGEST)}.{alike}")


def shown(file: File) -> str:
    """The name of a file as it is printed, and as it may be typed."""
    return printable("/".join(file.parts), LONGEST)


def quoted(file: File) -> str:
    """A file as it is written in a command line."""
    name = shown(file).replace("'", "'\\''")
    return f"'{name}'"
