"""A real PostgreSQL, for the tests that enter points into it."""

import getpass
import pathlib
import shutil
import subprocess
import tempfile

import pytest

from tests.ports import free_port


@pytest.fixture(scope="module")
def postgres():
    """The address of a PostgreSQL that runs for this module alone, on loopback, in a folder of its own."""
    places = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(places[-1]) if places else shutil.which("initdb")
    if not initdb:
        pytest.skip("needs PostgreSQL: sudo apt-get install postgresql")
    programs = pathlib.Path(initdb).parent
    user = "nobody" if getpass.getuser() == "root" else None  # it refuses to run as root
    port = free_port()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gradcalc-postgres-"))
    if user:
        shutil.chown(folder, user)

    def run(program: str, *words: str) -> None:
        command = [str(programs / program), *words]
        done = subprocess.run(command, cwd=folder, user=user, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert done.returncode == 0, done.stdout.decode()

    try:
        run("initdb", "-D", "data", "-U", "lecturer", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
        run("pg_ctl", "-D", "data", "-l", "log", "-o", options, "-w", "start")
        try:
            run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "lecturer", "grades")
            yield f"postgresql+psycopg2://lecturer@127.0.0.1:{port}/grades"
        finally:
            run("pg_ctl", "-D", "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
