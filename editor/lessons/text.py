"""
Markdown to HTML: what a teacher writes, as learners read it.

No HTML of the writer's own comes through, no picture from elsewhere is fetched by a learner's browser, and
links tell nobody where their reader came from.
"""

from collections.abc import Mapping, MutableMapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

SCHEMES = ("", "http", "https", "mailto")


def html_of(text: str, pictures: Mapping[str, str] | None = None) -> SafeString:
    """
    A text as HTML; `pictures` says for the name of each picture in the text where it is served.
    """
    html: str = _markdown().render(text, {"pictures": pictures or {}})
    return mark_safe(html)  # noqa: S308 (no HTML of the writer's own comes through)


@cache
def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    made.validateLink = _may_link  # type: ignore[method-assign]
    made.add_render_rule("image", _image)
    made.add_render_rule("link_open", _link)
    made.add_render_rule("heading_open", _heading)
    made.add_render_rule("heading_close", _heading)
    return made


def _may_link(url: str) -> bool:
    try:
        return urlsplit(url.strip()).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _image(
    self: RendererHTML, tokens: list[Token], index: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    """
    A picture of the lesson's own; of any other only its words.
    """
    token = tokens[index]
    words = escape(self.renderInlineAsText(token.children or [], options, env))
    address = env["pictures"].get(str(token.attrs.get("src", "")))
    if address is None:
        return f"<em>{words}</em>"
    return f'<img src="{escape(address)}" alt="{words}" loading="lazy" decoding="async">'


def _link(
    self: RendererHTML, tokens: list[Token], index: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    tokens[index].attrSet("rel", "nofollow noopener noreferrer")
    return self.renderToken(tokens, index, options, env)


def _heading(
    self: RendererHTML, tokens: list[Token], index: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    """
    A level lower than it was written: the page's own heading is the lesson's title.
    """
    token = tokens[index]
    token.tag = f"h{min(6, int(token.tag[1:]) + 1)}"
    return self.renderToken(tokens, index, options, env)
