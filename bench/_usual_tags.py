"""Filters of the usual page: digits, days and amounts as the product shows them."""

from datetime import date, datetime

from django import template

from parvaneh.frame import pages_environment as shown
from parvaneh.frame.static_files import FACE_ADDRESS, static_url, style_url

register = template.Library()
register.filter("code", shown.code)
register.filter("day", shown.day)
register.filter("moment", shown.moment)
register.filter("ours", lambda name: static_url(name[:]))


@register.simple_tag
def face() -> str:
    """The address of the face."""
    return FACE_ADDRESS


@register.simple_tag
def style() -> str:
    """The address of the style sheet."""
    return style_url()


@register.simple_tag
def say(message: str, **params: date | datetime | str | int) -> str:
    """A message with values in it."""
    return shown.say(message, **params)
