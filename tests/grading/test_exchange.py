"""nbgrader's exchange hands the pages of `gradcalc feedback` back, and no notebook reads in it while it is graded."""

import pathlib
import shutil
import subprocess

from nbgrader.exchange.default import Exchange
from nbgrader.utils import notebook_hash

from gradcalc.grading.running import sandbox
from tests.grading.class_of_03 import STEM, gradcalc, grade, half, hand_in, nbgrader, new_course
from tests.grading.handed_in import needs_bubblewrap

pytestmark = needs_bubblewrap


def test_each_page_gets_the_name_that_its_student_fetches(tmp_path):
    course, exchange = new_course(tmp_path / "course"), tmp_path / "exchange"
    (exchange / "gradcalc").mkdir(parents=True)
    with open(course / "nbgrader_config.py", "a", encoding="utf-8") as settings:
        settings.write(f"c.Exchange.root = {str(exchange)!r}\n")
    submitted = hand_in(course / "submitted", ada=half())
    # The second time the same notebook is handed in anew: nbgrader then gives it another secret.
    for secret, done in (("first", "1 graded, 0 graded before"), ("second", "0 graded, 1 graded before")):
        (submitted / "ada" / STEM / "timestamp.txt").write_text("2026-11-27 10:00:00.000000 UTC", encoding="utf-8")
        (submitted / "ada" / STEM / "submission_secret.txt").write_text(secret, encoding="utf-8")
        assert done in grade(submitted, course)
        gradcalc("feedback", "--course", course)
        nbgrader(course, f"release_feedback {STEM}")
        page = exchange / "gradcalc" / "feedback" / f"{notebook_hash(secret=secret, notebook_id=STEM)}.html"
        assert page.read_bytes() == (course / "feedback" / "ada" / STEM / f"{STEM}.html").read_bytes()
        shutil.rmtree(page.parent)


def test_what_others_handed_in_cannot_be_read_in_the_sandbox(monkeypatch):
    assert pathlib.Path(sandbox.EXCHANGE) in pathlib.Path(Exchange().root).parents
    listing = ["-c", "import os; print(os.listdir('/usr/share'))"]
    before = subprocess.run(sandbox.command(listing), capture_output=True, text=True, check=True).stdout
    assert len(before) > len("[]\n")
    monkeypatch.setattr(sandbox, "EXCHANGE", "/usr/share")  # stands for it, which need not be there
    after = subprocess.run(sandbox.command(listing), capture_output=True, text=True, check=True)
    assert after.stdout == "[]\n"
