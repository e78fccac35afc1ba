"""A shell on a PTY, and what it has printed."""

import fcntl
import os
import pty
import signal
import struct
import termios
import time

from loop import READ, WRITE, watch
from ring import Ring

# The process id of each terminal's shell, for `file-transfer`.
FOLDER = '/run/drydock/terminals'
SHELL = ['bash', '-l']
HOME = '/root'
ENVIRONMENT = {'TERM': 'xterm-256color', 'COLORTERM': 'truecolor', 'LANG': 'C.UTF-8', 'HOME': HOME}
# What the shells before this process have noted for themselves.
FOREIGN_VARIABLES = ('SHLVL', 'PWD', 'OLDPWD', '_')

READ_BYTES = 64 * 1024
# The kernel hands out a page at a time. After one that is about full there is more, which costs less when it is passed
# on together. An echo is passed on at once.
FULL_BYTES = 2 * 1024
# More than the kernel keeps for a PTY: after the shell's end, what is beyond is another process's.
LAST_BYTES = 256 * 1024
# Taken from a shell while no broker is there, a megabyte a second: a build goes on, `yes` does not eat the machine.
PERIOD_SECONDS = 0.1
UNATTENDED_BYTES = 1024 * 1024 // 10

terminals = {}
# Those that wait for the next period.
throttled = set()


class Terminal:
    """Registers itself in `terminals` until its shell ends."""

    def __init__(self, number, size):
        self.number = number
        self.stream = os.urandom(8).hex()
        self.ring = Ring()
        self.connection = None
        self.input = bytearray()
        self.period_end = 0.0
        self.budget = 0
        self.pid, self.fd = start_shell(size)
        self.process = os.pidfd_open(self.pid)
        watch(self.process, READ, self.shell_ended)
        terminals[number] = self
        self.note_process()
        self.update()

    def note_process(self):
        try:
            os.makedirs(FOLDER, exist_ok=True)
            with open(f'{FOLDER}/{self.number}.pid', 'w') as file:
                file.write(f'{self.pid}\n')
        except OSError:
            # A full disk is no reason to have no shell.
            pass

    @property
    def is_open(self):
        return self.fd is not None

    def resize(self, size):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, pack_size(size))

    def ready(self, events):
        if events & WRITE:
            self.write_input()
        if events & READ and self.is_open:
            self.read_output()

    def read_output(self):
        try:
            part = os.read(self.fd, READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            # Nobody has the terminal open.
            return self.close()
        data = bytearray(part)
        try:
            while len(part) >= FULL_BYTES and len(data) < READ_BYTES:
                part = os.read(self.fd, READ_BYTES)
                data += part
        except OSError:
            # No more for now, or for ever: the next reading tells.
            pass
        self.ring.append(data)
        self.ring.trim()
        if self.connection:
            self.connection.pump()
        else:
            self.budget -= len(data)
            self.update()

    def write(self, data):
        self.input += data
        self.write_input()

    def write_input(self):
        try:
            written = os.write(self.fd, self.input) if self.input else 0
        except BlockingIOError:
            written = 0
        except OSError:
            # It has ended; reading tells.
            written = len(self.input)
        del self.input[:written]
        if self.connection:
            self.connection.input_taken(written)
        self.update()

    def may_read(self):
        """What can't be sent is not read: the program in the terminal then waits."""
        if self.connection:
            return self.connection.has_room
        now = time.monotonic()
        if now >= self.period_end:
            self.period_end, self.budget = now + PERIOD_SECONDS, UNATTENDED_BYTES
        return self.budget > 0

    def update(self):
        if not self.is_open:
            return
        may_read = self.may_read()
        watch(self.fd, (READ if may_read else 0) | (WRITE if self.input else 0), self.ready)
        if may_read or self.connection:
            throttled.discard(self)
        else:
            throttled.add(self)

    def shell_ended(self, _events):
        if os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            return
        watch(self.process, 0, None)
        os.close(self.process)
        if self.is_open:
            self.take_last_output()
            self.close()

    def take_last_output(self):
        """Jobs in the background may still have the terminal open, so it need not have an end.

        Nothing is trimmed for it: a connection may have yet to send the oldest.
        """
        end = self.ring.end + LAST_BYTES
        try:
            while self.ring.end < end:
                self.ring.append(os.read(self.fd, READ_BYTES))
        except OSError:
            pass

    def close(self):
        """The kernel sends SIGHUP to the shell and what runs in the foreground, as when a window is closed."""
        if not self.is_open:
            return
        watch(self.fd, 0, None)
        os.close(self.fd)
        self.fd = None
        throttled.discard(self)
        del terminals[self.number]
        remove(f'{FOLDER}/{self.number}.pid')
        if self.connection:
            self.connection.pump()


def start_shell(size):
    """Answers with the process and the master's end of its PTY, which does not block."""
    packed_size = pack_size(size)
    pid, fd = pty.fork()
    if pid == 0:
        run_shell(packed_size)
    # Python makes only this one inheritable: the next shell would keep this one's terminal open.
    os.set_inheritable(fd, False)
    os.set_blocking(fd, False)
    return pid, fd


def run_shell(packed_size):
    """In the child: never returns."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, packed_size)
        # Python itself ignores these two.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        os.closerange(3, os.sysconf('SC_OPEN_MAX'))
        os.chdir(HOME if os.path.isdir(HOME) else '/')
        inherited = {name: value for name, value in os.environ.items() if name not in FOREIGN_VARIABLES}
        os.execvpe(SHELL[0], SHELL, {**inherited, **ENVIRONMENT})
    finally:
        os._exit(127)


def pack_size(size):
    cols, rows = size
    return struct.pack('HHHH', rows, cols, 0, 0)


def remove(path):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
