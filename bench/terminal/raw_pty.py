"""The floor: a PTY of this machine, without any network. Prints one line of JSON."""

import json
import os
import pty
import random
import select
import sys
import time

KEYS = 1000


def spawn(command):
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(PS1='$ ', HISTFILE='', TERM='xterm-256color')
        os.execvp(command[0], command)
    return pid, fd


def drain(fd, quiet_seconds):
    while select.select([fd], [], [], quiet_seconds)[0]:
        os.read(fd, 65536)


def echo():
    pid, fd = spawn(['bash', '--norc', '--noprofile'])
    drain(fd, 0.4)
    times = []
    for index in range(KEYS):
        key = bytes([97 + random.randrange(26)])
        begin = time.perf_counter()
        os.write(fd, key)
        while key not in os.read(fd, 65536):
            pass
        times.append((time.perf_counter() - begin) * 1000)
        if index % 50 == 49:
            os.write(fd, b'\x15')
            drain(fd, 0.02)
        time.sleep(0.005 + random.random() * 0.006)
    os.close(fd)
    os.waitpid(pid, 0)
    return times


def throughput(command):
    begin = time.perf_counter()
    pid, fd = spawn(command)
    size = 0
    try:
        while data := os.read(fd, 65536):
            size += len(data)
    except OSError:
        pass
    os.waitpid(pid, 0)
    os.close(fd)
    return size / 1e6 / (time.perf_counter() - begin)


print(json.dumps({
    'echoMs': echo(),
    'cat': throughput(['cat', sys.argv[1]]),
    'seq': throughput(['seq', '1', '2000000']),
}))
