"""Attacks on the machine that grades: its time, memory and disk, its processes, and its network."""

from tests.grading.attacks.attack import Attack

TIME = [
    Attack(
        "a loop that ignores interrupts",
        "Blocks all signals, swallows all exceptions, and sleeps for ever.",
        answer="""
            import signal
            import time
            def best_share(gradient, directions):
                signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
                while True:
                    try: time.sleep(1)
                    except BaseException: pass
        """,
        says="did not come to an end",
    ),
    Attack(
        "a loop without Python",
        "Computes one power for hours, in which no line of Python runs.",
        answer="def best_share(gradient, directions): return 9 ** 9 ** 9",
        says="did not come to an end",
    ),
    Attack(
        "a cell that waits for ever",
        "A cell reads from a pipe that nobody writes to.",
        before="import os\nos.read(os.pipe()[0], 1)",
        says="does not come to an end",
    ),
    Attack(
        "a loop on the way out",
        "Leaves the process, and something that runs at its exit never ends.",
        answer="""
            import atexit
            import sys
            import time
            atexit.register(time.sleep, 10**6)
            def best_share(gradient, directions): sys.exit()
        """,
        says="SystemExit",
    ),
    Attack(
        "a clock that stands still",
        "Time in the process is always the same, so that no deadline comes.",
        answer="""
            import time
            time.time = time.monotonic = time.perf_counter = lambda: 0.0
            def best_share(gradient, directions): time.sleep(10**6)
        """,
        says="did not come to an end",
    ),
]

MEMORY = [
    Attack(
        "files in memory",
        "Fills memory with files that lie on no disk and in no address space.",
        answer="""
            import os
            def best_share(gradient, directions):
                for _ in range(100): os.write(os.memfd_create("x"), bytes(10**6))
        """,
        says="PermissionError",
    ),
    Attack(
        "many empty files",
        "Fills the memory of the system with files that hold nothing.",
        answer="""
            def best_share(gradient, directions):
                for number in range(50_000): open(str(number), "w").close()
        """,
        says="No space left",
    ),
    Attack(
        "shared memory",
        "Maps more memory than there is, and writes to it.",
        answer="""
            import mmap
            def best_share(gradient, directions): mmap.mmap(-1, 10**11).write(bytes(10**6))
        """,
        says="Cannot allocate memory",
    ),
    Attack(
        "no files left",
        "Opens as many files as it can and keeps them.",
        answer="""
            kept = []
            def best_share(gradient, directions):
                while True: kept.append(open("/dev/null"))
        """,
        says="Too many open files",
    ),
    Attack(
        "a flood past the streams",
        "Writes hundreds of megabytes to the descriptors of the output, and shows as much.",
        answer="""
            import os
            from IPython.display import HTML, display
            def best_share(gradient, directions):
                for _ in range(200):
                    os.write(1, bytes(10**6)), os.write(2, bytes(10**6)), display(HTML("x" * 10**4))
                return 7.0
        """,
        says="7",
    ),
]

