"""Files to take along: the buttons, and the method that does the same."""

import io

import pytest
from PIL import Image, ImageSequence

import gradcalc as gc


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_a_button_saves_the_present_picture(explorer, kind):
    explorer.python("e.x, e.y, e.angle = -1, 0.5, 120")
    with explorer.page.expect_download() as download:
        explorer.page.get_by_role("button", name=f"Save as {kind}").click()
    assert download.value.suggested_filename == f"gradcalc.{kind.lower()}"
    content = download.value.path().read_bytes()
    e = gc.explore(x=-1, y=0.5, angle=120)
    if kind == "PNG":
        found, expected = (Image.open(io.BytesIO(c)).convert("RGB") for c in (content, saved(e, "png")))
        assert found.tobytes() == expected.tobytes()
    else:
        assert b"<svg" in content[:1000]


def test_a_button_saves_the_turn_of_u_and_shows_how_far_it_is(explorer):
    page = explorer.page
    page.evaluate(
        """() => {
            const bar = document.querySelector('.gradcalc-saving');
            window.seen = [];
            new MutationObserver(() => bar.hidden || seen.push(bar.value))
                .observe(bar, { attributes: true, attributeFilter: ['hidden', 'value'] });
        }"""
    )
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name="Save the turn of u as GIF").click()
    seen = page.evaluate("() => seen")
    assert len(set(seen)) > 5
    assert seen == sorted(seen)
    page.wait_for_function("() => document.querySelector('.gradcalc-saving').hidden")
    frames = list(ImageSequence.Iterator(Image.open(download.value.path())))
    assert len(frames) == 72


def saved(e, kind):
    from gradcalc.live import export

    return export.file(kind, e._stage, e.state, e.view)
