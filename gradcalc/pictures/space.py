"""A scene in space as a camera sees it: marks of a picture. `live/browser/space/seen.js` does the same."""

from dataclasses import dataclass, replace

import numpy as np

from gradcalc.pictures.background import Map
from gradcalc.pictures.camera import Camera
from gradcalc.pictures.hill import Hill
from gradcalc.pictures.marks import Arrow, Dot, Dots, Label, Mark, Polyline, RightAngle, pair
from gradcalc.pictures.solids import Flat, Line, Pane, Solid, Spot, Spots, Word

PARTS = 40  # of a long straight line, which may be hidden in part
STEEP = 75  # degrees above the floor, up to which heights are spoken of
ACROSS = 0.3  # of a vector must be seen from the side for words to follow it


@dataclass(frozen=True, eq=False)
class Floor:
    """The contours of a map, laid on the floor: (x, y) is seen at (a x + c y + e, b x + d y + f)."""

    chart: Map
    matrix: tuple[float, float, float, float, float, float]
    role: str = "edge"


@dataclass(frozen=True, eq=False)
class Facets:
    """The facets of a hill from the furthest to the nearest: corners of shape (n, 4, 2), and which cells they are.

    contours are lines of shape (m, 2) above them. Together they hide so much of what lies below.
    """

    hill: Hill
    corners: np.ndarray
    cells: np.ndarray
    contours: list[np.ndarray]
    opacity: float
    role: str = "edge"


Seen = Mark | Floor | Facets


def seen(solids: list[Solid], hill: Hill, camera: Camera) -> list[Seen]:
    """What a camera sees of a scene, a hill and its floor, from what lies below to what lies above.

    Words are always on top. What lies on the floor shines through the hill, the more the higher the camera stands.
    """
    view = View(hill, camera)
    flat = [view.flat(solid.mark) for solid in solids if isinstance(solid, Flat)]
    below: list[Mark] = [mark for mark in flat if not isinstance(mark, Label)]
    words: list[Mark] = [mark for mark in flat if isinstance(mark, Label)]
    above: list[Mark] = []
    for solid in solids:
        match solid:
            case Pane(x, y, z, role):
                above.append(Polyline(*view.rows(x, y, z), role, filled=True))
            case Line():
                above += view.line(solid)
            case Spot(x, y, z, role):
                above.append(Dot(*view.at(x, y, z), role))
            case Spots():
                above.append(view.spots(solid))
            case Word() if camera.elevation <= STEEP:  # from above no height is seen, and the map has no such words
                words.append(view.word(solid))
    return [
        Floor(hill.chart, view.matrix()),
        *view.edges(),
        *below,
        view.facets(),
        *above,
        *words,
    ]


