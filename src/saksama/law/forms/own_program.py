"""Judges and fills in a template that an office wrote: the program that runs confined (`evidence.confinement`).

It imports nothing of ours. Its input is a line of JSON and the template. `check`: every field must be one the form knows, every
expression one of a short list (names, lists, `if`, `for`, `join` and the like; no call, no assignment, no import), and the file
may hold nothing that runs, reaches outside or tells who wrote it. `draw`: fills it in with Jinja's immutable sandbox, which knows
no global and few filters.
"""

from __future__ import annotations

import base64
import difflib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import ChainableUndefined, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

FILTERS = ("join", "length", "count", "upper", "lower", "capitalize", "title", "trim", "first", "last", "default", "e", "escape")
TESTS = ("defined", "undefined", "none", "odd", "even", "first", "last")
LOOP = ("index", "index0", "first", "last", "length", "revindex")
FIELD_CODES = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "HYPERLINK")
PARTS = (("word/document.xml", "body"), ("word/header", "head"), ("word/footer", "foot"), ("word/footnotes.xml", "notes"))
DEEPEST, MOST_FAULTS, MOST_XML = 2, 30, 8 * 1024 * 1024
TEXT = "text"
Fault = dict[str, Any]
_PREFIX = re.compile(r"(\{[{%#])(-?)(?:p|tr|tc)\s")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class _Stop(Exception):
    """One fault, found in an expression."""

    def __init__(self, code: str, name: str = "", near: str = "") -> None:
        self.fault = {"code": code, "name": name[:80], "near": near}
        super().__init__(code)


def environment() -> ImmutableSandboxedEnvironment:
    """Return the sandbox: no globals, a few filters and tests, nothing that is missing breaks a letter."""
    made = ImmutableSandboxedEnvironment(undefined=ChainableUndefined, autoescape=True)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in TESTS if name in made.tests}
    return made


# ---- what the words may do ----------------------------------------------------------------------------------------------


def judge(source: str, tree: Mapping[str, object]) -> list[tuple[int, Fault]]:
    """Return (line, fault) for everything in a template's text that the form does not know or that is not allowed."""
    try:
        parsed = environment().parse(source)
    except TemplateSyntaxError as error:
        return [(error.lineno, {"code": "syntax", "name": str(error.message or "")[:160], "near": ""})]
    found: list[tuple[int, Fault]] = []
    _block(parsed.body, dict(tree), 0, found)
    return found


def _block(body: list[Any], scope: dict[str, object], depth: int, found: list[tuple[int, Fault]]) -> None:
    for node in body:
        try:
            _statement(node, scope, depth, found)
        except _Stop as stop:
            found.append((node.lineno, stop.fault))


def _statement(node: Any, scope: dict[str, object], depth: int, found: list[tuple[int, Fault]]) -> None:
    if isinstance(node, nodes.Output):
        _each(node.nodes, scope, found)
    elif isinstance(node, nodes.If):
        _guarded(node.test, scope, found)
        for branch in (node.body, node.elif_, node.else_):
            _block(branch, scope, depth, found)
    elif isinstance(node, nodes.For):
        _loop(node, scope, depth, found)
    else:
        raise _Stop("construct", type(node).__name__.lower())


def _each(several: list[Any], scope: dict[str, object], found: list[tuple[int, Fault]]) -> None:
    for one in several:
        if not isinstance(one, nodes.TemplateData):
            _guarded(one, scope, found, shown=True)


def _guarded(node: Any, scope: dict[str, object], found: list[tuple[int, Fault]], *, shown: bool = False) -> None:
    try:
        kind = _value(node, scope)
        if shown and not isinstance(kind, str):
            raise _Stop("not_text", _spelled(node))
    except _Stop as stop:
        found.append((node.lineno, stop.fault))


def _loop(node: Any, scope: dict[str, object], depth: int, found: list[tuple[int, Fault]]) -> None:
    if depth >= DEEPEST:
        raise _Stop("too_deep")
    if not isinstance(node.target, nodes.Name) or node.recursive or node.test is not None:
        raise _Stop("construct", "for")
    kind = _value(node.iter, scope)
    if not isinstance(kind, list):
        raise _Stop("not_a_list", _spelled(node.iter))
    inner = {**scope, node.target.name: kind[0], "loop": dict.fromkeys(LOOP, TEXT)}
    _block(node.body, inner, depth + 1, found)
    _block(node.else_, scope, depth, found)


