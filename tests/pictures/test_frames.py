import pytest

from gradcalc.pictures.frames import axes_on, frame_around, label_axes, sheet


@pytest.mark.parametrize("ylabel", ["y", "second input"])
@pytest.mark.parametrize("pixel_ratio", [1, 2])
def test_the_label_of_y_lies_on_the_sheet_and_beside_the_ticks(ylabel, pixel_ratio):
    frame = frame_around(400, 400, (-2, 2), (-2, 2))
    figure = sheet(frame.width, frame.height, pixel_ratio)
    axes = axes_on(figure, frame, dark=False)
    label_axes(axes, False, "title", "first input", ylabel)
    figure.canvas.draw()
    label = axes.yaxis.label.get_window_extent()
    assert label.x0 >= 0
    assert not any(label.overlaps(tick.get_window_extent()) for tick in axes.get_yticklabels())


@pytest.mark.parametrize("height", [50, 75, 175, 200])
def test_how_many_numbers_stand_along_an_axis_does_not_hang_on_the_pixels_of_the_screen(height):
    frame = frame_around(400, height, (0, 1), (0, height / 25))
    ticks = {
        tuple(axes_on(sheet(frame.width, frame.height, pixel_ratio), frame, dark=False).get_yticks())
        for pixel_ratio in (1, 1.25, 1.5, 2)
    }
    assert len(ticks) == 1
