"""In Google Colab the package switches on what it needs, and says what is lacking. Colab itself is imitated."""

import subprocess
import sys

IMITATION = """
import sys
import types
colab, output = types.ModuleType("google.colab"), types.ModuleType("google.colab.output")
sys.modules |= {"google": types.ModuleType("google"), "google.colab": colab}
"""
WORKING = """
output.enable_custom_widget_manager = lambda: print("switched on")
sys.modules["google.colab.output"] = output
"""


def importing(before: str) -> list[str]:
    result = subprocess.run([sys.executable, "-c", f"{before}\nimport gradcalc"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_elsewhere_nothing_is_said():
    assert importing("") == []


def test_in_colab_widgets_are_switched_on_and_the_rest_is_said():
    done, said = importing(IMITATION + WORKING)
    assert done == "switched on"
    assert said.startswith("Google Colab now shows the widgets")
    assert "Restart session" in said
    assert "Colab forgets the points" in said


def test_a_colab_that_has_no_such_switch_is_named():
    for imitation in (IMITATION, IMITATION + 'sys.modules["google.colab.output"] = output'):
        (said,) = importing(imitation)
        assert said.startswith("Google Colab could not be told to show the widgets")
        assert "Colab forgets the points" in said