@dataclass(frozen=True, eq=False)
class View:
    """A hill and its floor, as a camera sees them, in the coordinates of the picture."""

    hill: Hill
    camera: Camera

    def at(self, x: float, y: float, z: float) -> tuple[float, float]:
        """Where a point of space is seen; z is a value of f."""
        return pair(self.project(x, y, self.hill.drawn(z)))

    def project(self, x, y, rises) -> np.ndarray:
        """Where points are seen, shape (2, ...); their heights are drawn ones."""
        cx, cy, middle = self.hill.middle
        around = np.stack(np.broadcast_arrays(x - cx, y - cy, rises - middle))
        across, up = (np.tensordot(way, around, 1) for way in (self.camera.right, self.camera.up))
        return np.stack([cx + across, cy + up])

    def rows(self, x, y, z) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Where the points (x[i], y[i], z[i]) are seen."""
        across, up = self.project(np.array(x), np.array(y), self.hill.drawn(np.array(z)))
        return tuple(across.tolist()), tuple(up.tolist())

    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """Where the floor is seen, see Floor."""
        (a, c), (b, d) = ((float(part[0]), float(part[1])) for part in (self.camera.right, self.camera.up))
        e, f = self.at(0.0, 0.0, self.hill.floor)
        return a, b, c, d, e, f

    def flat(self, mark: Mark) -> Mark:
        """A mark of the floor, as it is seen. Raises TypeError for one that lies on none."""
        a, b, c, d, e, f = self.matrix()

        def turned(x, y):
            return a * x + c * y, b * x + d * y

        def place(x, y):
            across, up = turned(x, y)
            return across + e, up + f

        match mark:
            case Arrow(x, y, dx, dy):
                (x, y), (dx, dy) = place(x, y), turned(dx, dy)
                return replace(mark, x=x, y=y, dx=dx, dy=dy)
            case RightAngle(x, y, ax, ay, bx, by):
                (x, y), (ax, ay), (bx, by) = place(x, y), turned(ax, ay), turned(bx, by)
                return replace(mark, x=x, y=y, ax=ax, ay=ay, bx=bx, by=by)
            case Label(_, x, y, dx, dy):
                (x, y), (dx, dy) = place(x, y), turned(dx, dy)
                length = float(np.hypot(dx, dy)) or 1.0
                return replace(mark, x=x, y=y, dx=dx / length, dy=dy / length)
            case Polyline(xs, ys) | Dots(xs, ys):
                places = [place(x, y) for x, y in zip(xs, ys, strict=True)]
                return replace(mark, x=tuple(x for x, _ in places), y=tuple(y for _, y in places))
            case Dot(x, y):
                x, y = place(x, y)
                return replace(mark, x=x, y=y)
        raise TypeError(f"no {type(mark).__name__} lies on a floor.")

    def spots(self, spots: Spots) -> Dots:
        """Those of some small dots that the hill does not hide."""
        x, y, z = np.array(spots.x), np.array(spots.y), np.array(spots.z)
        shown = ~self.hill.hides(x, y, self.hill.drawn(z), self.camera)
        return Dots(*self.rows(x[shown], y[shown], z[shown]), spots.role)

    def word(self, word: Word) -> Label:
        """Words as they are seen; beside and above where the way to them leads to the camera or away from it."""
        way = np.array([word.dx, word.dy, word.dz])
        dx, dy = float(self.camera.right @ way), float(self.camera.up @ way)
        length = float(np.hypot(dx, dy))
        dx, dy = (dx / length, dy / length) if length > ACROSS * np.linalg.norm(way) else (-0.6, 0.8)
        return Label(word.text, *self.at(word.x, word.y, word.z), dx, dy, word.role)

    def edges(self) -> list[Mark]:
        """The border of the window on the floor, with the names of the axes along the sides that are nearest."""
        (x0, x1), (y0, y1) = self.hill.chart.surface.xlim, self.hill.chart.surface.ylim
        dx, dy, _ = self.camera.towards
        near_x, near_y = x1 if dx > 0 else x0, y1 if dy > 0 else y0
        border = Polyline((x0, x1, x1, x0, x0), (y0, y0, y1, y1, y0), "edge")
        x_name = Label("x", (x0 + x1) / 2, near_y, 0.0, 1.0 if dy > 0 else -1.0, "edge")
        y_name = Label("y", near_x, (y0 + y1) / 2, 1.0 if dx > 0 else -1.0, 0.0, "edge")
        return [self.flat(mark) for mark in (border, x_name, y_name)]

    def facets(self) -> Facets:
        """The hill itself."""
        cells = self.hill.order(self.camera)
        i, j = np.divmod(cells, len(self.hill.x) - 1)
        rows, columns = np.stack([i, i, i + 1, i + 1], axis=-1), np.stack([j, j + 1, j + 1, j], axis=-1)
        corners = self.project(self.hill.x[columns], self.hill.y[rows], self.hill.rises[rows, columns])
        lines = [
            np.column_stack([mark.x, mark.y])
            for level, line in self.hill.contours
            for mark in self.line(Line(tuple(line[:, 0]), tuple(line[:, 1]), (level,) * len(line), "contour"))
            if not mark.behind
        ]
        return Facets(self.hill, np.moveaxis(corners, 0, -1), cells, lines, self.camera.opacity)

    def line(self, line: Line) -> list[Polyline]:
        """A line as it is seen, in pieces that the hill hides and pieces that it does not."""
        x, y, rises = np.array(line.x), np.array(line.y), self.hill.drawn(np.array(line.z))
        if len(x) == 2 and np.hypot(*np.ptp([x, y], axis=1)) > self.hill.side / 10:  # it may be hidden in part
            x, y, rises = (np.linspace(ends[0], ends[1], PARTS + 1) for ends in (x, y, rises))
        across, up = self.project(x, y, rises)
        hidden = self.hill.hides(x, y, rises, self.camera)
        starts = np.flatnonzero(np.diff(hidden)) + 1
        pieces = zip([0, *starts], [*starts, len(x) - 1], strict=True)
        found = []
        for i, j in pieces:
            xs, ys = (tuple(part[i : j + 1].tolist()) for part in (across, up))
            found += [Polyline(xs, ys, line.role, behind=bool(hidden[i]))] if j > i else []
        return found
