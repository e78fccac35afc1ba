"""A broker's connection to one terminal: `__main__.py` describes what is said on it."""

import json
import os
import signal
import stat
import struct

from loop import READ, WRITE, watch
from terminal import Terminal, terminals

# Input is acknowledged in portions; the broker sends at most four of them ahead.
INPUT_ACK_BYTES = 16 * 1024
MAX_FRAME_BYTES = 64 * 1024
MAX_TERMINALS = 8
# Two for each terminal, as a broker that comes back may be faster than the end of its former connections, and some.
MAX_CONNECTIONS = 32
HEADER = struct.Struct('>cI')

connections = set()


class Connection:
    """`pid`: of a `terminal-connect`."""

    def __init__(self, pid):
        self.files = []
        self.received = bytearray()
        self.outgoing = bytearray()
        self.terminal = None
        self.has_told_end = False
        self.sent = self.granted = 0
        self.input_taken_bytes = self.input_acked_bytes = 0
        try:
            self.process = self.keep(os.pidfd_open(pid))
            self.source = self.keep(open_pipe(f'/proc/{pid}/fd/0', os.O_RDONLY))
            self.sink = self.keep(open_pipe(f'/proc/{pid}/fd/1', os.O_WRONLY))
        except BaseException:
            self.close_files()
            raise
        connections.add(self)
        watch(self.source, READ, self.readable)

    def keep(self, file):
        self.files.append(file)
        return file

    def close_files(self):
        for file in self.files:
            os.close(file)

    @property
    def is_open(self):
        return self in connections

    @property
    def has_room(self):
        """For output that is not read yet."""
        return self.granted > self.terminal.ring.end and not self.outgoing

    def readable(self, _events):
        try:
            data = os.read(self.source, MAX_FRAME_BYTES)
        except BlockingIOError:
            return
        if not data:
            return self.close()
        self.received += data
        while self.is_open and len(self.received) >= HEADER.size:
            kind, length = HEADER.unpack_from(self.received)
            if length > MAX_FRAME_BYTES:
                raise ValueError('a frame is too long')
            end = HEADER.size + length
            if len(self.received) < end:
                return
            payload = bytes(self.received[HEADER.size:end])
            del self.received[:end]
            self.handle(kind, payload)

    def handle(self, kind, payload):
        if (kind == b'O') != (self.terminal is None):
            raise ValueError('a connection is opened first, and once')
        if kind == b'O':
            self.open(json.loads(payload))
        elif kind == b'W':
            self.granted = struct.unpack('>Q', payload)[0]
            self.pump()
        elif not self.terminal.is_open:
            return
        elif kind == b'I':
            self.terminal.write(payload)
        elif kind == b'S':
            self.terminal.resize(struct.unpack('>HH', payload))
        elif kind == b'K':
            self.terminal.close()
        else:
            raise ValueError('a frame of no known type')

    def open(self, request):
        number = request['terminal']
        if number not in range(1, MAX_TERMINALS + 1):
            raise ValueError('no such terminal')
        size = (request['cols'], request['rows'])
        terminal = terminals.get(number) or Terminal(number, size)
        if terminal.connection:
            # One of a broker that is gone, or has lost it without knowing.
            terminal.connection.close()
        self.terminal, terminal.connection = terminal, self
        ring, has = terminal.ring, request.get('from')
        is_known = has and has['stream'] == terminal.stream and ring.start <= has['offset'] <= ring.end
        self.sent = self.granted = has['offset'] if is_known else ring.start
        answer = {'stream': terminal.stream, 'offset': self.sent, 'end': ring.end}
        self.send(b'H', json.dumps(answer).encode())
        terminal.resize(size)
        terminal.update()

    def pump(self):
        """Sends what is granted, and at last that the shell has ended."""
        terminal = self.terminal
        end = min(terminal.ring.end, self.granted)
        while self.is_open and not self.outgoing and self.sent < end:
            data = terminal.ring.read(self.sent, min(MAX_FRAME_BYTES, end - self.sent))
            self.sent += len(data)
            self.send(b'O', data)
        if terminal.is_open:
            terminal.update()
        elif self.is_open and not self.has_told_end and self.sent == terminal.ring.end:
            self.has_told_end = True
            self.send(b'X', b'')

    def input_taken(self, count):
        self.input_taken_bytes += count
        if self.input_taken_bytes - self.input_acked_bytes >= INPUT_ACK_BYTES:
            self.input_acked_bytes = self.input_taken_bytes
            self.send(b'A', struct.pack('>Q', self.input_taken_bytes))

    def send(self, kind, payload):
        """Never raises: it is also called while a terminal is at work, which has no part in what is wrong here."""
        frame = HEADER.pack(kind, len(payload)) + payload
        self.outgoing += frame
        if len(self.outgoing) == len(frame):
            self.flush()

    def writable(self, _events):
        self.flush()
        if self.is_open:
            self.pump()

    def flush(self):
        try:
            del self.outgoing[:os.write(self.sink, self.outgoing)]
        except BlockingIOError:
            pass
        except OSError:
            return self.close()
        watch(self.sink, WRITE if self.outgoing else 0, self.writable)

    def close(self):
        if not self.is_open:
            return
        connections.discard(self)
        watch(self.source, 0, None)
        watch(self.sink, 0, None)
        try:
            signal.pidfd_send_signal(self.process, signal.SIGTERM)
        except ProcessLookupError:
            pass
        self.close_files()
        terminal = self.terminal
        if terminal and terminal.connection is self:
            terminal.connection = None
            # What it had not taken is not for the next one to type.
            terminal.input.clear()
            terminal.update()


def open_pipe(path, mode):
    """A file of another kind is nothing that a broker has opened: a terminal might even become ours."""
    file = os.open(path, mode | os.O_NONBLOCK | os.O_NOCTTY)
    if not stat.S_ISFIFO(os.fstat(file).st_mode):
        os.close(file)
        raise ValueError('a caller without pipes')
    return file
