"""Routes of the log."""

from django.urls import path

from parvaneh.site.log.checkpoints import log_checkpoint, log_checkpoints
from parvaneh.site.log.events import log, log_event, log_receipt
from parvaneh.site.log.verifying import log_verify

urlpatterns = [
    path("log/", log, name="log"),
    path("log/checkpoints/", log_checkpoints, name="log_checkpoints"),
    path("log/checkpoints/<int:size>/", log_checkpoint, name="log_checkpoint"),
    path("log/verify/", log_verify, name="log_verify"),
    path("log/<int:number>/", log_event, name="log_event"),
    path("log/<int:number>/receipt/", log_receipt, name="log_receipt"),
]
