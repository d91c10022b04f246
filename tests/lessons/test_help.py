"""The help of the lessons: every exercise has it, what it states is so, and it gives no answer away."""

import doctest
import re

import numpy as np
import pytest

from gradcalc.cards.mathml import text_of
from gradcalc.cards.steps import prose
from gradcalc.grading.making.versions import read_answers
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.help import HELP
from gradcalc.questions.judging import judge
from gradcalc.questions.trying import replies_to
from tests.exercises import tries

CODE = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w]|\.\d)")
SMALL = 10  # smaller whole numbers count things as well
LONGEST = 1800

with_help = pytest.mark.parametrize(("name", "help"), HELP.items(), ids=list(HELP))


def words(markdown):
    """What is said in words, without lines of Python."""
    return CODE.sub("", markdown)


def numbers(text):
    return {float(number) for number in NUMBER.findall(text)}


def names_after(code):
    """What is known by name when lines of Python have been run, and how many of them state a result."""
    test = doctest.DocTestParser().get_doctest(code, {}, "sibling", None, 0)
    said = []
    runner = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF)
    outcome = runner.run(test, out=said.append, clear_globs=False)
    assert outcome.failed == 0, "".join(said)
    return test.globs, sum(bool(example.want) for example in test.examples)


def test_every_exercise_has_help_and_nothing_else_has():
    assert list(HELP) == list(EXERCISES)


@with_help
def test_what_a_worked_example_states_is_computed_again(name, help):
    code = "\n\n".join(CODE.findall(help.sibling))
    _, stated = names_after(code)
    assert stated >= 1
    # Each number of its words stands in the code, or is a result of it.
    in_words = {n for n in numbers(words(help.sibling)) if n != int(n) or n > SMALL}
    assert in_words <= numbers(code)


@with_help
def test_the_worked_example_is_not_the_answer(name, help):
    exercise = EXERCISES[name]
    made, _ = names_after("\n\n".join(CODE.findall(help.sibling)))
    own = {answer.name for answer in exercise.answers}
    assert not own & set(made)
    text = help.nudge + help.sibling
    for answer in exercise.answers:
        if answer.kind == "choice":
            assert not re.search(rf'["“*`]{answer.exact()}["”*`]', text)
        elif answer.kind == "value":
            assert not set(map(float, np.abs(np.ravel(answer.exact())))) <= numbers(text)
    if all(answer.kind == "function" for answer in exercise.answers):
        cases = exercise.cases(0)
        for function in filter(callable, made.values()):
            replies = replies_to(exercise, cases, [function] * len(exercise.answers), tries.SECONDS)
            assert not any(verdict.mark == "right" for verdict in judge(exercise, cases, replies))


@with_help
def test_no_line_of_the_model_answer_stands_in_the_help(name, help):
    exercise = EXERCISES[name]
    (file,) = tries.SOLUTIONS.glob(f"{exercise.lesson}_*.py")
    lines = {line.strip() for line in read_answers(file.read_text("utf-8"))[name].splitlines()}
    telling = {line for line in lines if len(line) > len("for i in range(len(x)):") and not line.startswith("def ")}
    text = help.nudge + help.sibling + help.why
    assert [line for line in telling if line in text] == []


@with_help
def test_the_words_can_be_written_on_a_page_and_are_no_treatise(name, help):
    for markdown in (help.nudge, help.sibling, help.why):
        assert "$" not in prose(markdown)
        assert len(markdown) <= LONGEST
        text_of(words(markdown).replace("`", ""))
    assert not CODE.search(help.nudge + help.why)


@with_help
def test_why_it_works_is_kept_back_where_a_person_reads_the_reason(name, help):
    assert bool(help.why) == (not EXERCISES[name].by_hand)
