"""Somebody's walk drawn over the true one, from a start under the hand."""

from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Picture, map_picture
from gradcalc.live.board.inputs import slider
from gradcalc.live.lifetime import whole
from gradcalc.pictures.background import sample_map
from gradcalc.pictures.scenes.walked import walked_scene
from gradcalc.readings.walked import TwoWalks, Walked, farthest_start, walk_from, walked_rows, walked_words
from gradcalc.readings.writing import place

NOTE = "Yours is the broad line, the true one the narrow line over it."


@whole
def compare_walks(walks: TwoWalks, at_worst: bool = False) -> Board:
    """A board with both walks; the start is that of the surface, or where yours goes farthest off.

    Raises what the true one raises at the start; what yours does is said.
    """
    surface = walks.surface
    chart = sample_map(surface)
    x, y = (at_worst and farthest_start(walks)) or surface.start

    def scene(reading: Walked) -> list:
        return walked_scene(reading, chart.frame.xlim, chart.frame.ylim)

    picture: Picture = map_picture(chart, scene, _map_words, moves=("x", "y"))
    return Board(
        {"map": picture},
        {"x": slider("start x", *surface.xlim, x), "y": slider("start y", *surface.ylim, y)},
        lambda x, y: walk_from(walks, x, y),
        table=walked_rows,
        head=("walk", "yours", "true"),
        remark=walked_words,
        note=NOTE,
        columns=[["map"], ["words"]],
    )


def _map_words(reading: Walked) -> str:
    window = reading.walks.surface.xlim, reading.walks.surface.ylim
    return f"Two walks on a map, yours and the true one, both from {place(reading.x, reading.y, *window)}."
