"""Output folders and files that appear whole or not at all.

Work is written beside the place where it will stand and moved there in one step at the end. An
error, Ctrl-C or a termination signal leaves nothing behind; what already stands is never touched.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyThere(FileExistsError):
    """Something stands where the output was to be written."""

    def __init__(self, path: Path) -> None:
        """Keep the path."""
        super().__init__(f"{path} is there already")
        self.path = path


@contextmanager
def folder_aside(out: Path) -> Iterator[Path]:
    """A new folder beside `out` to write in, which becomes `out` when the block ends well.

    Args:
        out: where the folder is to stand; its parents are made.

    Yields:
        The folder to write in, on the same file system.

    Raises:
        AlreadyThere: before the block, or at its end if something came to stand there meanwhile.
    """
    aside = _aside(out)
    aside.mkdir(parents=True)
    try:
        yield aside
        _move(aside, out)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


@contextmanager
def file_aside(out: Path) -> Iterator[Path]:
    """A path beside `out` to write a file to, which becomes `out` when the block ends well.

    Raises:
        AlreadyThere: as `folder_aside`.
    """
    aside = _aside(out)
    aside.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield aside
        _move(aside, out)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _aside(out: Path) -> Path:
    if out.exists() or out.is_symlink():
        raise AlreadyThere(out)
    return out.with_name(f".{out.name}.{os.getpid()}.partial")


def _move(aside: Path, out: Path) -> None:
    # rename() would replace an empty folder or a file without a word.
    if out.exists() or out.is_symlink():
        raise AlreadyThere(out)
    aside.rename(out)
