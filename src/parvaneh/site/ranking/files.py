"""Files of a cycle that are given to who works on it; the log keeps who took which."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from parvaneh.ledger.acts import act, event_write
from parvaneh.site.reader import Reader


def file_given(
    data: bytes, *, name: str, kind: str, subject: str, sha256: str, reader: Reader
) -> HttpResponse:
    """Answer with a file, and write down who took it.

    Args:
        data: the bytes.
        name: what the file is called.
        kind: its media type.
        subject: of the event: the cycle or run.
        sha256: the hash of the bytes.
        reader: who takes it.
    """
    with act(by=reader.acting, at=reader.at):
        event_write(kind="run.file-taken", subject=subject, after=sha256, facts={"size": len(data)})
    response = HttpResponse(data, content_type=kind)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response
