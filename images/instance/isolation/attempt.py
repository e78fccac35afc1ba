"""One known way out of an instance, and how it is tried: it opens a door, and never goes through."""

import ctypes
import errno
import os
import platform
import signal
import traceback
from typing import Callable, NamedTuple

# What follows from a door that is open. TAKEOVER: the host is the participant's. LIMITS: it lifts its own limits.
# NEIGHBOURS: it can disturb other instances. INSIGHT: it learns about the host. SURFACE: it reaches parts of the
# kernel with a history of holes.
TAKEOVER, LIMITS, NEIGHBOURS, INSIGHT, SURFACE = 'takeover', 'limits', 'neighbours', 'insight', 'surface'

POSSIBLE, REFUSED, NOT_APPLICABLE = 'possible', 'refused', 'not applicable'
_RESULTS = (POSSIBLE, REFUSED, NOT_APPLICABLE)
# Of one attempt; each takes milliseconds.
TIMEOUT_SECONDS = 5

CLONE_NEWNS = 0x00020000
MS_REC, MS_PRIVATE = 0x4000, 0x40000
_libc = ctypes.CDLL(None, use_errno=True)
_NUMBERS = {
    'x86_64': {
        'acct': 163, 'adjtimex': 159, 'bpf': 321, 'fsopen': 430, 'init_module': 175, 'io_uring_setup': 425,
        'iopl': 172, 'kexec_load': 246, 'keyctl': 250, 'name_to_handle_at': 303, 'open_by_handle_at': 304,
        'perf_event_open': 298, 'swapon': 167, 'syslog': 103, 'unshare': 272, 'userfaultfd': 323,
    },
    'aarch64': {
        'acct': 89, 'adjtimex': 171, 'bpf': 280, 'fsopen': 430, 'init_module': 105, 'io_uring_setup': 425,
        'kexec_load': 104, 'keyctl': 219, 'name_to_handle_at': 264, 'open_by_handle_at': 265,
        'perf_event_open': 241, 'swapon': 224, 'syslog': 116, 'unshare': 97, 'userfaultfd': 282,
    },
}[platform.machine()]


class NotHere(Exception):
    """This kernel, or this kind of machine, has no such door."""


class Attempt(NamedTuple):
    id: str
    # A noun phrase for a line of text: what would be possible.
    name: str
    risk: str
    # Returns if the door is open. OSError: it is closed; NotHere: there is none.
    open: Callable[[], None]


def syscall(name, *arguments):
    """Raises OSError, and NotHere where the architecture has no such call."""
    if name not in _NUMBERS:
        raise NotHere(name)
    result = _libc.syscall(_NUMBERS[name], *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), name)
    return result


def reaches(name, *arguments, meant=()):
    """A call whose arguments are wrong on purpose: one of the errors `meant` says that it was allowed."""
    try:
        syscall(name, *arguments)
    except OSError as error:
        if error.errno not in meant:
            raise


def mount(kind, target, *, source=None, data=None, flags=0):
    """In a mount namespace of the attempt's own. Raises OSError, and NotHere where the kernel has no such kind."""
    # Only here: the end of each such namespace takes the kernel a tenth of a second.
    syscall('unshare', CLONE_NEWNS)
    _libc.mount(b'none', b'/', None, ctypes.c_ulong(MS_REC | MS_PRIVATE), None)
    arguments = [text and text.encode() for text in (source or kind, target, kind)]
    if _libc.mount(*arguments, ctypes.c_ulong(flags), data and data.encode()) < 0:
        code = ctypes.get_errno()
        raise NotHere(kind) if code == errno.ENODEV else OSError(code, os.strerror(code), kind)


def write_open(path):
    """Opens for writing and writes nothing."""
    os.close(os.open(path, os.O_WRONLY | os.O_CLOEXEC))


def any_opens(paths, how=write_open):
    """Returns if one of those that are there opens; raises what the last one said, or NotHere if none is."""
    refusal = NotHere(repr(paths))
    for path in paths:
        try:
            return how(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            refusal = error
    raise refusal


def result_of(attempt, scratch):
    """Tries it in a process of its own, so that nothing of it outlives the attempt."""
    pid = os.fork()
    if pid == 0:
        os._exit(_RESULTS.index(_try_in_child(attempt, scratch)))
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) < len(_RESULTS):
        return _RESULTS[os.WEXITSTATUS(status)]
    # Killed by its alarm or by a filter: it did not get through.
    return REFUSED


def _try_in_child(attempt, scratch):
    signal.alarm(TIMEOUT_SECONDS)
    os.chdir(scratch)
    try:
        attempt.open()
        return POSSIBLE
    except NotHere:
        return NOT_APPLICABLE
    except OSError:
        return REFUSED
    except BaseException:
        # A mistake here must not pass for a closed door.
        traceback.print_exc()
        return POSSIBLE
