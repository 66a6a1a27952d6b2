"""Collects what is shown to people: from templates by compiling them, from Python by reading its syntax tree."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from django.template import Engine, TemplateSyntaxError
from django.template.base import Lexer, Node, TokenType, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.text import unescape_string_literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATTERNS = ("**/*.py", "templates/**/*.html", "templates/**/*.txt")
# Which arguments hold the context, the message and its plural.
FUNCTIONS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
# _("…") among the arguments of a tag or a filter.
CONSTANT = re.compile(r"""_\(("[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')\)""")


class NotCollectable(Exception):  # noqa: N818 - the name says what is the matter
    """A place whose words cannot be told by reading it."""


@dataclass(frozen=True, order=True)
class Message:
    """One English sentence to be said in Japanese too; `plural` and `context` are empty where there is none."""

    text: str
    context: str = ""
    plural: str = ""


def of_folder(folder: Path) -> set[Message]:
    """Return all messages of one Django app, those of apps inside it left aside.

    Raises:
        NotCollectable: a template or a call of gettext cannot be read.
    """
    inner = [path.parent for path in folder.glob("*/**/apps.py")]
    found: set[Message] = set()
    for path in sorted({path for pattern in PATTERNS for path in folder.glob(pattern)}):
        if "migrations" not in path.parts and not any(path.is_relative_to(other) for other in inner):
            found.update(of_python(path) if path.suffix == ".py" else of_template(path))
    return found


def of_python(path: Path) -> Iterator[Message]:
    """Yield the literal arguments of every gettext call."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in FUNCTIONS:
                context, text, plural = (_literal(node, place, path) for place in FUNCTIONS[name])
                yield Message(text, context, plural)


def _literal(call: ast.Call, place: int | None, path: Path) -> str:
    if place is None:
        return ""
    argument = call.args[place] if place < len(call.args) else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return _refuse(f"{path}:{call.lineno}: the words of gettext must be written out as one literal")


def of_template(path: Path) -> Iterator[Message]:
    """Yield the messages of every translation tag and of every _("…") in a template."""
    text = path.read_text(encoding="utf-8")
    try:
        nodes = Engine.get_default().from_string(text).nodelist
    except TemplateSyntaxError as problem:
        _refuse(f"{path}: {problem}")
    for node in nodes.get_nodes_by_type(Node):
        if isinstance(node, TranslateNode):
            yield _of_tag(node, path)
        elif isinstance(node, BlockTranslateNode):
            singular, plural = (node.render_token_list(tokens or [])[0] for tokens in (node.singular, node.plural))
            yield Message(singular, _context(node), plural)
    for token in Lexer(text).tokenize():
        if token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            for literal in CONSTANT.findall(token.contents):
                yield Message(unescape_string_literal(literal).replace("%", "%%"))


def _of_tag(node: TranslateNode, path: Path) -> Message:
    literal = getattr(node.filter_expression.var, "literal", None)
    if not isinstance(literal, str):
        _refuse(f"{path}: {{% translate %}} takes words written out, not a variable")
    return Message(literal.replace("%", "%%"), _context(node))


def _context(node: Any) -> str:  # noqa: ANN401 - both tags, which share no class
    return str(Variable(node.message_context.token).resolve({})) if node.message_context else ""


def _refuse(why: str) -> NoReturn:
    raise NotCollectable(why)
