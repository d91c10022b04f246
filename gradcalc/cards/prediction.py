"""The card of a prediction: the reader commits to an answer, and only then sees the right one."""

import math
import pathlib
from collections.abc import Callable, Sequence

import anywidget
import traitlets

from gradcalc.cards import commitments
from gradcalc.cards.maps import PIXEL_RATIO, in_both_themes, map_of
from gradcalc.cards.revealed import listed, reveal
from gradcalc.cards.sheet import sheet
from gradcalc.functions.given import as_surface
from gradcalc.functions.surfaces import Surface
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.live import lifetime
from gradcalc.live.joined import Joined
from gradcalc.live.still import Bundle, with_still
from gradcalc.pictures.frames import DPI
from gradcalc.questions.prediction import Answer, Picture, Prediction

HERE = pathlib.Path(__file__).parent

# What was committed, and how sure of it the reader was, by kind and question: running a cell again is no way to take
# it back, and neither is a restart.
_COMMITTED: dict[tuple[str, str], tuple[Answer, str]] = {}


class PredictionCard(anywidget.AnyWidget):
    """A question, a place for the reader's answer and a button that commits to it.

    `commitment` is None until the reader commits, or Python does by setting it; then it stays as
    it is. `confidence` says how sure the reader was: "sure", "think so", "guess", or "" where nobody
    asked; it is set with the commitment or before. The right answers reach the browser only afterwards.
    """

    _esm = Joined(HERE / "prediction.js")
    _css = sheet("prediction")

    asked = traitlets.Dict(help="the question: kind, name, words, unit, choices, map").tag(sync=True)
    commitment = traitlets.Any(None, help="the reader's prediction, None before it is made").tag(sync=True)
    confidence = traitlets.Enum(commitments.CONFIDENCE, "", help="how sure the reader was").tag(sync=True)
    revealed = traitlets.Dict(help="the verdict, its words and the right answers, empty before").tag(sync=True)
    encoded = traitlets.Unicode(help="what is right, on a page without a kernel, see recording.py").tag(sync=True)

    @lifetime.whole
    def __init__(self, prediction: Prediction):
        self.prediction = prediction
        self._key = (prediction.kind, prediction.question)
        super().__init__(
            asked={
                "kind": prediction.kind,
                "name": prediction.name,
                "question": prediction.question,
                "unit": prediction.unit,
                "one": prediction.unit_of_one,
                "moved": prediction.moved,
                "choices": prediction.choices,
                "map": map_of(prediction.surface) if prediction.surface else None,
                "items": prediction.items,
                "picture": _picture(prediction.picture) if prediction.picture else None,
            }
        )
        if self._key not in _COMMITTED:
            self._remember()
        if self._key in _COMMITTED:
            self.commitment, self.confidence = _COMMITTED[self._key]
        lifetime.follow(self)

    def close(self) -> None:
        """Close the card, so that the kernel keeps nothing of it."""
        lifetime.close_parts(self)
        super().close()

    def _remember(self) -> None:
        """What an earlier kernel was told counts here."""
        if kept := commitments.kept(self.prediction):
            try:
                _COMMITTED[self._key] = (fitted(self.prediction, kept.answer), kept.confidence)
            except (traitlets.TraitError, OverflowError):  # somebody else has written into the file
                return

    @traitlets.validate("commitment")
    def _fit(self, proposal) -> Answer | None:
        if self._key in _COMMITTED:
            return _COMMITTED[self._key][0]
        return fitted(self.prediction, proposal["value"])

    @traitlets.validate("confidence")
    def _as_sure_as_then(self, proposal) -> str:
        return _COMMITTED[self._key][1] if self._key in _COMMITTED else proposal["value"]

    @traitlets.observe("commitment")
    def _reveal(self, change) -> None:
        if change["new"] is None:  # which no validator sees
            self.commitment = _COMMITTED[self._key][0]
            return
        if self._key not in _COMMITTED:
            _COMMITTED[self._key] = (change["new"], self.confidence)
            commitments.keep(self.prediction, change["new"], self.confidence)
        answer, confidence = _COMMITTED[self._key]
        if not self.revealed:
            revealed = reveal(self.prediction, answer, confidence)
            revealed["sentence"] = " ".join(filter(None, (revealed["sentence"], commitments.FILE.note)))
            self.revealed = revealed

    @property
    def words(self) -> str:
        """The card in words."""
        choices = "".join(f"\n- {choice}" for choice in self.prediction.choices)
        answer = self.revealed.get("sentence", "No prediction yet.")
        picture = "".join(f"\n{line}" for line in self.prediction.picture.words) if self.prediction.picture else ""
        return f"Predict: {self.prediction.question}{picture}{choices}\n{answer}"

    def _repr_mimebundle_(self, **kwargs) -> Bundle:
        lifetime.show(self)
        # Where no kernel answers, the words stand in for the widget, and a picture for its map.
        drawn, asked = self.asked["map"] or self.asked["picture"], self.prediction.picture
        png = drawn["light"] if drawn else None
        alt = "\n".join(asked.words) if asked else f"The map for the question: {self.prediction.question}"
        return with_still(super()._repr_mimebundle_(**kwargs), self.words, png, PIXEL_RATIO, alt, "question")


