"""Ways to lift the instance's own limits, or to disturb the instances beside it."""

import os
import resource

from attempt import LIMITS, NEIGHBOURS, SURFACE, Attempt, NotHere, any_opens, syscall, write_open

GROUPS = '/sys/fs/cgroup'
# A rule that is there already: writing it changes nothing.
NULL_DEVICE_RULE = b'c 1:3 rwm'
SESSION_KEYRING = -3
CLONE_NEWUSER = 0x10000000
# What the kernel grants the instance's whole user namespace (images/engine/drydock-hook sets them).
USER_LIMITS = ['max_inotify_instances', 'max_user_namespaces']


def same_value(*paths):
    """Writes what is there already: an open alone proves nothing where the kernel asks at the write."""

    def write_back(path):
        with open(path, 'rb') as file:
            value = file.read()
        write(path, value)

    return lambda: any_opens([f'{GROUPS}/{path}' for path in paths], write_back)


def write(path, value):
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, value)
    finally:
        os.close(descriptor)


def raise_file_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard + 1))
    except ValueError as error:  # Python's word for EPERM.
        raise PermissionError(error)


def survive_memory_shortage():
    with open('/proc/self/oom_score_adj', encoding='ascii') as file:
        score = int(file.read())
    write('/proc/self/oom_score_adj', str(score - 1).encode())


def real_time():
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def user_limit(name):
    path = f'/proc/sys/user/{name}'

    def attempt():
        if not os.path.exists(path):
            raise NotHere(name)
        write_open(path)

    return attempt


def attempts():
    return [
        Attempt(
            'memory-limit',
            'lifting its own memory limit',
            LIMITS,
            same_value('memory.max', 'memory/memory.limit_in_bytes'),
        ),
        Attempt('pids-limit', 'lifting its own limit of processes', LIMITS, same_value('pids.max', 'pids/pids.max')),
        Attempt('cpu-limit', 'lifting its own CPU limit', LIMITS, same_value('cpu.max', 'cpu/cpu.cfs_quota_us')),
        Attempt(
            'device-rules',
            'allowing itself devices',
            LIMITS,
            lambda: any_opens([f'{GROUPS}/devices/devices.allow'], lambda path: write(path, NULL_DEVICE_RULE)),
        ),
        Attempt('file-limit', 'raising its limit of open files', LIMITS, raise_file_limit),
        *[
            Attempt(f'user-{name.replace("_", "-")}', f'raising {name}', NEIGHBOURS, user_limit(name))
            for name in USER_LIMITS
        ],
        Attempt(
            'kernel-keys',
            'taking kernel keys, of which all instances share 200',
            NEIGHBOURS,
            lambda: syscall('keyctl', 0, SESSION_KEYRING, 1),
        ),
        Attempt('oom-score', 'letting others be ended first when memory runs out', NEIGHBOURS, survive_memory_shortage),
        Attempt('real-time', 'taking a CPU for itself by real-time priority', NEIGHBOURS, real_time),
        Attempt(
            'nested-namespaces',
            'user namespaces inside',
            SURFACE,
            lambda: syscall('unshare', CLONE_NEWUSER),
        ),
    ]
