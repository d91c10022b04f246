"""How a process in the sandbox gives up what is left to it, before it runs a student's code."""

import ctypes
import os
import resource

from gradcalc.grading.running.inside import seccomp

ROOM = b"size=64m,nr_inodes=10k,mode=700"

LIMITS = {
    resource.RLIMIT_AS: 2 << 30,
    resource.RLIMIT_FSIZE: 32 << 20,
    resource.RLIMIT_NOFILE: 128,
    resource.RLIMIT_CPU: 600,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_NPROC: 1000,  # threads count as well; where root grades, Linux does not hold to it
}

_DEVICES = ("null", "zero", "full", "random", "urandom", "tty", "pts")

_NEW_PROCESSES, _NEW_MOUNTS = 0x20000000, 0x00020000
_READ_ONLY, _NOSUID, _NODEV, _NOEXEC, _REMOUNT, _BIND = 1, 2, 4, 8, 32, 4096
_PR_CAPBSET_DROP, _CAPABILITIES, _VERSION = 24, 64, 0x20080522

_LIBC = ctypes.CDLL(None, use_errno=True)


def separate_children() -> None:
    """Let the processes that this one makes from now on see no others."""
    _call("unshare", _NEW_PROCESSES)


def make_room() -> None:
    """An empty folder for temporary files, that no other process sees."""
    _call("unshare", _NEW_MOUNTS)
    _mount_empty(os.environ["TMPDIR"], ROOM)


def hide(folder: str) -> None:
    """Let a folder look empty from now on."""
    _mount_empty(folder, b"size=4k,nr_inodes=10,mode=500")


def _mount_empty(folder: str, options: bytes) -> None:
    _call("mount", b"tmpfs", folder.encode(), b"tmpfs", _NOSUID | _NODEV | _NOEXEC, options)


def close(path: str) -> None:
    """Make what is mounted there read-only for this process. A device can still be written to, but not be changed."""
    kept = os.statvfs(path).f_flag & (_NOSUID | _NODEV | _NOEXEC)
    _call("mount", None, path.encode(), None, _REMOUNT | _BIND | _READ_ONLY | kept, None)


def close_devices() -> None:
    """Keep the devices as they are: they are those of the machine, and if root grades, a submission may own them."""
    _call("unshare", _NEW_MOUNTS)
    for name in _DEVICES:
        close(f"/dev/{name}")


def give_up_powers() -> None:
    """Limits, no capabilities, no new processes. None of it can be undone."""
    for limit, most in LIMITS.items():
        resource.setrlimit(limit, (most, most))
    for capability in range(_CAPABILITIES):
        _LIBC.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    _call("capset", (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)())
    seccomp.install()


def _call(name: str, *arguments) -> None:
    if getattr(_LIBC, name)(*arguments):
        raise OSError(ctypes.get_errno(), f"{name} failed")
