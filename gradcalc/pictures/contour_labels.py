"""Where the labels of level curves stand: on the straightest stretch of each, away from the others."""

import math

import numpy as np

from gradcalc.pictures.frames import Frame

SPACING = 8  # pixels between the places that are tried
APART = 1.5  # widths of a label between the middles of two
SHORTEST = 3  # widths of a label: a shorter line has none


class Placer:
    """Finds places for the labels of one map, and remembers those that are taken."""

    def __init__(self, frame: Frame):
        self.low = np.array([frame.xlim[0], frame.ylim[1]])
        self.scale = np.array([frame.box_width / np.ptp(frame.xlim), -frame.box_height / np.ptp(frame.ylim)])
        self.size = np.array([frame.box_width, frame.box_height])
        self.taken: list[np.ndarray] = []

    def place(self, lines: list[np.ndarray], width: float) -> tuple[list[np.ndarray], list[tuple]]:
        """The lines with gaps for labels of so many pixels, and the labels' places: (x, y, angle).

        Lines are arrays of points of shape (m, 2) in data; a closed one ends where it began. The angle is in
        radians, clockwise on the screen, and never turns a text upside down. A line that is short, or where a
        label would stand on another one, stays whole.
        """
        parts, places = [], []
        for line in lines:
            pixels = (line - self.low) * self.scale
            along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(pixels, axis=0).T))])
            found = self._best(pixels, along, width)
            if found is None:
                parts.append(line)
                continue
            at, middle, angle = found
            self.taken.append(middle)
            places.append((*(middle / self.scale + self.low).tolist(), angle))
            parts += _without(line, along, at - width / 2, at + width / 2)
        return parts, places

    def _best(self, pixels: np.ndarray, along: np.ndarray, width: float) -> tuple | None:
        length = along[-1]
        if length < SHORTEST * width:
            return None
        at = np.linspace(width, length - width, max(2, int(length / SPACING)))
        before, middles, after = (_at(pixels, along, at + shift) for shift in (-width / 2, 0.0, width / 2))
        chords = after - before
        # Of straight stretches that are as good the one nearest to the middle of the line.
        score = np.hypot(*chords.T) / width - 0.02 * np.abs(2 * at / length - 1)
        inside = (np.abs(middles - self.size / 2) < self.size / 2 - width / 2).all(axis=1)
        for other in self.taken:
            inside &= np.hypot(*(middles - other).T) > APART * width
        if not inside.any():
            return None
        best = int(np.argmax(np.where(inside, score, -np.inf)))
        dx, dy = chords[best] if chords[best][0] >= 0 else -chords[best]
        return at[best], middles[best], math.atan2(dy, dx)


def _at(points: np.ndarray, along: np.ndarray, where: np.ndarray) -> np.ndarray:
    return np.stack([np.interp(where, along, part) for part in points.T], axis=-1)


def _without(line: np.ndarray, along: np.ndarray, start: float, stop: float) -> list[np.ndarray]:
    """A line without the stretch from start to stop, in one piece if it is closed, else in two."""
    ends = _at(line, along, np.array([start, stop]))
    first, last = [*line[along < start], ends[0]], [ends[1], *line[along > stop]]
    if np.array_equal(line[0], line[-1]):
        return [np.array([*last, *first[1:]])]
    return [np.array(first), np.array(last)]