def predict(
    question: str,
    answer: Answer | Sequence[Answer] | Callable | None = None,
    *,
    choices: Sequence[str] = (),
    on: Surface | str | Callable | None = None,
    unit: str = "",
    because: str = "",
) -> PredictionCard:
    """A question that the reader answers before the answer is shown. It is never graded.

    question is the name of a prediction of the lessons, or a question of your own with its
    answer: a number; one of the texts in choices; or a point (x, y) to click on the map of the
    function `on`. Several right answers make a list. answer may also be a function of no
    arguments that gives them: it is called only after the reader has committed. because is a
    sentence shown beside the answer. Degrees that whole turns part are one answer; a whole number is right
    exactly, any other to a thousandth, a point within 4 % of the map's width.

    The commitment stays, after a restart of the kernel too: the file gradcalc_progress_predictions.json beside the
    notebook keeps it. It is sent nowhere, and may be deleted.

    Raises ValueError for a question without an answer and TraitError for an answer that does not fit.

    >>> card = predict("How long is the gradient (3, 4)?", 5)
    >>> card.commitment = 7
    >>> print(card.words)
    Predict: How long is the gradient (3, 4)?
    Not so. You predicted 7. The answer is 5.
    """
    if answer is None:
        if question not in PREDICTIONS:
            raise ValueError(f"answer is missing, and {question!r} is no prediction of the lessons.")
        return PredictionCard(PREDICTIONS[question])
    answers = answer if callable(answer) else listed(answer)
    prediction = Prediction(
        question, answers, because, unit, tuple(choices),
        None if on is None else as_surface(on), name=question,
    )  # fmt: skip
    if not callable(answers):
        if not len(answers):
            raise ValueError("answer must hold at least one right answer, got an empty list.")
        for value in answers:
            fitted(prediction, value, "answer")
    return PredictionCard(prediction)


def fitted(prediction: Prediction, value, name: str = "commitment") -> Answer:
    """A value as an answer to a question: a number, one or several of the choices, or a point inside the window.

    Raises TraitError, which is what a trait that does not fit raises, for anything else.
    """
    match prediction.kind:
        case "choice":
            if value in prediction.choices:
                return value
            raise traitlets.TraitError(f"{name} must be one of the choices, got {value!r}.")
        case "match":
            whole = isinstance(value, list | tuple) and len(value) == len(prediction.items)
            if whole and all(part in prediction.choices for part in value):
                twice = next((part for part in value if value.count(part) > 1), None)
                if twice is None:
                    return tuple(value)
                raise traitlets.TraitError(f"{name} gives {twice} twice, got {value!r}: each belongs to one alone.")
            items = ", ".join(prediction.items)
            raise traitlets.TraitError(f"{name} must hold one of the choices for each of {items}, got {value!r}.")
        case "number":
            if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
                return value
            raise traitlets.TraitError(f"{name} must be a finite number, got {value!r}.")
    assert prediction.surface  # which its kind is read from
    window = (prediction.surface.xlim, prediction.surface.ylim)
    try:
        x, y = map(float, value)
    except (TypeError, ValueError):
        raise traitlets.TraitError(f"{name} must be a point (x, y), got {value!r}.") from None
    if not all(low <= v <= high for v, (low, high) in zip((x, y), window, strict=True)):
        raise traitlets.TraitError(f"{name} must lie in the window of the map, got ({x:.15g}, {y:.15g}).")
    return (x, y)


def _picture(picture: Picture) -> dict:
    width, height = picture.draw(False).get_size_inches() * DPI
    return {**in_both_themes(picture.draw), "width": float(width), "height": float(height), "words": picture.words}
