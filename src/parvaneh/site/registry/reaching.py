"""Whether a reader reaches anything at all: lists and forms that begin with nothing loaded."""

from parvaneh.access.permissions import Permission
from parvaneh.frame.refused import NotThere
from parvaneh.registry.reach import reach_of
from parvaneh.site.reader import Reader


def may_anywhere(reader: Reader, permission: Permission) -> bool:
    """Whether the reader may do something somewhere."""
    return not reach_of(reader.acting, permission, reader.on).empty()


def listed_for(reader: Reader, permission: Permission) -> None:
    """Let pass who may do something somewhere.

    Raises:
        NotThere: nowhere; the page looks as if it did not exist.
    """
    if not may_anywhere(reader, permission):
        raise NotThere(permission)
