"""jupyter-collaboration: two people in one notebook of JupyterLab, who see the same picture and both move it."""

from tests.browser import student, walk
from tests.browser.drivers import nothing_went_wrong, wait_for
from tests.browser.lab import write_notebook
from tests.browser.running import running_lab
from tests.everywhere.front_ends import CALL, CELLS, NAME, python_of, use_everything

EXPLORER = ".walked-explorer "


def see_the_same(one, other):
    """Wait until both pages say the same of the explorer."""
    words = student.rested(one, EXPLORER)
    label = f"{EXPLORER}.gradcalc-map"
    said = one.evaluate(student.LABEL, label)
    wait_for(other, f"([selector, said]) => ({student.LABEL})(selector) === said", [label, said])
    assert student.rested(other, EXPLORER) == words


def test_two_people_move_one_picture(driver, another, tmp_path):
    python = python_of("jupyter-collaboration")
    write_notebook(tmp_path / NAME, *CELLS)
    with running_lab(tmp_path, python) as address:
        walk.open_notebook(driver, address, NAME)
        cells = driver.evaluate(walk.CODE_CELLS)
        for cell in cells:
            walk.run_cell(driver, cell)
        use_everything(driver, lambda number: walk.show_cell(driver, cells[number]))

        walk.open_notebook(another, address, NAME)
        for page in (driver, another):
            walk.show_cell(page, cells[0])
        wait_for(another, CALL, [".gradcalc-explorer", 0, "walked-explorer"])
        student.pictures_are_drawn(another, EXPLORER)
        see_the_same(driver, another)
        student.move_the_bowl(another, EXPLORER)
        see_the_same(another, driver)
        student.move_the_bowl(driver, EXPLORER)
        see_the_same(driver, another)
        for page in (driver, another):
            nothing_went_wrong(page)
