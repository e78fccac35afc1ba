"""The newest output of a shell."""

import collections

# Equal to the broker's own (server/protocol/limits.ts): what it may have lost by a restart is still here.
RING_BYTES = 2 * 1024 * 1024
BLOCK_BYTES = 64 * 1024


class Ring:
    """Its bytes have offsets, from the shell's start on."""

    def __init__(self):
        self.blocks = collections.deque()
        self.start = self.end = 0

    def append(self, data):
        if not self.blocks or len(self.blocks[-1]) >= BLOCK_BYTES:
            self.blocks.append(bytearray())
        self.blocks[-1] += data
        self.end += len(data)

    def trim(self):
        while self.blocks and self.end - self.start - len(self.blocks[0]) >= RING_BYTES:
            self.start += len(self.blocks.popleft())

    def read(self, offset, size):
        """From `offset` on, at most to the end of its block."""
        begin = self.end
        # Mostly it is the newest.
        for block in reversed(self.blocks):
            begin -= len(block)
            if begin <= offset:
                return bytes(memoryview(block)[offset - begin:offset - begin + size])
        return b''
