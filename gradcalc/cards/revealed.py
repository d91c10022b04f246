"""What the card of a prediction shows once the reader has committed: the verdict, and the right answers in words."""

from collections.abc import Sequence

from gradcalc.questions.prediction import Answer, Prediction
from gradcalc.questions.verdict import judge

_HOW_SURE = {"": "", "sure": ", and were sure", "think so": ", and thought so", "guess": ", as a guess"}


def reveal(prediction: Prediction, commitment: Answer, confidence: str = "") -> dict:
    """What the card shows once the reader has committed."""
    yours = f"You predicted {prediction.words(commitment)}{_HOW_SURE[confidence]}."
    try:
        answers = right_answers(prediction)
        words = [prediction.words(answer) for answer in answers]
        verdict = judge(prediction, answers, commitment)
    except Exception as error:  # whatever the author's function raises
        return {"sentence": f"{yours} The answer could not be computed: {type(error).__name__}: {error}"}
    *others, last = words
    sentence = f"{verdict.words} {yours} The answer is {', '.join(others)}{' or ' if others else ''}{last}."
    if prediction.because:
        sentence += f" {prediction.because}"
    return {"sentence": sentence, "verdict": verdict.name, "answers": list(answers)}


def right_answers(prediction: Prediction) -> Sequence[Answer]:
    """The right answers to a question, computed where its author gives a function."""
    if not callable(prediction.answers):
        return prediction.answers
    return [_plain(prediction.kind, answer) for answer in listed(prediction.answers())]


def _plain(kind: str, answer):
    """An answer of an author's function without NumPy's types, which a browser has not."""
    if kind == "point":
        return tuple(map(float, answer))
    return answer.item() if hasattr(answer, "item") else answer


def listed(answer) -> Sequence[Answer]:
    """Several answers as they are, one answer as a list; a pair of numbers is one point."""
    single = isinstance(answer, str | tuple) or not hasattr(answer, "__len__")
    return [answer] if single else answer
