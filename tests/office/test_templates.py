"""Rules every template and every user-visible word keeps: nothing inline, nothing from elsewhere, nothing untranslated."""

import ast
import gettext
import hashlib
import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.utils.translation.template import templatize

import dondoc.office

OFFICE = Path(dondoc.office.__file__).parent
TEMPLATES = sorted(path for path in OFFICE.rglob("*.html") if "templates" in path.parts)
MODULES = sorted(path for path in OFFICE.rglob("*.py") if "migrations" not in path.parts)
CATALOGUES = sorted(OFFICE.rglob("locale/en/LC_MESSAGES/django.po"))
VENDOR = OFFICE / "static" / "vendor"
named = {"ids": lambda path: str(path.relative_to(OFFICE))}

INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "a style sheet in the page": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "an HTMX expression": re.compile(r"\shx-(?:on|vars)\b|hx-vals=[\"']js:|hx-trigger=[\"'][^\"']*\[", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "an address of another site": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.I),
    "marked safe without need": re.compile(r"\|\s*safe\b|autoescape\s+off", re.I),
}
ALLOWED = {("_field.html", "marked safe without need")}
"""Django's own help texts (a list of the rules for passwords) come as markup."""


@pytest.mark.parametrize("template", TEMPLATES, **named)
def test_a_template_holds_nothing_the_content_policy_forbids(template):
    text = template.read_text(encoding="utf-8")
    found = [what for what, pattern in INLINE.items() if pattern.search(text) and (template.name, what) not in ALLOWED]
    assert found == []


@pytest.mark.parametrize("template", TEMPLATES, **named)
def test_a_template_compiles(template):
    parts = template.parts
    get_template("/".join(parts[len(parts) - parts[::-1].index("templates") :]))


def test_pages_send_the_strict_policy(client_for):
    policy = client_for("clerk").get("/documents/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("script", sorted((OFFICE).rglob("static/[ow]*/*.js")), **named)
def test_a_script_runs_no_text_as_code(script):
    assert not re.search(r"\beval\(|new Function\(|document\.write|setTimeout\(\s*[\"']", script.read_text(encoding="utf-8"))


# ── translations ──────────────────────────────────────────────────────────────────────────────────────
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy"}
IN_TEMPLATE = re.compile(r"(?:\bgettext|\bngettext|\b_)\(\s*u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")


def in_module(path):
    """Every string a module marks for translation."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in CALLS and node.args:
            with_context = getattr(node.func, "id", "").startswith("pgettext")
            text = node.args[1 if with_context else 0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield (f"{node.args[0].value}\x04" if with_context else "") + text.value


def in_template(path):
    """Every string a template marks for translation."""
    for match in IN_TEMPLATE.finditer(templatize(path.read_text(encoding="utf-8"))):
        yield ast.literal_eval(match[1])


def entries(catalogue):
    """msgid → translations, of a .po file; what is fuzzy or obsolete is left out."""
    found, current, fuzzy = {}, {}, False
    for line in [*catalogue.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#,") and "fuzzy" in line:
            fuzzy = True
        elif line.startswith("msg"):
            field, text = line.split(" ", 1)
            current[field] = ast.literal_eval(text)
        elif line.startswith('"'):
            current[field] += ast.literal_eval(line)
        elif not line and current:
            key = (f"{current['msgctxt']}\x04" if "msgctxt" in current else "") + current["msgid"]
            if not fuzzy:
                found[key] = [text for name, text in current.items() if name.startswith("msgstr")]
            current, fuzzy = {}, False
    return found


def all_entries():
    return {key: texts for catalogue in CATALOGUES for key, texts in entries(catalogue).items()}


def is_work(path):
    return path.relative_to(OFFICE).parts[0] == "work"


@pytest.mark.parametrize("room", ["work", "the rest"])
def test_every_word_a_user_sees_has_an_english_translation(room):
    modules, templates = ([path for path in paths if is_work(path) == (room == "work")] for paths in (MODULES, TEMPLATES))
    used = {text for path in modules for text in in_module(path)} | {text for path in templates for text in in_template(path)}
    assert len(used) > 100
    known = all_entries()
    assert sorted(text for text in used if not all(known.get(text, [""]))) == []


@pytest.mark.parametrize("catalogue", CATALOGUES, **named)
def test_the_compiled_catalogue_agrees_with_its_source(catalogue):
    with catalogue.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    expected = {key: texts for key, texts in entries(catalogue).items() if key}
    for key, texts in expected.items():
        for number, text in enumerate(texts):
            assert compiled.get(key if len(texts) == 1 else (key, number), compiled.get((key, number))) == text
    assert {key if isinstance(key, str) else key[0] for key in compiled} - {""} == set(expected)


@pytest.mark.parametrize("catalogue", CATALOGUES, **named)
def test_a_translation_keeps_the_placeholders(catalogue):
    holes = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    different = [
        key
        for key, texts in entries(catalogue).items()
        if key and any(set(holes.findall(key)) != set(holes.findall(text)) for text in texts)
    ]
    assert different == []


def test_the_same_words_have_the_same_translation_in_every_room():
    rooms = [entries(catalogue) for catalogue in CATALOGUES]
    shared = {key for first in rooms for second in rooms if first is not second for key in first.keys() & second.keys() if key}
    assert sorted(key for key in shared if len({tuple(room[key]) for room in rooms if key in room}) > 1) == []


# ── vendored files ────────────────────────────────────────────────────────────────────────────────────
def test_vendored_files_are_those_that_were_listed():
    rows = [line.split("\t") for line in (VENDOR / "VERSIONS").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    listed = {name: digest for name, _package, _licence, digest in rows}
    there = [path for path in VENDOR.rglob("*") if path.suffix in {".css", ".js", ".woff2"}]
    assert listed == {str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest() for path in there}


def test_style_sheets_load_nothing_from_elsewhere():
    sheets = list(OFFICE.rglob("static/**/*.css"))
    assert sheets
    assert not [path.name for path in sheets if re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", path.read_text(encoding="utf-8"))]
