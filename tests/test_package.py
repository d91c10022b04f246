import pkgutil
import subprocess
import sys

from gradcalc import functions, maths, readings

MATHS = [
    f"{room.__name__}.{module.name}"
    for room in (maths, functions, readings)
    for module in pkgutil.iter_modules(room.__path__)
]
PICTURES = ["marks", "scenes.projection", "scenes.scales", "scenes.path", "scenes.graph"]
UNWANTED = ["matplotlib", "ipywidgets", "traitlets", "anywidget", "IPython", "scipy"]


def run(program):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)


def test_maths_needs_nothing_but_numpy():
    result = run(f"""
import importlib, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {UNWANTED}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Blocker())
for name in {MATHS + [f"gradcalc.pictures.{name}" for name in PICTURES]}:
    importlib.import_module(name)
import gradcalc
print(gradcalc.gradient(lambda x, y: x * y, 2.0, 3.0).round(6).tolist())
""")
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[3.0, 2.0]"


def test_importing_the_package_does_not_load_the_pictures():
    result = run(f"""
import sys
import gradcalc
print(sorted(name for name in sys.modules if name.split(".")[0] in {UNWANTED}))
""")
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]"


def test_every_public_name_exists():
    import gradcalc

    for name in gradcalc.__all__:
        assert getattr(gradcalc, name) is not None
        assert name in dir(gradcalc)


def test_unknown_names_are_attribute_errors():
    import gradcalc

    assert not hasattr(gradcalc, "gradients")
