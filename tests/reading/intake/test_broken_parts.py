"""Word and ODT files of which a part beside the text is broken."""

from __future__ import annotations

import io
import zipfile

import pytest

from dondoc.reading import read
from dondoc.reading.errors import DamagedFile, TooLarge
from dondoc.reading.findings import message
from dondoc.reading.intake import limits, take_in
from tests.reading.intake.building import NAMESPACES, docx, item, p, package
from tests.reading.intake.test_opendocument import odt
from tests.reading.intake.test_opendocument import p as odt_p


class TestBrokenSideParts:
    """The words stand in the main part: what is broken beside it is left out, and said."""

    BODY = item("Rà soát quy chế", 1) + p("Sở Y tế chủ trì.", ppr='<w:pStyle w:val="s"/>')

    @pytest.mark.parametrize("kind", ["styles", "numbering"])
    @pytest.mark.parametrize("broken", ["<w:lvl", "&a;", "<w:x></w:y>", "\x00"])
    def test_the_text_is_read_without_them(self, kind: str, broken: str) -> None:
        source = take_in(docx(self.BODY, **{kind: broken}))
        assert source.text.splitlines() == ["Rà soát quy chế", "Sở Y tế chủ trì."]
        assert source.notes == (f"part-unread: word/{kind}.xml",)

    def test_footnotes_and_a_header_too(self) -> None:
        body = p("Chỉ thị", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        section = '<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/></w:sectPr>'
        source = take_in(docx(body + section, footnotes="<", header="<"))
        assert source.text == "Chỉ thị"
        assert source.notes == ("part-unread: word/header.xml", "part-unread: word/footnotes.xml")

    def test_a_broken_list_of_parts_leaves_the_main_one_where_every_program_puts_it(self) -> None:
        document = f"<w:document {NAMESPACES}><w:body>{p('Chỉ thị')}</w:body></w:document>"
        made = package({"word/document.xml": document, "_rels/.rels": "<Rel"})
        assert take_in(made).text == "Chỉ thị"

    def test_a_bomb_beside_the_text_is_refused_all_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "XML_TAGS", 500)
        with pytest.raises(TooLarge):
            take_in(docx(p("Chỉ thị"), styles="<w:style/>" * 501))

    def test_a_broken_main_part_is_a_broken_file(self) -> None:
        with pytest.raises(DamagedFile):
            take_in(docx("<w:p>"))

    def test_who_reads_it_is_told_which_part(self) -> None:
        (finding, *_) = read(docx(p("Giao Sở Y tế rà soát quy chế trước ngày 15/12/2026."), styles="<")).findings
        assert finding.code == "part-unread"
        assert "word/styles.xml" in message(finding)

    def test_an_odt_is_read_without_its_styles(self) -> None:
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(odt(odt_p("Chỉ thị")))) as old, zipfile.ZipFile(target, "w") as made:
            for name in old.namelist():
                made.writestr(name, "<" if name == "styles.xml" else old.read(name))
        source = take_in(target.getvalue())
        assert (source.text, source.notes) == ("Chỉ thị", ("part-unread: styles.xml",))
