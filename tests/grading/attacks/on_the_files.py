"""Attacks on files: reading what others know, changing what others get, and waiting for those who come after."""

from tests.grading.attacks.attack import COURSE_HERE, SOLUTIONS_HERE, Attack

READ = [
    Attack(
        "the solutions",
        "Runs the solutions of the lecturer, from where they lie in the repository.",
        answer=f"""
            try: exec(open({SOLUTIONS_HERE}).read())
            except OSError as error: best_share = str(error)
        """,
        says="not callable",
        wins=True,
    ),
    Attack(
        "another submission",
        "Runs the answers of somebody else who has handed in.",
        answer=f"""
            import json
            import pathlib
            def best_share(gradient, directions):
                for path in pathlib.Path({COURSE_HERE}, "submitted").rglob("*.ipynb"):
                    for cell in json.loads(path.read_text())["cells"]:
                        if "def best_share" in "".join(cell["source"]): exec("".join(cell["source"]), globals())
                return globals()["best_share"](gradient, directions) if path else None
        """,
        says="UnboundLocalError",
        wins=True,
    ),
    Attack(
        "the secret seed",
        "Reads the seed of the class, from which all cases follow.",
        answer=f"def best_share(gradient, directions): return open({COURSE_HERE} + '/seed').read()",
        says="FileNotFoundError",
    ),
    Attack(
        "everything that can be read",
        "Looks in all folders of the system for notebooks, seeds and gradebooks.",
        answer="""
            import os
            def best_share(gradient, directions):
                found = []
                for top in ("/root", "/home", "/work", "/tmp", "/var", "/private", "/etc", "/proc", os.getcwd()):
                    for _, inner, names in os.walk(top):
                        inner[:] = [name for name in inner if name != "site-packages"]
                        found += [name for name in names if name.endswith((".ipynb", ".db")) or name == "seed"]
                return str(found)
        """,
        says="'[]'",
    ),
    Attack(
        "the process outside",
        "Looks for the files and the environment of the grader by way of /proc.",
        answer="""
            import os
            def best_share(gradient, directions):
                found = [k for k in os.environ if k.startswith(("GRADCALC", "PYTEST", "SSH"))]
                for number in ("self", *range(1, 3000)):
                    for name in ("environ", "root/etc/passwd", "mem", "fd"):
                        if os.path.exists(f"/proc/{number}/{name}"): found.append(name)
                return str(found)
        """,
        says="'[]'",
    ),
]

WRITTEN = [
    Attack(
        "the gradebook",
        "Gives itself all points in the gradebook.",
        answer=f"""
            import sqlite3
            def best_share(gradient, directions):
                book = sqlite3.connect({COURSE_HERE} + "/gradebook.db")
                book.execute("update grade set auto_score = 2")
                book.commit()
        """,
        says="unable to open database file",
    ),
    Attack(
        "files of others",
        "Overwrites, empties and removes whatever lies in the course.",
        answer=f"""
            import os
            import shutil
            def best_share(gradient, directions):
                shutil.rmtree({COURSE_HERE}, ignore_errors=True)
                for name in ("seed", "gradebook.db", "left"):
                    try: open(os.path.join({COURSE_HERE}, name), "w").write("mine")
                    except OSError: pass
                os.makedirs({COURSE_HERE} + "/left", exist_ok=True)
                return 7.0
        """,
        says="7",
    ),
    Attack(
        "links to the outside",
        "Leaves links to the course where a grader may follow them.",
        answer=f"""
            import os
            def best_share(gradient, directions):
                os.symlink({COURSE_HERE}, "link")
                return open("link/seed").read()
        """,
        says="FileNotFoundError",
    ),
    Attack(
        "gradcalc itself",
        "Writes its own answers into the files of gradcalc, NumPy and Python.",
        answer="""
            import gradcalc
            import os
            import pathlib
            import sys
            def best_share(gradient, directions):
                written = []
                for folder in (gradcalc.__path__[0], np.__path__[0], sys.prefix, "/usr/lib", "/", "/dev/shm", "/etc"):
                    try: os.chmod(folder, 0o777)
                    except OSError: pass
                    try: pathlib.Path(folder, "left.py").write_text("1")
                    except OSError: continue
                    if folder != gradcalc.__path__[0]: written.append(folder)  # an empty folder of its own
                return str(written)
        """,
        says="'[]'",
    ),
]

LEFT = [
    Attack(
        "startup files",
        "Leaves files that Python and IPython run when they start for the next one.",
        before="""
            import pathlib
            import sys
            home = pathlib.Path.home()
            for name in (".ipython/profile_default/startup/00.py", ".pythonrc.py", "sitecustomize.py", "00.pth",
                         ".ipython/profile_default/ipython_config.py", "usercustomize.py", "matplotlibrc"):
                for folder in (home, pathlib.Path("/private"), pathlib.Path(sys.prefix), pathlib.Path("/tmp")):
                    try:
                        (folder / name).parent.mkdir(parents=True, exist_ok=True)
                        (folder / name).write_text("import builtins; builtins.abs = builtins.best_share = None")
                    except OSError: pass
        """,
        says="7",
    ),
    Attack(
        "fake modules beside the notebook",
        "Writes a gradcalc of its own beside the notebook, which is found first.",
        before="""
            import pathlib
            import sys
            pathlib.Path("gradcalc.py").write_text(
                "import types\\ndef check(*given): return types.SimpleNamespace(points=2)\\n"
                "def gradient(f, x): return x"
            )
            sys.path.insert(0, "")
            for name in [name for name in sys.modules if name.partition(".")[0] == "gradcalc"]: del sys.modules[name]
        """,
        lost=3,  # the honest part gets that gradcalc, too
        says="7",
        wins=True,
    ),
    Attack(
        "what stays in the process",
        "Changes everything that a later notebook in the same process would use.",
        before="""
            import builtins
            import json
            import os
            import random
            import sys
            import warnings
            import numpy as np
            builtins.sorted = builtins.print = None
            os.environ["GRADCALC_PROGRESS"] = "mine"
            sys.path[:], sys.argv[:] = [], ["mine"]
            np.random.seed(0), random.seed(0), warnings.simplefilter("error")
            sys.setrecursionlimit(200)
        """,
        says="7",
    ),
]

ATTACKS = [*READ, *WRITTEN, *LEFT]
