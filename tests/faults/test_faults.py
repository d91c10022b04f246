"""The faults still fit the code: a line that changes would take its fault along, unseen until somebody tries it."""

import pathlib

import pytest

from tests.faults.try_faults import read_faults

ROOT = pathlib.Path(__file__).parents[2]
FAULTS = read_faults()


def test_there_are_thirty_and_ten_of_them_in_the_browsers_half():
    assert len({fault.name for fault in FAULTS}) == 30
    assert sum(fault.file.startswith("gradcalc/live/browser/") for fault in FAULTS) == 10


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_can_be_put_in_and_its_tests_are_there(fault, tmp_path):
    copy = tmp_path / fault.file
    copy.parent.mkdir(parents=True)
    copy.write_bytes((ROOT / fault.file).read_bytes())
    fault.put_into(tmp_path)
    assert copy.read_bytes() != (ROOT / fault.file).read_bytes()
    assert all((ROOT / test.partition("::")[0]).is_file() for test in fault.tests if test.startswith("tests/"))
