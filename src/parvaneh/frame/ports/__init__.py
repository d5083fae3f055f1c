"""Doors to what lies outside: e-mail and SMS. Behind each stands a file back end or a real one."""

from parvaneh.frame.ports.mail import FileMail, MailPort, SmtpMail, mail_port
from parvaneh.frame.ports.sms import FileSms, SmsPort, sms_port

__all__ = ["FileMail", "FileSms", "MailPort", "SmsPort", "SmtpMail", "mail_port", "sms_port"]
