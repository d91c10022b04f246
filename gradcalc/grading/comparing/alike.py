"""Answers of one form, in a class."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gradcalc.grading.comparing.form import form_of, own_tokens

LEAST_TOKENS = 40  # beyond the stub: shorter answers to one task are alike without anybody having copied
MOST_STUDENTS = 3  # with one form: what more have is common


@dataclass(frozen=True)
class Answer:
    """What somebody has answered to an exercise; imported is what the notebook imports, by its names for it."""

    student: str
    exercise: str
    source: str
    stub: str
    imported: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Group:
    """Answers to one exercise that have one form, and the number of tokens of the longest beyond the stub."""

    exercise: str
    answers: tuple[Answer, ...]
    tokens: int


@dataclass(frozen=True)
class Compared:
    """The groups, in the order of the exercises; how many answers were long enough, how many could not be read, and
    how many forms are common.
    """

    groups: tuple[Group, ...]
    compared: int
    unreadable: int
    common: int


def alike(answers: Iterable[Answer]) -> Compared:
    """Compare the answers of a class, exercise by exercise."""
    by_form: dict[tuple[str, str], list[tuple[Answer, int]]] = defaultdict(list)
    unreadable = 0
    for answer in answers:
        form = form_of(answer.source, dict(answer.imported))
        if form is None:
            unreadable += 1
        else:
            by_form[answer.exercise, form].append((answer, own_tokens(answer.source, answer.stub)))
    groups, common, compared = [], 0, 0
    for (exercise, _), several in by_form.items():
        tokens = max(own for _, own in several)
        if tokens < LEAST_TOKENS:
            continue
        compared += len(several)
        if len(several) > MOST_STUDENTS:
            common += 1
        elif len(several) > 1:
            groups.append(Group(exercise, tuple(answer for answer, _ in several), tokens))
    groups.sort(key=lambda group: (group.exercise, group.answers[0].student))
    return Compared(tuple(groups), compared, unreadable, common)
