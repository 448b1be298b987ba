"""HTML as the Bot API reads it: a short list of tags, properly nested, or the message is refused."""

from __future__ import annotations

import html
import re

_ALIASES = {"strong": "b", "em": "i", "ins": "u", "strike": "s", "del": "s"}
_PLAIN_TAGS = {"b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler", *_ALIASES}
_TYPES = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough", "tg-spoiler": "spoiler"}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^<>]*)>")
_KNOWN = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9A-Fa-f]+);")


class EntityError(ValueError):
    """The text after «Bad Request: »."""


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[dict[str, object]]]:
    """The visible text and its entities; EntityError with the server's own words when it is not well
    formed."""
    text = ""
    entities: list[dict[str, object]] = []
    open_tags: list[tuple[str, int]] = []
    position = 0
    while position < len(source):
        char = source[position]
        if char == "&":
            found = _KNOWN.match(source, position)
            if found:
                text += html.unescape(found.group(0))
                position = found.end()
                continue
        if char != "<":
            text += char
            position += 1
            continue
        offset = len(source[:position].encode())
        tag = _TAG.match(source, position)
        if tag is None:
            raise EntityError(f'can\'t parse entities: Unsupported start tag "" at byte offset {offset}')
        closing, name, rest = tag.group(1), tag.group(2).lower(), tag.group(3).strip()
        if name not in _PLAIN_TAGS and name not in {"a", "span", "tg-emoji"}:
            raise EntityError(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}')
        if closing:
            if not open_tags:
                raise EntityError(f"can't parse entities: Unexpected end tag at byte offset {offset}")
            opened, start = open_tags.pop()
            if opened != name:
                raise EntityError(
                    f'can\'t parse entities: Unmatched end tag at byte offset {offset}, expected "</{opened}>"'
                )
            plain = _ALIASES.get(name, name)
            if units(text) > start:
                entities.append({"type": _TYPES.get(plain, plain), "offset": start, "length": units(text) - start})
        else:
            if rest and name in _PLAIN_TAGS - {"blockquote", "code", "pre"}:
                raise EntityError(f"can't parse entities: Unexpected attribute at byte offset {offset}")
            if name == "blockquote" and any(opened == "blockquote" for opened, _ in open_tags):
                raise EntityError("can't parse entities: blockquote entities can't be nested")
            open_tags.append((name, units(text)))
        position = tag.end()
    if open_tags:
        raise EntityError(f"can't parse entities: Can't find end tag corresponding to start tag {open_tags[-1][0]}")
    return text, entities
