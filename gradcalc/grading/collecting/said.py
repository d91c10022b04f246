"""What is to be said of files that are unclear: of a class everything, of one student never more than a little."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gradcalc.grading.collecting.files import File, Parts
from gradcalc.grading.running.printable import listed, printable

MOST_SENTENCES = 12


@dataclass(frozen=True)
class Said:
    """The names of files, by the entry in which they were handed in, () for several, and by what is to be said."""

    names: dict[tuple[Parts, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def of(self, entry: Parts, its_files: Iterable[File], text: str) -> None:
        """Say something of files. For one entry the same words stand there once."""
        for file in its_files:
            self.names[entry, text].append("/".join(file.parts))

    def sentences(self) -> list[str]:
        """A sentence for each entry and text, with its first few files, and for one entry only so many."""
        sentences = []
        number: Counter[Parts] = Counter()
        for (entry, text), several in self.names.items():
            number[entry] += 1
            if number[entry] <= MOST_SENTENCES or not entry:
                sentences.append(f"{listed(several)}: {text}")
        left_out = {
            entry: count - MOST_SENTENCES for entry, count in number.items() if entry and count > MOST_SENTENCES
        }
        return sentences + [f"{printable('/'.join(entry))}: {more} more remarks." for entry, more in left_out.items()]