def _value(node: Any, scope: Mapping[str, object]) -> object:
    """Return the kind of an expression: text, image, a list of one kind, or a group of named kinds."""
    match node:
        case nodes.Const():
            return TEXT
        case nodes.Name():
            return _known(node.name, scope, "")
        case nodes.Getattr():
            return _inside(_value(node.node, scope), node.attr, _spelled(node.node))
        case nodes.Getitem():
            return _item(node, scope)
        case nodes.Filter():
            return _filtered(node, scope)
        case nodes.Test():
            if node.name not in TESTS or node.args or node.kwargs:
                raise _Stop("construct", node.name)
            _value(node.node, scope)
            return TEXT
        case nodes.CondExpr():
            kinds = [_value(one, scope) for one in (node.test, node.expr1, node.expr2) if one is not None]
            return kinds[1]
        case nodes.And() | nodes.Or():
            _value(node.left, scope)
            return _value(node.right, scope)
        case nodes.Not():
            _value(node.node, scope)
            return TEXT
        case nodes.Concat():
            for one in node.nodes:
                _value(one, scope)
            return TEXT
        case nodes.Compare():
            _value(node.expr, scope)
            for operand in node.ops:
                _value(operand.expr, scope)
            return TEXT
        case _:
            raise _Stop("construct", type(node).__name__.lower())


def _known(name: str, kinds: Mapping[str, object], within: str) -> object:
    if name not in kinds:
        whole = f"{within}.{name}" if within else name
        near = difflib.get_close_matches(name, list(kinds), n=1, cutoff=0.5)
        raise _Stop("unknown", whole, (f"{within}.{near[0]}" if within else near[0]) if near else "")
    return kinds[name]


def _inside(kind: object, name: str, within: str) -> object:
    if not isinstance(kind, dict):
        raise _Stop("unknown", f"{within}.{name}")
    return _known(name, kind, within)


def _item(node: Any, scope: Mapping[str, object]) -> object:
    kind = _value(node.node, scope)
    if isinstance(node.arg, nodes.Slice):
        ends = [one for one in (node.arg.start, node.arg.stop, node.arg.step) if one is not None]
        if not isinstance(kind, list) or not all(isinstance(one, nodes.Const) and isinstance(one.value, int) for one in ends):
            raise _Stop("construct", "[:]")
        return kind
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int) and isinstance(kind, list):
        return kind[0]
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return _inside(kind, node.arg.value, _spelled(node.node))
    raise _Stop("construct", "[ ]")


def _filtered(node: Any, scope: Mapping[str, object]) -> object:
    if node.node is None or node.name not in FILTERS:
        raise _Stop("filter", node.name, next(iter(difflib.get_close_matches(node.name, FILTERS, n=1)), ""))
    if node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise _Stop("filter", node.name)
    for one in node.args:
        _value(one, scope)
    kind = _value(node.node, scope)
    if node.name in ("first", "last") and isinstance(kind, list):
        return kind[0]
    return kind if node.name == "default" else TEXT


def _spelled(node: Any) -> str:
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        return f"{_spelled(node.node)}.{node.attr}"
    return "…"


# ---- what the file may hold ---------------------------------------------------------------------------------------------


def opened(packed: zipfile.ZipFile) -> Iterator[tuple[str, Any]]:
    """Yield each XML part, read without entities, network or endless trees."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    for name in packed.namelist():
        if not name.lower().endswith((".xml", ".rels")):
            continue
        data = packed.read(name)
        if len(data) > MOST_XML:
            raise _Stop("too_large", name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
            raise _Stop("entity", name)
        yield name, etree.fromstring(data, parser)


def file_faults(template: bytes) -> list[Fault]:
    """Return what is in the file that must not be in a letter's template."""
    found: list[Fault] = []
    with zipfile.ZipFile(io.BytesIO(template)) as packed:
        names = [name.lower() for name in packed.namelist()]
        if "word/document.xml" not in names:
            raise _Stop("not_word")
        found += [{"code": "active", "name": name} for name in names if _is_active(name)]
        if any(name.startswith("word/comments") for name in names):
            found.append({"code": "comments"})
        for name, root in opened(packed):
            found += _part_faults(name, root)
    return [{"name": "", "near": "", **one} for one in found]


def _is_active(name: str) -> bool:
    marks = ("vbaproject", "vbadata", "activex/", "embeddings/", "oleobject", "customui/", "attachedtoolbars", "afchunk",
             "glossary/")
    return any(mark in name for mark in marks) or name.endswith((".bin", ".exe", ".emf", ".wmf", ".svg", ".html", ".htm", ".mht"))


def _part_faults(name: str, root: Any) -> list[Fault]:
    found: list[Fault] = []
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        tag = etree.QName(node).localname
        if tag == "Relationship" and node.get("TargetMode") == "External" and not _is_link(node):
            found.append({"code": "outside", "name": str(node.get("Type", "")).rpartition("/")[2]})
        elif tag in ("ins", "del", "moveFrom", "moveTo") and node.tag.startswith(_W) and name.startswith("word/"):
            found.append({"code": "tracked"})
        elif tag in ("object", "control", "altChunk", "oleObj", "OLEObject"):
            found.append({"code": "active", "name": tag})
        elif tag in ("instrText", "fldSimple"):
            found += _code_faults(str(node.text or "") if tag == "instrText" else str(node.get(f"{_W}instr", "")))
        elif tag == "Override" and "macroEnabled" in str(node.get("ContentType", "")):
            found.append({"code": "active", "name": "macro"})
    return _once(found)


def _is_link(node: Any) -> bool:
    target = str(node.get("Target", "")).lower()
    return str(node.get("Type", "")).endswith("/hyperlink") and target.startswith(("https://", "http://", "mailto:"))


