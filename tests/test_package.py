import inspect
import pkgutil
import subprocess
import sys

import gradcalc as gc
from gradcalc import functions, maths, readings

MATHS = [
    f"{room.__name__}.{module.name}"
    for room in (maths, functions, readings)
    for module in pkgutil.iter_modules(room.__path__)
]
PICTURES = ["marks", "scenes.projection", "scenes.scales", "scenes.path", "scenes.graph", "scenes.decision",
            "scenes.graph_places", "scenes.share_histogram"]  # fmt: skip
UNWANTED = ["matplotlib", "ipywidgets", "traitlets", "anywidget", "IPython", "scipy"]
# All that `import gradcalc` loads beside NumPy and the small modules of Python that these need: the maths, and what a
# function may be given as. A module that joins them is loaded by everybody who imports gradcalc, pictures or not.
LOADED = ["answers", "automatic", "beside", "callables", "characters", "checking", "claims",
          "climbing", "complaints", "derivatives", "differences", "doubts", "evaluation", "fields",
          "finding", "formula", "gallery", "given", "imaginary", "ladder", "latex", "lines",
          "many", "parser", "parts", "patience", "reader", "refusal", "second_look", "slips", "slopes",
          "surfaces", "survey", "together", "tokens", "tree", "values", "vectors", "watching",
          "writing"]  # fmt: skip
STANDARD = "ast, dataclasses, importlib, math, numbers, operator, re, sys, unicodedata, warnings"

# What gc offers: the names, what they are called with, and what is public of the classes. Types are left out: mypy
# reads them, and some of their names are those of modules, which may move.
PUBLIC = """
GALLERY: bowl, elliptic bowl, tilted plane, saddle, monkey saddle, Rosenbrock, Himmelblau, two hills, ripple, ridge, \
kinks, not differentiable
Explorer(surface, views=('map',), field=False, fold_step=False, **state)
Explorer: angle, arrows, azimuth, elevation, figure, lengths, link, method, offer, reading, reset_window, save, \
sentence, shows, state, step, surface, window, x, y
Field(X, Y, Z, U, V, valid)
Field: magnitude
Surface(name, f, latex=None, xlim=(-2.0, 2.0), ylim=(-2.0, 2.0), start=None, gradient=None, smooth=False, lowest=())
Surface: gradient, latex, lowest, nearest, smooth, start, title, tree, xlim, ylim
angle_between(a, b)
check(exercise_id, *answers)
directional_derivative(f, *point_and_direction, unit=True, method='central', h=None, check=True, **other)
draw(lesson)
drill(lesson)
explore(f='bowl', *, gradient=None, xlim=None, ylim=None, views=('map',), field=False, fold_step=False, **state)
explore_batches(*, X=None, y=None, **state)
explore_between(loss=None, w=None, v=None, *, batched=None)
explore_chain_rule(graph=None, *, x=1.0, y=2.0)
explore_circle(function='bent valley', radius=0.1)
explore_cost()
explore_descent(f='bowl', *, xlim=None, ylim=None, condition=None, **state)
explore_race(f='bowl', *, start=None, methods=('gradient descent', 'SGD', 'momentum', 'Nesterov', 'RMSProp', \
'Adam'), loss=None, gradient=None, xlim=None, ylim=None, **state)
explore_random_slopes(loss=None, w=None, *, gradient=None)
explore_slices(loss=None, w=None, *, gradient=None, batched=None, shapes=None, path=None, other=None)
explore_step(function='eˣ sin x', *, views=('far', 'close', 'error'), **state)
explore_step_field(f='ripple', **state)
explore_training(*, data=None)
formula(text)
from_angle(degrees)
gradient(f, *point, params=None, method='central', h=None, check=True, **other)
gradient_2d(f, x, y, h=1e-07)
gradient_check(f, grad, *point, params=None, directions=10, seed=0)
guide(lesson, explorer)
predict(question, answer=None, *, choices=(), on=None, unit='', because='')
progress(lesson=None)
project(g, u)
sample_field(f, xlim, ylim, n=20, *, method='central', h=None, check=True)
torch_loss(module, criterion, data)
unit(v)
walk(surface='bowl', x=1.0, y=0.5, way='along the level curve', step=0.1, steps=0)
"""


def public(name: str) -> list[str]:
    """What the lines of PUBLIC say of a name."""
    thing = getattr(gc, name)
    if isinstance(thing, dict):
        return [f"{name}: {', '.join(thing)}"]
    signature = inspect.signature(thing)
    plain = [parameter.replace(annotation=parameter.empty) for parameter in signature.parameters.values()]
    called = f"{name}{signature.replace(parameters=plain, return_annotation=signature.empty)}"
    if not isinstance(thing, type):
        return [called]
    foreign = {known for base in thing.__mro__ if not base.__module__.startswith("gradcalc.") for known in dir(base)}
    own = sorted(known for known in {*dir(thing)} - foreign if not known.startswith("_"))
    return [called, f"{name}: {', '.join(own)}"]


def run(program):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)


def test_maths_needs_nothing_but_numpy():
    result = run(f"""
import importlib
import sys

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


def test_importing_the_package_loads_no_more_than_its_maths():
    result = run(f"""
import {STANDARD}, numpy.typing
before = {{*sys.modules}}
import gradcalc
new = {{*sys.modules}} - before - {{"gradcalc"}}
# Folders do not count: which of them a module lies in is free.
print(*sorted(name for name in new if not hasattr(sys.modules[name], "__path__")))
""")
    assert result.returncode == 0, result.stderr
    loaded = result.stdout.split()
    assert {name.partition(".")[0] for name in loaded} == {"gradcalc"}
    assert sorted(name.rpartition(".")[2] for name in loaded) == LOADED


def test_every_public_name_exists():
    for name in gc.__all__:
        assert getattr(gc, name) is not None
        assert name in dir(gc)


def test_the_public_names_and_what_they_are_called_with_stay_as_they_are():
    assert [line for name in gc.__all__ for line in public(name)] == PUBLIC.strip().splitlines()


def test_unknown_names_are_attribute_errors():
    assert not hasattr(gc, "gradients")
