"""Ways that would make root in the instance root on the host."""

import ctypes
import errno
import os
import stat

from attempt import INSIGHT, SURFACE, TAKEOVER, Attempt, NotHere, any_opens, mount, reaches, syscall, write_open

# The program that the kernel runs as root on the host for a crash, a missing module, a new device.
CRASH_HELPER = 'sys/kernel/core_pattern'
SETTINGS = {
    # Not pid_max, which is each pid namespace's own since Linux 6.14.
    'kernel': ['panic', 'sysrq', 'randomize_va_space', 'kptr_restrict', 'threads-max'],
    'vm': ['overcommit_memory', 'panic_on_oom', 'min_free_kbytes', 'drop_caches'],
    'fs': ['file-max', 'suid_dumpable', 'protected_symlinks'],
}
SYS_FILES = [
    '/sys/kernel/uevent_helper',
    '/sys/power/state',
    '/sys/kernel/mm/transparent_hugepage/enabled',
    '/sys/kernel/mm/ksm/run',
]
# (major, minor) of memory, the kernel's log, virtual machines and the maker of loop devices.
DEVICES = [(1, 1), (1, 11), (10, 232), (10, 237)]
# With the options that keep a mount from writing even to a journal.
DISK_FILE_SYSTEMS = [('ext4', 'noload'), ('xfs', 'norecovery'), ('btrfs', 'rescue=nologreplay')]
NO_DISKS = ('loop', 'ram', 'zram', 'sr', 'fd')
MOST_DISKS = 8
MS_RDONLY = 1
ADJ_TICK = 0x4000
UNUSED_KEXEC_FLAG = 0x8000


def proc_write(*paths):
    """The mounted /proc may be covered or read-only; a fresh one is what an attacker would take."""

    def opens(path):
        if not os.path.exists(f'/proc/{path}'):
            raise FileNotFoundError(path)
        try:
            write_open(f'/proc/{path}')
        except OSError:
            if not os.path.isdir('proc'):
                os.mkdir('proc')
                mount('proc', 'proc')
            write_open(f'proc/{path}')

    return lambda: any_opens(paths, opens)


def settings(folder):
    return proc_write(*[f'sys/{folder}/{name}' for name in SETTINGS[folder]])


def device_file_system():
    mount('devtmpfs', '.')
    if not any(name.startswith(('sd', 'vd', 'xvd', 'nvme', 'dm-', 'mem', 'kmsg')) for name in os.listdir('.')):
        raise OSError(errno.ENOENT, 'an empty one')


def debug_file_system(kind):
    return lambda: mount(kind, '.')


def make_node(name, kind, device):
    os.mknod(name, kind | 0o600, os.makedev(*device))


def device_nodes():
    def opens(device):
        name = '{}-{}'.format(*device)
        make_node(name, stat.S_IFCHR, device)
        try:
            os.close(os.open(name, os.O_RDONLY | os.O_NONBLOCK))
        except OSError as error:
            # No driver: the node itself would open.
            if error.errno not in (errno.ENXIO, errno.ENODEV):
                raise
            raise FileNotFoundError(name)

    any_opens(DEVICES, opens)


def disks():
    """(major, minor) of the machine's disks; every container sees their list."""
    if not os.path.exists('/proc/partitions'):
        raise NotHere('no disks')
    with open('/proc/partitions', encoding='ascii') as file:
        rows = [line.split() for line in file.readlines()[2:]]
    found = [(int(row[0]), int(row[1])) for row in rows if not row[3].startswith(NO_DISKS)]
    return found[:MOST_DISKS]


def disk_opens():
    def opens(disk):
        name = '{}-{}'.format(*disk)
        make_node(name, stat.S_IFBLK, disk)
        open_for_reading(name)

    any_opens(disks(), opens)


def disk_mounts():
    """A file system that the host has mounted can be mounted again, although its device does not open."""

    def mounts(disk):
        name = '{}-{}'.format(*disk)
        make_node(name, stat.S_IFBLK, disk)
        os.mkdir(f'{name}-root')
        any_opens(DISK_FILE_SYSTEMS, lambda kind: mount_read_only(kind[0], f'{name}-root', name, kind[1]))

    any_opens(disks(), mounts)


def mount_read_only(kind, target, source, options):
    try:
        mount(kind, target, source=source, data=options, flags=MS_RDONLY)
    except NotHere as error:
        raise FileNotFoundError(kind) from error
    except OSError as error:
        # It is mounted writable elsewhere; the question whether this may be mounted was answered before.
        if error.errno != errno.EBUSY:
            raise


