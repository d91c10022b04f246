"""The browser's QR codes, read by a reader of codes that is nobody's here, and compared with another's drawing."""

import numpy as np
import pytest
import segno
import zxingcpp

# The room of versions 1, 2, 6, 7, 9, 10, 14, 20 and 25 at error correction M, from the table of the standard.
ROOM = {1: 14, 2: 26, 6: 106, 7: 122, 9: 180, 10: 213, 14: 362, 20: 666, 25: 997}
LINK = "https://somebody.example.org/gradcalc/03_directional_derivatives.html#gradcalc=1"


def read(modules) -> str:
    """What a reader of codes reads in modules, drawn as a page draws them."""
    paper = np.pad(np.where(np.array(modules), 0, 255).astype(np.uint8), 4, constant_values=255)
    (found,) = zxingcpp.read_barcodes(
        np.kron(paper, np.ones((3, 3), np.uint8)), formats=zxingcpp.BarcodeFormat.QRCode
    )
    return found.text


@pytest.mark.parametrize(("version", "room"), ROOM.items())
def test_a_code_is_read_again_and_is_drawn_as_another_draws_it(ask, version, room):
    full = ("²" + LINK + "&x=0.125" * 200)[: room - 1]  # the raised digit has two bytes
    modules = ask("qr", full)
    assert len(modules) == 17 + 4 * version
    assert read(modules) == full
    for mask in range(8):
        other = segno.make(full.encode(), error="m", mode="byte", boost_error=False, micro=False, mask=mask)
        assert other.version == version
        assert np.array_equal(ask("qr", full, mask), np.array([*other.matrix_iter(border=0)], bool))
    longer = ask("qr", full + "&")
    assert len(longer or []) == (0 if version == 25 else 21 + 4 * version)


def test_codes_of_every_length_are_read(ask):
    for count in range(1, 998, 83):
        assert read(ask("qr", (LINK * 20)[:count])) == (LINK * 20)[:count]
    assert ask("qr", "a" * 998) is None
