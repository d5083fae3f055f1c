"""Start a program that dies with its parent and is never the machine's administrator.

``python -m parvaneh.config.child PROGRAM ARGUMENT…`` becomes PROGRAM. PostgreSQL refuses to run as
root; so, as root, the process first enters a user namespace of its own that holds one ordinary
user, who owns what root owns outside. No account is made and no permission is changed. Where the
kernel forbids such namespaces, it becomes the owner of the data folder instead
(`parvaneh.config.postgres` has given that folder to an unused id).
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
INSIDE = 1000  # any id but 0


def main() -> None:
    """Drop what is not needed, then become the program of the command line."""
    program, *rest = sys.argv[1:]
    parent = os.getppid()
    if os.geteuid() == 0:
        enter_namespace()
    # After the change of identity, which clears it. A fast shutdown: no client is waited for.
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGINT)
    if os.getppid() != parent:
        sys.exit(1)  # the parent died before the line above
    os.execv(program, [program, *rest])  # noqa: S606 - no shell is wanted


def enter_namespace() -> None:
    """Enter a user namespace in which this process is one ordinary user.

    Raises:
        OSError: the kernel forbids it.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny")
    (own / "uid_map").write_text(f"{INSIDE} 0 1")
    (own / "gid_map").write_text(f"{INSIDE} 0 1")


if __name__ == "__main__":
    main()