PROCESSES = [
    Attack(
        "a fork by system call",
        "Makes processes past Python, by the system calls themselves, and by starting programs.",
        answer="""
            import ctypes
            import os
            import subprocess
            def best_share(gradient, directions):
                call = ctypes.CDLL(None, use_errno=True).syscall
                made = [call(number, 17, 0, 0, 0, 0) for number in (56, 57, 58, 220, 435)]
                try: subprocess.run(["/bin/true"])
                except OSError as error: made.append(type(error).__name__)
                return str(made)
        """,
        says="[-1, -1, -1, -1, -1, 'PermissionError']",
    ),
    Attack(
        "a daemon that stays",
        "Threads that are to outlive the notebook, and change what comes after it.",
        answer="""
            import atexit
            import builtins
            import threading
            import time
            def stay():
                while True:
                    builtins.best_share = np.ones
                    time.sleep(0.001)
            atexit.register(stay)
            threading.Thread(target=stay, daemon=False).start()
            def best_share(gradient, directions): return 7.0
        """,
        says="7",
    ),
    Attack(
        "as many threads as a second allows",
        "Threads instead of processes, small ones, which the limit of memory does not stop.",
        answer="""
            import threading
            import time
            threading.stack_size(32_768)
            end = time.monotonic() + 1
            def best_share(gradient, directions):
                try:
                    while threading.active_count() < 2000 and time.monotonic() < end:
                        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
                except RuntimeError: pass
                return 7.0
        """,
        says="7",
    ),
    Attack(
        "a killed parent",
        "Kills its parent, its group and everybody that it may kill.",
        answer="""
            import os
            import signal
            def best_share(gradient, directions):
                for kill in (lambda: os.kill(os.getppid(), 9), lambda: os.killpg(0, 9), lambda: os.kill(-1, 9)):
                    try: kill()
                    except OSError: pass
                return str(os.getppid())
        """,
        says="'0'",
    ),
    Attack(
        "a dead process",
        "Reads memory that is not there, so that the process dies without a word.",
        answer="import ctypes\ndef best_share(gradient, directions): ctypes.string_at(0)",
        says="ended the process",
    ),
    Attack(
        "a stack that overflows",
        "Lifts the limit of recursion and calls itself until the process dies.",
        answer="""
            import sys
            sys.setrecursionlimit(10**9)
            def best_share(gradient, directions): return sorted([0], key=lambda _: best_share(gradient, directions))
        """,
        says="ended the process",
    ),
    Attack(
        "a process that stops",
        "Stops itself and never goes on.",
        answer="import os, signal\ndef best_share(gradient, directions): os.kill(os.getpid(), signal.SIGSTOP)",
        says="It gave None",
    ),
]

POWERS = [
    Attack(
        "more powers",
        "Lifts its limits, becomes root, mounts, changes the root, and makes a system of its own.",
        answer="""
            import ctypes
            import os
            import resource
            def best_share(gradient, directions):
                libc, done = ctypes.CDLL(None), []
                for attempt in (
                    lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
                    lambda: resource.setrlimit(resource.RLIMIT_CPU, (10**6, 10**6)),
                    lambda: os.setuid(0), lambda: os.chroot("."), lambda: os.nice(-10),
                    lambda: 1 / (1 + libc.unshare(0x10000000)), lambda: 1 / (1 + libc.mount(0, b"/", 0, 4096, 0)),
                    lambda: 1 / (1 + libc.ptrace(16, 1, 0, 0)), lambda: 1 / (1 + libc.umount2(b"/private", 2)),
                ):
                    try: attempt()
                    except (OSError, ValueError, ZeroDivisionError): continue
                    done.append(attempt.__code__.co_firstlineno)
                return str(done)
        """,
        says="'[]'",
    ),
    Attack(
        "the devices of the machine",
        "Takes the rights from /dev/null, which all programs of the machine use, and all later submissions.",
        answer="""
            import os
            import stat
            def best_share(gradient, directions):
                changed = []
                for name in [*os.listdir("/dev"), "pts", "pts/ptmx", "shm"]:
                    path = f"/dev/{name}"
                    for change in (os.utime, lambda path: os.chmod(path, stat.S_IMODE(os.stat(path).st_mode))):
                        try: change(path)
                        except OSError: continue
                        changed.append(name)
                return str(changed)
        """,
        says="'[]'",
    ),
    Attack(
        "every kind of network",
        "Opens sockets of all families, and tells the right answer to somebody outside.",
        answer="""
            import socket
            def best_share(gradient, directions):
                opened = []
                for family in range(2, 46):
                    for kind in (1, 2, 3):
                        try: opened.append(socket.socket(family, kind))
                        except OSError: pass
                return str(opened)
        """,
        says="'[]'",
    ),
    Attack(
        "names on the network",
        "Asks for an answer by the name of a machine.",
        answer="import socket\ndef best_share(gradient, directions): return socket.getaddrinfo('example.org', 80)",
        says="OSError",
    ),
]

ATTACKS = [*TIME, *MEMORY, *PROCESSES, *POWERS]