def release_agent():
    """cgroup v1: a program that the host runs when a group is empty. The file is at the top of the host's tree."""
    if os.path.exists('/sys/fs/cgroup/cgroup.controllers'):
        raise NotHere('cgroup v2 has none')
    groups = [f'/sys/fs/cgroup/{name}/release_agent' for name in os.listdir('/sys/fs/cgroup')]
    try:
        return any_opens(groups)
    except NotHere:
        mount('cgroup', '.', data='memory')
        write_open('release_agent')


def load_module():
    nothing = ctypes.create_string_buffer(1)
    try:
        reaches('init_module', nothing, 0, b'', meant=(errno.ENOEXEC, errno.EINVAL, errno.EFAULT))
    except OSError as error:
        if error.errno == errno.ENOSYS:
            raise NotHere('a kernel without modules')
        raise


def open_by_handle():
    """How the 'shocker' escape read the host's files: a file's handle leads past the mount namespace."""
    handle = ctypes.create_string_buffer(bytes(ctypes.c_uint(128)) + bytes(132), 136)
    mount_id = ctypes.c_int()
    try:
        syscall('name_to_handle_at', -100, b'/var/lib/docker', handle, ctypes.byref(mount_id), 0)
    except OSError:
        pass  # An invented handle does as well: it must not even be looked at.
    folder = os.open('/var/lib/docker', os.O_RDONLY | os.O_DIRECTORY)
    reaches('open_by_handle_at', folder, handle, os.O_RDONLY, meant=(errno.ESTALE, errno.EINVAL, errno.EOVERFLOW))


def set_clock():
    # A tick of one microsecond is out of range, which is looked at after the right to set it.
    timex = (ctypes.c_long * 32)(ADJ_TICK)
    timex[11] = 1
    reaches('adjtimex', timex, meant=(errno.EINVAL,))


def foreign_programs(has_user_namespace):
    def attempt():
        if has_user_namespace:
            raise NotHere('its own binfmt_misc only')
        mount('binfmt_misc', '.')
        write_open('register')

    return attempt


def attempts(has_user_namespace):
    def takeover(id, name, opens):
        return Attempt(id, name, TAKEOVER, opens)

    return [
        takeover('core-pattern', 'naming the program that the host runs on a crash', proc_write(CRASH_HELPER)),
        takeover('modprobe-path', 'naming the program that loads modules', proc_write('sys/kernel/modprobe')),
        takeover('kernel-settings', 'changing kernel settings of the host', settings('kernel')),
        takeover('vm-settings', 'changing memory settings of the host', settings('vm')),
        takeover('fs-settings', 'changing file system settings of the host', settings('fs')),
        takeover('sysrq', 'restarting the host through sysrq-trigger', proc_write('sysrq-trigger')),
        takeover('sys-files', 'changing the host through /sys', lambda: any_opens(SYS_FILES)),
        takeover('devtmpfs', 'mounting the host’s devices', device_file_system),
        takeover('debugfs', 'mounting debugfs', debug_file_system('debugfs')),
        takeover('tracefs', 'mounting tracefs', debug_file_system('tracefs')),
        takeover('device-nodes', 'opening memory, log, KVM or loop devices by mknod', device_nodes),
        takeover('disk-open', 'opening the host’s disk by mknod', disk_opens),
        takeover('disk-mount', 'mounting the host’s disk by mknod', disk_mounts),
        takeover('release-agent', 'a program of its own as cgroup release_agent', release_agent),
        takeover('module', 'loading a kernel module', load_module),
        takeover(
            'kexec',
            'replacing the running kernel',
            lambda: reaches('kexec_load', 0, 0, None, UNUSED_KEXEC_FLAG, meant=(errno.EINVAL,)),
        ),
        takeover('io-ports', 'talking to hardware ports', lambda: syscall('iopl', 3)),
        takeover('clock', 'setting the host’s clock', set_clock),
        takeover('swap', 'using a file as the host’s swap', lambda: reaches('swapon', b'none', 0, meant=(errno.ENOENT,))),
        takeover('accounting', 'process accounting of the host', lambda: reaches('acct', b'none', meant=(errno.ENOENT,))),
        takeover('file-handles', 'opening files of the host by handle', open_by_handle),
        takeover('binfmt', 'an interpreter of its own for the host’s programs', foreign_programs(has_user_namespace)),
        Attempt('kernel-memory', 'reading kernel memory', INSIGHT, lambda: any_opens(['/proc/kcore'], open_for_reading)),
        Attempt('new-mounts', 'the new mount calls (fsopen)', SURFACE, lambda: syscall('fsopen', b'tmpfs', 0)),
    ]


def open_for_reading(path):
    descriptor = os.open(path, os.O_RDONLY)
    os.read(descriptor, 1)
