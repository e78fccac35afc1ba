"""The one loop of this process: it waits for files, and calls their owners."""

import select
import sys

READ = select.EPOLLIN
WRITE = select.EPOLLOUT

epoll = select.epoll()
watched = {}


def watch(fd, events, callback):
    """Calls the method with those of `events` (READ, WRITE; 0: no longer) for which the file is ready.

    It may be called when nothing is ready, so it must not block. When it raises, its object is closed: what one
    connection or terminal does wrong ends that one alone.
    """
    known = watched.get(fd)
    if events == 0:
        if known:
            del watched[fd]
            epoll.unregister(fd)
        return
    if not known:
        epoll.register(fd, events)
    elif known[0] != events:
        epoll.modify(fd, events)
    watched[fd] = (events, callback)


def turn(timeout):
    """`timeout`: in seconds; None: until something happens."""
    for fd, happened in epoll.poll(timeout):
        # A callback before may have closed this file, and another may have its number by now.
        wanted, callback = watched.get(fd, (0, None))
        # An end or an error shows in reading and in writing.
        events = wanted & happened if not happened & ~(READ | WRITE) else wanted
        if events:
            call(callback, events)


def call(callback, events):
    try:
        callback(events)
    except Exception as error:
        log(error)
        callback.__self__.close()


def log(error):
    print(f'terminals: {type(error).__name__}: {error}', file=sys.stderr, flush=True)