def _code_faults(instruction: str) -> list[Fault]:
    word = instruction.strip().split(" ")[0].upper()
    return [] if not word or word in FIELD_CODES or not word.isalpha() else [{"code": "field_code", "name": word[:24]}]


def _once(found: list[Fault]) -> list[Fault]:
    return [one for n, one in enumerate(found) if one not in found[:n]]


# ---- where a fault stands -----------------------------------------------------------------------------------------------


def paragraphs(template: bytes) -> Iterator[tuple[str, list[str]]]:
    """Yield (part, its paragraphs in order as plain words), the way a person counts them."""
    with zipfile.ZipFile(io.BytesIO(template)) as packed:
        for name, root in opened(packed):
            part = next((said for start, said in PARTS if name.startswith(start)), "")
            if part:
                yield part, [_plain(one) for one in root.iter(f"{_W}p")]


def _plain(paragraph: Any) -> str:
    inner = {id(text) for nested in paragraph.iter(f"{_W}p") if nested is not paragraph for text in nested.iter(f"{_W}t")}
    words = "".join(text.text or "" for text in paragraph.iter(f"{_W}t") if id(text) not in inner)
    for curly, straight in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'")):
        words = words.replace(curly, straight)
    return re.sub(r"\s+", " ", words)


def word_faults(template: bytes, tree: Mapping[str, object]) -> list[Fault]:
    """Return the faults of the words with part and paragraph; then those that hide outside of any paragraph."""
    found: list[Fault] = []
    for part, lines in paragraphs(template):
        source = "\n".join(_PREFIX.sub(r"\1\2 ", line) for line in lines)
        for line, fault in judge(source, tree):
            quote = lines[line - 1].strip()[:80] if 0 < line <= len(lines) else ""
            found.append({"part": part, "paragraph": line, "quote": quote, **fault})
    return found or [{"part": "", "paragraph": 0, "quote": "", **fault} for fault in _hidden(template, tree)]


def _hidden(template: bytes, tree: Mapping[str, object]) -> list[Fault]:
    """Return faults in what is really filled in: the whole XML of each part, attributes too, as docxtpl prepares it."""
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    sources = [document.get_xml()]
    sources += [document.get_part_xml(part) for uri in (document.HEADER_URI, document.FOOTER_URI)
                for _key, part in document.get_headers_footers(uri)]
    sources += [one.blob.decode("utf-8") for one in document.docx.part.package.iter_parts() if "footnotes" in str(one.partname)]
    found = [fault for source in sources for _line, fault in judge(document.patch_xml(source), tree)]
    return _once(found)


# ---- the two works ------------------------------------------------------------------------------------------------------


def check(template: bytes, order: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """Return the faults, or none and the preview: both invented letters must come out, the full one with all it must say."""
    try:
        faults = [*file_faults(template), *word_faults(template, order["tree"])]
    except _Stop as stop:
        faults = [stop.fault]
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, OSError):
        faults = [{"code": "not_word"}]
    if faults:
        return {"faults": faults[:MOST_FAULTS]}, ()
    try:
        fill(template, order["bare"])
        preview = fill(template, order["sample"])
        said = squeezed(spoken(preview))
    except (TemplateError, ValueError, KeyError, TypeError, AttributeError, IndexError, etree.XMLSyntaxError) as error:
        return {"faults": [{"code": "fails", "name": type(error).__name__}]}, ()
    missing = [name for name, words in order["needed"].items() if not all(squeezed(word) in said for word in words)]
    return {"faults": [{"code": "missing", "name": name} for name in missing]}, () if missing else (preview,)


def fill(template: bytes, words: Mapping[str, Any]) -> bytes:
    """Return the letter. Its properties name the letter, and nobody who wrote the template."""
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    properties = document.docx.core_properties
    for name in ("author", "category", "comments", "content_status", "identifier", "keywords", "last_modified_by", "subject",
                 "title", "version"):
        setattr(properties, name, "")
    image = base64.b64decode(words.get("qr_png", ""))
    context = {key: value for key, value in words.items() if key != "qr_png"}
    context["qr"] = InlineImage(document, io.BytesIO(image), width=Mm(20)) if image else ""
    document.render(context, environment(), autoescape=True)
    document.docx.core_properties.title = str(words["title"])
    document.docx.core_properties.language = str(words["language"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def spoken(drawn: bytes) -> str:
    """Return every word of a drawn letter, heads and feet too."""
    document = Document(io.BytesIO(drawn))
    roots = [document.element]
    roots += [one._element for section in document.sections
              for one in (section.header, section.footer, section.first_page_header, section.first_page_footer)]
    return " ".join(text.text or "" for root in roots for text in root.iter(qn("w:t")))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def load() -> None:
    """Nothing more: what takes long was imported above."""


def work(data: bytes, arguments: list[str]) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    head, _, template = data.partition(b"\n")
    order = json.loads(head)
    if arguments[0] == "check":
        return check(template, order)
    return {}, (fill(template, order["words"]),)
