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
