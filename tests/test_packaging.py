"""The sdist, the wheel made from it, and the command in an environment that has nothing else."""

import contextlib
import email.message
import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tarfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator

import pytest
import yaml
from filelock import FileLock

import gradcalc
from gradcalc.lessons import notebooks
from tests.ports import free_port

ROOT = pathlib.Path(__file__).parents[1]
LESSONS = [path.name for path in sorted((ROOT / "notebooks").iterdir()) if path.suffix in {".ipynb", ".md"}]
START_SECONDS = 180


def run(*command, **options) -> str:
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, **options)
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[pathlib.Path, pathlib.Path]:
    """The sdist, and the wheel that is made from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def command(built) -> Iterator[pathlib.Path]:
    """The command gradcalc of an environment in which the wheel alone was asked for.

    It is kept as long as the wheel asks for the same libraries; the wheel itself is always the new one.
    """
    asked = "\n".join([sys.version, *metadata(built).get_all("Requires-Dist")])
    environment = ROOT / "build" / "clean" / hashlib.sha256(asked.encode()).hexdigest()[:16]
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    pip, ready = [programs / "python", "-m", "pip", "--quiet"], environment / "ready"
    environment.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{environment}.lock"):
        if not ready.exists():
            run(sys.executable, "-m", "venv", "--clear", environment)
            run(*pip, "install", "--no-compile", built[1])
            ready.touch()
        run(*pip, "install", "--no-compile", "--no-deps", "--force-reinstall", built[1])
        run(*pip, "check")
        yield programs / "gradcalc"


def metadata(built: tuple[pathlib.Path, pathlib.Path]) -> email.message.Message:
    """What the wheel says of itself."""
    with zipfile.ZipFile(built[1]) as wheel:
        return email.message_from_bytes(wheel.read(f"gradcalc-{gradcalc.__version__}.dist-info/METADATA"))


@contextlib.contextmanager
def serving(command: pathlib.Path, folder: pathlib.Path):
    """`gradcalc lab --no-browser` on a folder: gives its address, and a function for what it has printed."""
    port = free_port()
    log = folder.with_suffix(".log")
    with log.open("wb") as output:
        server = subprocess.Popen(
            [command, "lab", "--no-browser", folder, "--", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
             "--ServerApp.port_retries=0", "--IdentityProvider.token="],
            stdout=output, stderr=subprocess.STDOUT, cwd=folder.parent,
            env={name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHON"))},
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            assert server.poll() is None, log.read_text()
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/api/status", timeout=5):
                break
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        yield address, lambda: log.read_text("utf-8")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def contents(address: str, path: str = "") -> dict:
    with urllib.request.urlopen(f"{address}/api/contents/{path}", timeout=30) as answer:
        return json.load(answer)


def test_the_wheel_carries_the_lessons_the_browser_s_half_and_no_answers(built):
    with zipfile.ZipFile(built[1]) as wheel:
        names = set(wheel.namelist())
        for name in LESSONS:
            assert wheel.read(f"gradcalc/notebooks/{name}") == (ROOT / "notebooks" / name).read_bytes()
        package = {str(path.relative_to(ROOT)) for path in (ROOT / "gradcalc").rglob("*.*") if path.is_file()}
        assert {name for name in package if "__pycache__" not in name} <= {
            name.replace("/", os.sep) for name in names
        }
        ours = f"gradcalc-{gradcalc.__version__}"
        assert {name.split("/")[0] for name in names} == {
            "gradcalc", "gradcalc_server.py", f"{ours}.data", f"{ours}.dist-info"
        }  # fmt: skip
        shared = {name.partition("/data/")[2] for name in names if name.startswith(f"{ours}.data")}
        assert {
            "share/jupyter/labextensions/gradcalc/package.json",
            "etc/jupyter/jupyter_nbconvert_config.py",
            "etc/jupyter/jupyter_server_config.d/gradcalc.json",
        } <= shared


def test_the_sdist_is_the_repository(built):
    tracked = run("git", "ls-files", cwd=ROOT).splitlines()
    with tarfile.open(built[0]) as sdist:
        packed = {name.partition("/")[2] for name in sdist.getnames()}
    assert [name for name in tracked if (ROOT / name).exists() and name not in packed] == []


def test_the_metadata_repeat_what_is_said_once(built):
    said = metadata(built)
    assert said["Version"] == gradcalc.__version__
    needed = {line.replace(" ", "") for line in said.get_all("Requires-Dist") if "extra ==" not in line}
    lines = (line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines())
    assert needed == {line for line in lines if line}


def test_the_version_stands_in_one_place_and_has_an_entry_in_the_changelog():
    said = re.compile(rf"version\W+{re.escape(gradcalc.__version__)}")
    names = ("pyproject.toml", "CITATION.cff", "README.md", "environment.yml")
    assert [name for name in names if said.search((ROOT / name).read_text("utf-8"))] == []
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE).group(1)
    assert newest == gradcalc.__version__


def test_the_citation_has_what_its_format_asks_for():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["license"] == "BSD-3-Clause"


def test_the_command_serves_the_lessons_and_keeps_an_edited_one(command, tmp_path):
    folder = tmp_path / "my lessons"
    with serving(command, folder) as (address, printed):
        assert sorted(entry["name"] for entry in contents(address)["content"]) == LESSONS
        lesson = contents(address, LESSONS[1])["content"]
        assert lesson["cells"][0]["source"].startswith("# ")
        assert "Copied: 00_start_here.ipynb" in printed()
        assert f"{address}/lab/tree/00_start_here.ipynb" in printed()
        # File > Save and Export Notebook As > HTML.
        export = urllib.request.Request(
            f"{address}/nbconvert/html/{LESSONS[1]}", headers={"Referer": f"{address}/lab"}
        )
        with urllib.request.urlopen(export, timeout=60) as page:
            assert '<figure class="gradcalc-still">' in page.read().decode()

    lesson["cells"][0]["source"] = "# My notes"
    (folder / LESSONS[1]).write_text(json.dumps(lesson), "utf-8")
    with serving(command, folder) as (address, printed):
        assert contents(address, LESSONS[1])["content"]["cells"][0]["source"] == "# My notes"
        assert f"Kept as they are, because you have changed them: {LESSONS[1]}\n" in printed()
        assert "Copied" not in printed()


def test_a_lesson_runs_where_only_the_wheel_is_installed(command, tmp_path):
    """With nothing missing: neither a library, nor a script of the browser's half."""
    notebooks.copy_to(tmp_path)
    lesson = tmp_path / LESSONS[0]
    execute = ("nbconvert", "--to", "notebook", "--execute", "--inplace", lesson)
    run(command.with_name("jupyter"), *execute, env={**os.environ, "GRADCALC_PROGRESS": str(tmp_path)})
    text = lesson.read_text("utf-8")
    assert "application/vnd.jupyter.widget-view+json" in text
    assert '"output_type": "error"' not in text


def test_the_command_says_what_it_is_and_what_it_lacks(command, tmp_path):
    assert run(command, "--version").split()[-1] == gradcalc.__version__
    assert run(command.with_name("python"), "-m", "gradcalc", "--version") == run(command, "--version")
    assert "lab" in run(command, "--help")
    blocked = tmp_path / "a file"
    blocked.touch()
    refused = subprocess.run([command, "lab", blocked / "folder"], capture_output=True, text=True)
    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: the lessons could not be copied: ")
