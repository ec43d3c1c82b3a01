"""What every answer carries, on every address: the strict content policy, nothing inline in what was drawn, nothing sniffed or framed."""

import ast
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

import dondoc.office
from dondoc.office import settings as office_settings
from dondoc.office.files import hand_out
from dondoc.office.registry.models import Document
from tests.office.test_permission_matrix import ADDRESSES, EXPECTED, PUBLIC, answer, let_in, things  # noqa: F401 - a fixture

OFFICE = Path(dondoc.office.__file__).parent
POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
    "object-src": {"'none'"},
}
"""All a page may do. A directive more than these is a hole."""
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy_of(response):
    parts = (part.split() for part in response["Content-Security-Policy"].split(";") if part.strip())
    return {name: set(values) for name, *values in parts}


class Inline(HTMLParser):
    """Finds what the policy would stop: code or style in the page, addresses elsewhere."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            is_code = name == "style" or name.startswith("on") or (value or "").strip().lower().startswith("javascript:")
            is_elsewhere = name in {"src", "href", "action"} and urlsplit(value or "").netloc not in {"", "testserver"}
            if is_code or is_elsewhere:
                self.found.append(f"{tag} {name}={value}")


def check(response):
    for header, value in EVERYWHERE.items():
        assert response[header] == value, header
    policy = policy_of(response)
    if response.has_header("Content-Disposition"):
        assert policy["default-src"] == {"'none'"}
    else:
        assert policy == POLICY
    if response["Content-Type"].startswith("text/html"):
        seen = Inline()
        seen.feed(response.getvalue().decode())
        assert seen.found == []


@pytest.mark.parametrize(("name", "arguments"), ADDRESSES)
def test_every_answer_is_sealed(name, arguments, client_for, things):  # noqa: F811 - the fixture
    who = EXPECTED[name][1]
    roles = sorted(let_in(name))
    check(answer(Client() if who == PUBLIC or not roles else client_for(roles[0]), name, arguments, things))
    if roles:
        signed_in = answer(client_for(roles[-1]), name, arguments, things)
        check(signed_in)
        assert "no-store" in signed_in.get("Cache-Control", ""), "kept by the browser of a shared computer"


@pytest.mark.parametrize("address", ["/khong-co/", "/audit/", "/documents/add/"])
def test_so_is_a_refusal(client_for, address):
    check(client_for("reader").get(address))


def test_a_static_file_is_sealed_too(db):
    response = Client().get("/static/office/office.css")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_something_inline_would_be_found():
    seen = Inline()
    seen.feed('<p style="x">a</p><script>1</script><a href="https://example.org/">b</a><b onclick="c()">d</b>')
    seen.feed('<script type="application/json">{}</script>')
    assert len(seen.found) == 4


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "content", "media_type"),
        [
            ("trang.html", b"<html><script>alert(1)</script></html>", "application/octet-stream"),
            ("hinh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "text/plain"),
            ("a.txt", "Công văn".encode(), "text/plain"),
            ("b.pdf", b"%PDF-1.4 \n<script>alert(1)</script>", "application/pdf"),
        ],
    )
    def test_an_upload_never_comes_back_as_a_page(self, office, client_for, run_jobs, name, content, media_type):
        from dondoc.office.registry.actions import receive_document

        receipt = receive_document(content=content, name=name, by=office.person("clerk"))
        response = client_for("clerk").get(f"/documents/{Document.objects.get(pk=receipt.document.pk).pk}/original/")
        assert response["Content-Type"] == media_type
        assert response["Content-Disposition"].startswith("attachment")
        assert policy_of(response)["sandbox"] == set()
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response.getvalue() == content

    @pytest.mark.parametrize(
        ("media_type", "disposition"),
        [("image/png", "inline"), ("image/svg+xml", "attachment"), ("text/html", "attachment"), ("application/pdf", "attachment")],
    )
    def test_only_pictures_are_shown_in_a_page(self, db, tmp_path, media_type, disposition):
        (tmp_path / "x").write_bytes(b"x")
        response = hand_out(tmp_path / "x", name="x", media_type=media_type, shown=True)
        assert response["Content-Disposition"].startswith(disposition)
        response.close()

    def test_a_name_can_not_break_out_of_its_header(self, db, tmp_path):
        (tmp_path / "x").write_bytes(b"x")
        response = hand_out(tmp_path / "x", name='a"\r\nSet-Cookie: x=1\r\n.pdf', media_type="application/pdf")
        assert "\n" not in response["Content-Disposition"]
        response.close()

    def test_files_leave_by_this_door_only(self):
        """No other module makes a FileResponse."""
        users = [
            path.relative_to(OFFICE).as_posix()
            for path in OFFICE.rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "FileResponse"
        ]
        assert users == ["files.py"]


class TestCookies:
    def test_scripts_can_not_read_them_and_other_sites_not_send_them(self, office):
        client = Client()
        client.get("/sign-in/")
        client.post("/sign-in/", {"username": "vanthu", "password": office.password})
        assert {"dondoc", "dondoc-csrf", "django_language"} <= set(client.cookies)
        for cookie in client.cookies.values():
            assert cookie["httponly"], cookie.key
            assert cookie["samesite"] == "Lax", cookie.key

    def test_behind_https_they_go_over_https_only_and_stay_with_this_host(self, tmp_path):
        code = (
            "from dondoc.office import settings as s\n"
            "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_HSTS_SECONDS)"
        )
        environment = {**os.environ, "DONDOC_DATA": str(tmp_path), "DONDOC_HTTPS": "1"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["True", "True", "__Host-dondoc", "__Host-dondoc-csrf", str(365 * 24 * 3600)]
        assert not office_settings.SESSION_COOKIE_SECURE
