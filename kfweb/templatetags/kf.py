"""
What templates need from the wiring.
"""

import json
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from kfweb import modules
from kfweb.modules import import_map as addresses

register = template.Library()


@register.simple_tag(takes_context=True)
def import_map(context: dict[str, Any]) -> SafeString:
    """
    The names of all modules with their addresses; stands before the page's first module.
    """
    nonce = context["request"].csp_nonce
    body = json.dumps({"imports": addresses()}, separators=(",", ":")).replace("<", "\\u003c")
    return mark_safe(f'<script type="importmap" nonce="{nonce}">{body}</script>')  # noqa: S308  (escaped above)


@register.simple_tag
def preload(entry: str) -> SafeString:
    """
    Have the browser fetch a module of the import map, and what it begins with, before it comes to the import.
    """
    return format_html_join(
        "", '<link rel="modulepreload" href="{}">', ((url,) for url in modules.preloads(entry))
    )


@register.simple_tag
def sheet(path: str) -> str:
    """
    The address of a style sheet that is a list of others.
    """
    return modules.sheet(path)
