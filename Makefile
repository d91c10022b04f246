# make lab opens the first lesson; make test runs every test. Both set up .venv themselves.
PYTHON ?= python3
BIN := .venv/bin
LESSONS := $(wildcard notebooks/*.ipynb)
# Each has a JupyterLab and a browser of its own.
TEST_JOBS ?= 2
# The parts of the suite that answer at once.
QUICK := tests/test_environment.py tests/test_types.py tests/test_map_of_the_code.py tests/browser_modules \
	$(foreach room,maths formulas functions readings pictures questions,tests/$(room) gradcalc/$(room)) \
	tests/exercises/test_cases_stay.py tests/exercises/test_every_exercise.py
# Each is tried in an environment of its own: where nothing but gradcalc is beside it.
FRONT_ENDS := notebook nbclassic voila jupyter-collaboration
# The lowest versions that requirements.txt allows are tried with the lowest Python.
LOWEST_PYTHON ?= python3.11
# The release of PyTorch to install: TORCH=torch==2.13.0, say; otherwise the newest.
TORCH ?= torch
# Who publishes this repository: for make publish alone.
OWNER ?=
# Where the site is made; what it is made of stands beside it.
BUILD ?= build/site

.PHONY: lab quick test test-everywhere notebooks course bench site publish clean

lab: .venv/lab.installed
	$(BIN)/jupyter lab --ServerApp.root_dir="$(CURDIR)/notebooks" --LabApp.default_url=/lab/tree/00_start_here.ipynb $(LAB_ARGS)

# What to run before each commit: style, types, the way imports point, all that needs no browser, kernel or sandbox.
quick: .venv/test.installed node_modules/.installed
	$(BIN)/python -m pytest --quick -n $(TEST_JOBS) $(QUICK)

test: .venv/test.installed .venv/site.installed node_modules/.installed
	$(BIN)/python -m pytest -n $(TEST_JOBS) --dist loadscope --no-loadscope-reorder $(TEST_ARGS)

# What make test leaves out: WebKit, other front ends than JupyterLab, and the lowest versions.
test-everywhere: .venv/everywhere.installed .venv/lowest.installed $(FRONT_ENDS:%=.venv/%.installed)
	$(BIN)/python -m pytest -n $(TEST_JOBS) --dist loadscope --durations=0 --durations-min=5 tests/everywhere

# Runs the lessons and keeps their outputs, without timings, the state of widgets and anybody's points, and without
# what answers a prediction.
notebooks: .venv/test.installed
	scores=$$(mktemp -d) && GRADCALC_PROGRESS=$$scores $(BIN)/jupyter nbconvert --to notebook --execute --inplace \
		--ExecutePreprocessor.store_widget_state=False --ExecutePreprocessor.record_timing=False $(LESSONS)
	$(BIN)/python -m gradcalc build --mark

# Makes the solved notebooks and nbgrader's source in course/, from the lessons and course/solutions/.
course: .venv/test.installed
	$(BIN)/python -m gradcalc build --course course --solved

bench: .venv/bench.installed .venv/torch_bench.installed
	$(BIN)/python benchmarks/accuracy.py
	$(BIN)/python benchmarks/field_sampling.py
	$(BIN)/python benchmarks/slow_functions.py
	$(BIN)/python benchmarks/slider_latency.py
	$(BIN)/python benchmarks/board_latency.py
	$(BIN)/python benchmarks/grading.py
	$(BIN)/python benchmarks/start.py
	.venv/torch/bin/python benchmarks/loss_surface.py

# The lessons as pages, and JupyterLite with the same lessons in lite/.
site: .venv/site.installed
	.venv/site/bin/python docs/site/build.py $(BUILD)

# Puts an account into every address of the repository and of the site. It needs nothing but Python.
publish:
	$(PYTHON) docs/publish.py "$(OWNER)"

clean:
	rm -rf .venv node_modules .pytest_cache .ruff_cache .hypothesis build *.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

# JupyterLab's extension and what nbconvert is told are copied into the environment, the rest is read where it stands.
.venv/lab.installed: requirements.txt pyproject.toml $(wildcard labextension/*.json labextension/static/* jupyter_settings/* jupyter_settings/*/*) \
		gradcalc/live/theme.css gradcalc/live/browser/draw/figures.js
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "gradcalc needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=python3.12, say."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	@# Matplotlib's font cache, now: building it would put a warning into the first lesson.
	$(BIN)/python -c 'import matplotlib.font_manager'
	@touch $@

.venv/test.installed: .venv/lab.installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

# An environment of its own: JupyterLab's page does not load where JupyterLite's kernel is installed.
.venv/site.installed: .venv/lab.installed
	$(PYTHON) -m venv .venv/site
	.venv/site/bin/python -m pip install --quiet --editable '.[site]'
	@touch $@

# PyTorch, in an environment of its own: most wheels of it take several GB, and nobody needs it for a lesson.
.venv/torch.installed: .venv/lab.installed
	$(PYTHON) -m venv .venv/torch
	.venv/torch/bin/python -m pip install --quiet --editable '.[torch]' $(TORCH) pytest hypothesis
	@touch $@

# loss-landscapes is a peer; without it the benchmark leaves it out.
.venv/torch_bench.installed: .venv/torch.installed
	.venv/torch/bin/python -m pip install --quiet tabulate
	-.venv/torch/bin/python -m pip install --quiet loss-landscapes
	@touch $@

.venv/everywhere.installed: .venv/test.installed
	$(BIN)/python -m pip install --quiet --editable '.[everywhere]'
	@touch $@

$(FRONT_ENDS:%=.venv/%.installed): .venv/%.installed: .venv/lab.installed
	$(PYTHON) -m venv .venv/$*
	.venv/$*/bin/python -m pip install --quiet --editable . $*
	@touch $@

# Without the lowest Python the tests that need it say so.
.venv/lowest.installed: requirements.txt pyproject.toml .venv/lab.installed
	sed -n 's/>=/==/p' requirements.txt > .venv/lowest.txt
	@if $(LOWEST_PYTHON) -c ''; then $(LOWEST_PYTHON) -m venv .venv/lowest && .venv/lowest/bin/python -m pip \
		install --quiet --editable '.[test]' --constraint .venv/lowest.txt && touch $@; fi

# tsc and ESLint, which read the browser's half. Without npm the tests that need them say so.
node_modules/.installed: package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent && touch $@; fi

.venv/bench.installed: .venv/test.installed
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	@touch $@
