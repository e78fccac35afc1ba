"""What the instance sees of the host and of others, and parts of the kernel that it has no use for."""

import ctypes
import errno
import os
import socket
import struct

from attempt import INSIGHT, NEIGHBOURS, SURFACE, TAKEOVER, Attempt, NotHere, any_opens, reaches, syscall

METADATA = ('169.254.169.254', 80)
METADATA_TIMEOUT_SECONDS = 1
# Sockets of the lab engine, as they are called there, and of the host's Engine, as people mount it.
ENGINE_SOCKETS = ['/run/drydock/engine.sock', '/labsock/docker.sock', '/host/var/run/docker.sock']
FIRMWARE = [
    '/sys/firmware/acpi/tables/DSDT',
    '/sys/firmware/dmi/tables/smbios_entry_point',
    '/sys/firmware/efi/efivars',
    '/sys/firmware/fdt',
]
BPF_PROG_GET_NEXT_ID, BPF_MAP_CREATE = 11, 0
SYSLOG_READ_ALL = 3
ALL_PROCESSES = -1


def read(path):
    with open(path, encoding='utf8', errors='replace') as file:
        return file.read()


def refused(why):
    raise OSError(errno.EPERM, why)


def host_processes():
    """Visible are the kernel's own threads, or a first process of another user namespace."""
    kernel_thread = '/proc/2/comm'
    if os.path.exists(kernel_thread) and read(kernel_thread).strip() == 'kthreadd':
        return
    if read('/proc/1/uid_map').split() == read('/proc/self/uid_map').split():
        refused('only its own')


def host_network():
    """A network namespace with the ends of other containers' cables, or with the lab engine's bridges."""
    if not any(name.startswith(('veth', 'br-')) for _, name in socket.if_nameindex()):
        refused('only its own')


def host_groups():
    groups = [line.split(':', 2)[2] for line in read('/proc/1/cgroup').splitlines()]
    if all(not group.startswith('/..') and 'docker' not in group for group in groups):
        refused('only its own')


def leaked_descriptors():
    """CVE-2024-21626: a folder of the host that the runtime has left open, of the first process or of this one."""
    for process in ('1', 'self'):
        folder = f'/proc/{process}/fd'
        for name in os.listdir(folder):
            try:
                target = os.readlink(f'{folder}/{name}')
                is_folder = os.path.isdir(f'{folder}/{name}')
            except FileNotFoundError:
                continue  # That of the listing itself.
            if is_folder and not target.startswith('/proc/') and not is_same(f'{folder}/{name}', target):
                return
    refused('none')


def is_same(opened, path):
    try:
        return os.path.samefile(opened, path)
    except OSError:
        return False


def engine_socket():
    if not any(os.path.exists(path) for path in ENGINE_SOCKETS):
        refused('none')


def first_bytes(path):
    if os.path.isdir(path):
        os.listdir(path)
        return
    descriptor = os.open(path, os.O_RDONLY)
    os.read(descriptor, 1)


def cloud_metadata():
    with socket.create_connection(METADATA, METADATA_TIMEOUT_SECONDS):
        pass


def bpf(command):
    return lambda: reaches('bpf', command, ctypes.create_string_buffer(128), 128, meant=(errno.ENOENT, errno.EINVAL))


def watch_machine():
    """Performance counters of all processes of a CPU."""
    size = 112
    attributes = ctypes.create_string_buffer(struct.pack('=II', 0, size), size)
    reaches('perf_event_open', attributes, ALL_PROCESSES, 0, -1, 0, meant=(errno.ENOENT, errno.EOPNOTSUPP))


def kernel_addresses():
    if not os.path.exists('/proc/kallsyms'):
        raise NotHere('kallsyms')
    with open('/proc/kallsyms', encoding='ascii') as symbols:
        if int(symbols.readline().split()[0], 16) == 0:
            refused('zeros')


def kernel_log():
    syscall('syslog', SYSLOG_READ_ALL, ctypes.create_string_buffer(64), 64)


def attempts():
    return [
        Attempt('engine-socket', 'using the lab engine’s socket', TAKEOVER, engine_socket),
        Attempt('leaked-descriptors', 'folders of the host left open by the runtime', TAKEOVER, leaked_descriptors),
        Attempt('host-processes', 'seeing processes of the host', TAKEOVER, host_processes),
        Attempt('host-network', 'sharing the host’s network', TAKEOVER, host_network),
        Attempt('host-groups', 'seeing the host’s cgroups', NEIGHBOURS, host_groups),
        Attempt('cloud-metadata', 'asking a cloud’s metadata service for keys', NEIGHBOURS, cloud_metadata),
        Attempt('firmware', 'reading firmware tables of the host', INSIGHT, lambda: any_opens(FIRMWARE, first_bytes)),
        Attempt('kernel-log', 'reading the host’s kernel log', INSIGHT, kernel_log),
        Attempt('kernel-addresses', 'reading addresses of the kernel', INSIGHT, kernel_addresses),
        Attempt('bpf-programs', 'listing the host’s BPF programs', INSIGHT, bpf(BPF_PROG_GET_NEXT_ID)),
        Attempt('bpf', 'using BPF', SURFACE, bpf(BPF_MAP_CREATE)),
        Attempt('perf', 'watching the machine through perf', SURFACE, watch_machine),
        Attempt('userfaultfd', 'userfaultfd', SURFACE, lambda: syscall('userfaultfd', 0)),
        Attempt(
            'io-uring',
            'io_uring',
            SURFACE,
            lambda: syscall('io_uring_setup', 1, ctypes.create_string_buffer(120)),
        ),
    ]
