"""Holds the shells of this instance, so that they outlive every connection, the broker's own end included.

For each terminal that it shows, the broker executes `terminal-connect`, which writes its process id to CALLS and then
does nothing: frames come from its standard input and go to its standard output, which this process opens through
/proc, so that no byte passes through a process more than it must. A frame is one byte of type, four of length
(big-endian), and the payload.

broker → holder   O {terminal, cols, rows, from?: {stream, offset}}   first, once: attach, starting a shell if need be
                  I bytes            input
                  S cols, rows       two numbers of 16 bits: the terminal's new size
                  W offset           64 bits: output before this offset may be sent
                  K                  hang up: the shell and what it runs get SIGHUP
holder → broker   H {stream, offset, end}  answer to O: output of this stream follows, from offset; up to end it is old
                  O bytes            output
                  A offset           64 bits: so much of this connection's input has reached the terminal
                  X                  the shell has ended; all of its output has been sent

Input and output are granted in advance on both sides, so neither can block the other. Output that nobody takes is kept
here, RING_BYTES of it for each terminal; a broker that comes back says what it has and gets the rest.
"""

import fcntl
import os
import stat

from connection import MAX_CONNECTIONS, Connection, connections
from loop import READ, log, turn, watch
from terminal import FOLDER, PERIOD_SECONDS, remove, throttled

CALLS = '/run/drydock/terminals.calls'
# Each `terminal-connect` waits for this lock, which only this process's end can give it: then it ends, too.
LOCK = '/run/drydock/terminals.lock'
# What a pipe holds at most: read at once, no call is cut in two.
PIPE_BYTES = 64 * 1024


class Calls:
    """Root of the instance can write anything here."""

    def __init__(self):
        # One that a former holder has left stays: a call may wait in it.
        if not (os.path.exists(CALLS) and stat.S_ISFIFO(os.stat(CALLS).st_mode)):
            remove(CALLS)
            os.mkfifo(CALLS, 0o600)
        # Open for writing, too, so that it never ends.
        self.fd = os.open(CALLS, os.O_RDWR | os.O_NONBLOCK)
        watch(self.fd, READ, self.ready)

    def ready(self, _events):
        for call in os.read(self.fd, PIPE_BYTES).split():
            try:
                if len(connections) < MAX_CONNECTIONS:
                    Connection(int(call))
            except (OSError, ValueError) as error:
                log(error)

    def close(self):
        """It stays open, whatever was wrong with a call."""


def main():
    os.umask(0o022)
    os.makedirs(FOLDER, exist_ok=True)
    # A former holder's shells have ended with it.
    for name in os.listdir(FOLDER):
        remove(f'{FOLDER}/{name}')
    fcntl.flock(os.open(LOCK, os.O_RDWR | os.O_CREAT, 0o600), fcntl.LOCK_EX)
    Calls()
    while True:
        turn(PERIOD_SECONDS if throttled else None)
        for terminal in list(throttled):
            terminal.update()


main()
