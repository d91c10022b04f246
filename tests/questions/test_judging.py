"""The hint that is given is that of the mistake which was made."""

import numpy as np
import pytest

from gradcalc.lessons.exercises import EXERCISES
from gradcalc.maths.derivatives import gradient
from gradcalc.questions.judging import judge
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum
from gradcalc.questions.replies import TIMEOUT, UNANSWERED, Reply
from tests.exercises import tries

SLOPE = tries.answer_of("03", "directional_derivative")


def slope(f, x, y, direction):
    if not direction.any():
        raise ValueError("no direction")
    return gradient(f, x, y) @ direction / np.linalg.norm(direction)


def hints(answer, given):
    return {v.stratum.name: v.hint for v in tries.verdicts_on(answer, given) if v.mark == "wrong"}


def hint_of(answer, words):
    (hint,) = {mistake.hint for mistake in answer.mistakes if words in mistake.hint}
    return hint


def test_a_mistake_that_would_have_spoilt_what_is_right_is_no_explanation():
    """Refusing every direction whose length is not 1 gives the same error, but uphill it was not refused."""

    def refuses_to_go_down(f, x, y, direction):
        if (answer := slope(f, x, y, direction)) < -1e-9 and np.abs(direction).min() > 0:
            raise ValueError("downhill")
        return answer

    (hint,) = hints(SLOPE, refuses_to_go_down).values()
    assert hint != hint_of(SLOPE, "need not be refused")


def test_the_mistake_that_explains_the_right_replies_too_comes_before_one_that_explains_as_many_wrong_ones():
    """Of length 0 both mistakes give 0; only one of them is right everywhere else."""
    (hint,) = hints(SLOPE, lambda f, x, y, v: slope(f, x, y, v) if v.any() else 0.0).values()
    assert hint == hint_of(SLOPE, "not even 0")


def test_a_mistake_is_recognised_where_another_case_of_the_same_kind_was_taken_care_of():
    def refuses_but_does_not_normalise(f, x, y, direction):
        if not direction.any():
            raise ValueError("no direction")
        return gradient(f, x, y) @ direction

    found = hints(SLOPE, refuses_but_does_not_normalise)
    assert len(found) == 3
    assert set(found.values()) == {hint_of(SLOPE, "grows with its length")}


def test_two_mistakes_at_once_get_a_hint_each():
    def downhill_and_zero_are_wrong(f, x, y, direction):
        if not direction.any():
            return 0.0
        return abs(slope(f, x, y, direction)) if np.abs(direction).min() > 0 else slope(f, x, y, direction)

    found = hints(SLOPE, downhill_and_zero_are_wrong)
    assert found["a zero direction is refused, a short one is not"] == hint_of(SLOPE, "not even 0")


NUMBERS = Answer(
    name="double",
    kind="function",
    arguments="x",
    gives="one number",
    exact=lambda x: 2 * x,
    strata=(
        Stratum("small", 1, lambda rng: [(0.0,), (2.0,), (3.0,)]),
        Stratum("large", 1, lambda rng: [(10.0,), (20.0,)]),
    ),
    mistakes=(Mistake("squared", lambda x: x**2), Mistake("forgot to double", lambda x: x)),
)
DOUBLE = Exercise("99.double", "Double", (NUMBERS,))


def judged(*values):
    replies = [reply if reply is None or isinstance(reply, Reply) else Reply("value", np.array(float(reply)))
               for reply in values]  # fmt: skip
    return [(v.mark, v.hint) for v in judge(DOUBLE, DOUBLE.cases(0), replies)]


def test_the_mistake_that_explains_most_of_a_kind_of_case_is_named():
    assert judged(0, 4, 9, 100, 400) == [("wrong", "squared"), ("wrong", "squared")]
    assert judged(0, 2, 3, 10, 20) == [("wrong", "forgot to double")] * 2
    # Each explains one kind: neither may have spoilt the other kind, for that is wrong as well.
    assert judged(0, 2, 3, 100, 400) == [("wrong", "forgot to double"), ("wrong", "squared")]


def test_nothing_is_named_that_would_have_spoilt_the_kind_that_is_right():
    assert judged(0, 4, 6, 100, 400) == [("right", ""), ("wrong", "Asked for: one number.")]


def test_what_was_not_tried_is_neither_right_nor_wrong():
    assert judged(0, 4, None, None, None) == [("not tried", "")] * 2
    assert judged(0, 4, 6, 20, None) == [("right", ""), ("not tried", "")]
    assert judged(0, 4, TIMEOUT, None, None) == [("wrong", ""), ("not tried", "")]
    assert judged(*[UNANSWERED] * 5) == [("not answered", "")] * 2


def test_replies_and_cases_must_pair_up():
    with pytest.raises(ValueError, match="one reply for each of 5 cases, got 1"):
        judge(DOUBLE, DOUBLE.cases(0), [None])


def test_a_text_in_place_of_an_array_is_only_wrong():
    for exercise in EXERCISES.values():
        for answer in exercise.answers:
            if answer.kind == "function":
                assert {v.mark for v in tries.verdicts_on(answer, lambda *inputs: "up")} == {"wrong"}
