"""Tries known ways out of this instance, and prints one line of JSON. Changes nothing that outlives it.

`isolation-check <kernel of the lab engine>`. The broker runs it in a
throw-away instance with the production options, by the route that participants take. What the results mean is decided
in server/domain/isolation-verdict.ts.
"""

import json
import os
import shutil
import sys
import tempfile

import limits
import surroundings
import takeover
from attempt import result_of

# The fixed date in the version that gVisor tells of its kernel.
GVISOR_BUILD = 'Sun Jan 10 15:06:54 PST 2016'


def has_user_namespace():
    with open('/proc/self/uid_map', encoding='ascii') as file:
        inside, outside, count = (int(number) for number in file.readline().split())
    return not (inside == outside == 0 and count >= 2**32 - 1)


def is_gvisor():
    """Its kernel is its own, but no virtual machine's: it must not be taken for one."""
    if os.path.exists('/proc/sentry-meminfo'):
        return True
    with open('/proc/version', encoding='utf8') as file:
        return GVISOR_BUILD in file.read()


def main(engine_kernel):
    has_namespace = has_user_namespace()
    attempts = [
        *takeover.attempts(has_namespace),
        *limits.attempts(),
        *surroundings.attempts(),
    ]
    scratch = tempfile.mkdtemp(prefix='isolation-')
    try:
        results = []
        for attempt in attempts:
            place = os.path.join(scratch, attempt.id)
            os.mkdir(place)
            result = result_of(attempt, place)
            results.append({'id': attempt.id, 'name': attempt.name, 'risk': attempt.risk, 'result': result})
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    report = {
        'hasUserNamespace': has_namespace,
        'hasOwnKernel': os.uname().release != engine_kernel,
        'isGvisor': is_gvisor(),
        'attempts': results,
    }
    print(json.dumps(report, ensure_ascii=True))


main(*sys.argv[1:])
