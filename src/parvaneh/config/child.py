"""Start a program that dies with its parent and, where asked, is not the machine's administrator.

``python -m parvaneh.config.child WHO SIGNAL PROGRAM ARGUMENT…`` becomes PROGRAM, which gets SIGNAL
when the process that started it dies. WHO is one of

``same``       whoever we are;
``namespace``  in a user namespace that holds one ordinary user, who owns what we own outside:
               PostgreSQL refuses to run as root, `initdb` for a user without a name, and this
               needs no account and no change of permissions;
``UID:GID``    another user and group, for good (where the kernel forbids such namespaces, or the
               data belong to somebody else).

Call it from a thread that lives as long as the process: the kernel counts the death of the thread
that started a child as its parent's.
"""

import ctypes
import os
import pwd
import signal
import sys
from pathlib import Path

SAME, NAMESPACE = "same", "namespace"
CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
NOBODY = 65534  # what ids without a place in a namespace look like inside


def main() -> None:
    """Become who is asked for, then the program of the command line."""
    who, number, program, *rest = sys.argv[1:]
    parent = os.getppid()
    try:
        become(who)
    except OSError as why:
        sys.exit(f"cannot become {who}: {why}")
    # After the change of identity, which clears it.
    die_with_parent(int(number))
    if os.getppid() != parent:
        sys.exit(1)  # the parent died before the line above
    try:
        os.execv(program, [program, *rest])  # noqa: S606 - no shell is wanted
    except OSError as why:
        sys.exit(f"{program}: {why.strerror}")


def command(who: str, number: signal.Signals, *words: str) -> list[str]:
    """The command line that starts a program as a child of ours."""
    # Isolated: nothing in the working folder or the environment can be imported instead.
    return [sys.executable, "-I", "-m", "parvaneh.config.child", who, str(int(number)), *words]


def become(who: str) -> None:
    """Take on the identity that is asked for.

    Raises:
        OSError: the kernel forbids it.
    """
    if who == NAMESPACE:
        enter_namespace()
    elif who != SAME:
        user, _, group = who.partition(":")
        os.setgroups([])
        os.setgid(int(group))
        os.setuid(int(user))


def die_with_parent(number: int) -> None:
    """Have the kernel send us a signal when the thread that started us ends."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number)


def enter_namespace() -> None:
    """Enter a user namespace in which this process is one ordinary user.

    Raises:
        OSError: the kernel forbids it.
    """
    user, group, inside = os.geteuid(), os.getegid(), ordinary()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny")
    (own / "uid_map").write_text(f"{inside} {user} 1")
    (own / "gid_map").write_text(f"{inside} {group} 1")


def ordinary() -> int:
    """An id that is not root's and has a name on this machine; `initdb` asks for the name.

    Raises:
        OSError: no account but root's is known here.
    """
    named = [one.pw_uid for one in pwd.getpwall() if one.pw_uid not in {0, NOBODY}]
    if not named:
        raise OSError("no account but root's is known here")
    return min(named)


if __name__ == "__main__":
    main()
