"""Voila: a notebook as a page of its own, without its code."""

from tests.everywhere.front_ends import NAME, running, use_everything


def test_everything_moves_in_voila(driver, tmp_path):
    options = (NAME, "--Voila.ip=127.0.0.1", "--show_tracebacks=True")
    with running("voila", tmp_path, *options, probe="/voila/static/require.min.js") as address:
        driver.goto(address)
        use_everything(driver)
