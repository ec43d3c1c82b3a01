"""edXML packets, e-mails and archives: the document inside, what the packet says of it, and what was left."""

from __future__ import annotations

import base64
import io
import zipfile
from email.message import EmailMessage

import pytest
from PIL import Image

from dondoc.reading import findings, read
from dondoc.reading.errors import DamagedFile, EmptyFile, ProtectedFile, SeveralDocuments, TooLarge, UnreadableFile, UnsupportedFormat
from dondoc.reading.intake import Options, limits, take_in, take_in_all
from dondoc.reading.model import Format, Severity, SourceText
from tests.reading.intake.building import PdfPage, docx, p, pdf

WORDS = "Giao Sở Y tế chủ trì, báo cáo Ủy ban nhân dân tỉnh An Phú Hà trước ngày 15/12/2026."
DISPATCH = docx(p("Số: 45/UBND-VX") + p(WORDS))
ANNEX = pdf(PdfPage().lines(85, 90, "Phụ lục kèm theo công văn"))
QCVN = 'xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"'


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "."), content)
    return target.getvalue()


def qcvn_packet(*attachments: tuple[str, bytes]) -> bytes:
    """A packet of QCVN 102: prefixed header and manifest, attachments beside the envelope without a namespace."""
    references = "".join(
        f"<edXML:Reference><edXML:ContentId>cid:{n}</edXML:ContentId><edXML:AttachmentName>{name}</edXML:AttachmentName></edXML:Reference>"
        for n, (name, _) in enumerate(attachments)
    )
    encoded = "".join(
        f"<Attachment><ContentId>{n}</ContentId><ContentTransferEncoded>{base64.encodebytes(data).decode()}</ContentTransferEncoded></Attachment>"
        for n, (_, data) in enumerate(attachments)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<edXML:edXML {QCVN}><edXML:edXMLEnvelope><edXML:edXMLHeader><edXML:MessageHeader>
<edXML:From><edXML:OrganId>H99.01</edXML:OrganId><edXML:OrganName>UBND tỉnh An Phú Hà</edXML:OrganName></edXML:From>
<edXML:To><edXML:OrganId>H99.02</edXML:OrganId><edXML:OrganName>Sở Y tế</edXML:OrganName></edXML:To>
<edXML:To><edXML:OrganId>H99.03</edXML:OrganId><edXML:OrganName>Sở Nội vụ</edXML:OrganName></edXML:To>
<edXML:Code><edXML:CodeNumber>45</edXML:CodeNumber><edXML:CodeNotation>UBND-VX</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>An Phú Hà</edXML:Place>
<edXML:PromulgationDate>2026/03/05</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
<edXML:Subject>V/v tăng cường
 phòng, chống dịch</edXML:Subject>
<edXML:SignerInfo><edXML:Competence>KT. CHỦ TỊCH</edXML:Competence><edXML:Position>Phó Chủ tịch</edXML:Position>
<edXML:FullName>Trần Thị Mẫu</edXML:FullName></edXML:SignerInfo><edXML:DueDate>2026/12/15</edXML:DueDate>
<edXML:OtherInfo><edXML:Priority>2</edXML:Priority></edXML:OtherInfo><edXML:SteeringType>2</edXML:SteeringType>
</edXML:MessageHeader></edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest>{references}</edXML:edXMLManifest></edXML:edXMLBody>
</edXML:edXMLEnvelope><AttachmentEncoded>{encoded}</AttachmentEncoded></edXML:edXML>""".encode()


def edoc_packet(name: str, data: bytes) -> bytes:
    """A packet of the older dialect: one default namespace, the envelope is the root."""
    return f"""<EdXMLEnvelope xmlns="http://www.go.vn/eDoc"><MessageHeader><From><OrganName>Sở Y tế</OrganName></From>
<Code><CodeNumber>12</CodeNumber><CodeNotation>SYT-NV</CodeNotation></Code>
<PromulgationInfo><PromulgationDate>2026-03-05T00:00:00</PromulgationDate></PromulgationInfo></MessageHeader>
<Manifest><Reference><ContentId>a1</ContentId><AttachmentName>{name}</AttachmentName></Reference></Manifest>
<AttachmentEncoded><Attachment><ContentId>a1</ContentId>
<ContentTransferEncoded>{base64.b64encode(data).decode()}</ContentTransferEncoded></Attachment></AttachmentEncoded></EdXMLEnvelope>""".encode()


class TestEdxml:
    def test_the_first_attachment_is_the_document_and_the_others_are_named(self) -> None:
        source = take_in(qcvn_packet(("cv45.docx", DISPATCH), ("phu-luc.pdf", ANNEX)))
        assert source.format is Format.EDXML
        assert source.text == f"Số: 45/UBND-VX\n{WORDS}"
        assert source.notes == ("read-from-attachment: cv45.docx", "attachment-left-out: phu-luc.pdf")

    def test_the_header_is_kept_under_the_names_of_the_decree(self) -> None:
        said = take_in(qcvn_packet(("cv45.docx", DISPATCH))).metadata
        assert dict(said) | {"To": ""} == {
            "OrganId": "H99.01", "OrganName": "UBND tỉnh An Phú Hà", "CodeNumber": "45", "CodeNotation": "UBND-VX",
            "IssuedDate": "2026-03-05", "Place": "An Phú Hà", "TypeName": "Công văn", "Subject": "V/v tăng cường phòng, chống dịch",
            "Competence": "KT. CHỦ TỊCH", "Position": "Phó Chủ tịch", "FullName": "Trần Thị Mẫu", "DueDate": "2026-12-15",
            "Priority": "Thượng khẩn", "SteeringType": "Văn bản chỉ đạo", "To": "",
        }  # fmt: skip
        assert [value for name, value in said if name == "To"] == ["Sở Y tế", "Sở Nội vụ"]

    def test_the_older_dialect_is_read(self) -> None:
        source = take_in(edoc_packet("cv.docx", DISPATCH))
        assert source.text.endswith(WORDS)
        assert ("CodeNotation", "SYT-NV") in source.metadata
        assert ("IssuedDate", "2026-03-05") in source.metadata

    def test_the_namespace_may_be_the_default_one(self) -> None:
        packet = qcvn_packet(("cv45.docx", DISPATCH)).replace(b"xmlns:edXML=", b"xmlns=")
        packet = packet.replace(b"<edXML:", b"<").replace(b"</edXML:", b"</")
        assert take_in(packet) == take_in(qcvn_packet(("cv45.docx", DISPATCH)))

    def test_a_packet_in_utf_16_is_read(self) -> None:
        packet = qcvn_packet(("cv45.docx", DISPATCH)).decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16")
        assert take_in(packet).format is Format.EDXML

    @pytest.mark.parametrize("element", ["Status", "MessageStatus"])
    def test_a_status_packet_is_named_as_what_it_is(self, element: str) -> None:
        said = f"<edXML:{element}><edXML:StatusCode>03</edXML:StatusCode></edXML:{element}>"
        header = f"<edXML:edXMLHeader>{said}</edXML:edXMLHeader>"
        packet = f"<edXML:edXML {QCVN}><edXML:edXMLEnvelope>{header}</edXML:edXMLEnvelope></edXML:edXML>"
        with pytest.raises(UnsupportedFormat) as refused:
            take_in(packet.encode(), name="goi.edxml")
        assert refused.value.message("vi").startswith("goi.edxml là gói trạng thái edXML")

    def test_an_attachment_zipped_by_the_sender_is_unpacked(self) -> None:
        assert take_in(qcvn_packet(("cv45.docx", zipped(noi_dung__docx=DISPATCH)))).text.endswith(WORDS)

    def test_an_attachment_that_does_not_read_gives_way_to_one_that_does(self) -> None:
        source = take_in(qcvn_packet(("hong.docx", DISPATCH[:200]), ("cv45.docx", DISPATCH)))
        assert source.notes[0] == "read-from-attachment: cv45.docx"

    def test_a_packet_without_attachments_is_empty_and_a_cut_one_is_damaged(self) -> None:
        with pytest.raises(EmptyFile):
            take_in(qcvn_packet())
        with pytest.raises(DamagedFile):
            take_in(qcvn_packet(("cv45.docx", DISPATCH))[:-40])

    def test_entities_are_refused(self) -> None:
        bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><edXML:edXML xmlns:edXML="x">&a;</edXML:edXML>'
        with pytest.raises(DamagedFile):
            take_in(bomb)

    def test_the_whole_way_to_a_reading(self) -> None:
        reading = read(qcvn_packet(("cv45.docx", DISPATCH)), name="goi.edxml")
        assert reading.tasks[0].lead[0].name == "Sở Y tế"


def message(*attachments: tuple[str, str, bytes], text: str = "Kính gửi quý cơ quan công văn kèm theo.") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Văn thư <vt@anphuha.example>", "syt@anphuha.example", "Công văn số 45"
    made["Date"] = "Thu, 05 Mar 2026 08:15:00 +0700"
    made.set_content(text)
    for name, kind, data in attachments:
        made.add_attachment(data, maintype=kind.split("/")[0], subtype=kind.split("/")[1], filename=name)
    return made


class TestMail:
    def test_the_attached_document_is_read_and_not_the_logo(self) -> None:
        mail = message(("logo.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(30)), ("Công văn 45.docx", "application/msword", DISPATCH))
        source = take_in(mail.as_bytes())
        assert source.format is Format.MAIL
        assert source.text.endswith(WORDS)
        left = ("attachment-left-out: logo.png", "attachment-unchecked: logo.png")  # a picture that does not open
        assert source.notes == ("read-from-attachment: Công văn 45.docx", *left)

    def test_a_second_attachment_of_the_same_name_is_named_as_left_out(self) -> None:
        mail = message(("van-ban.docx", "application/msword", DISPATCH), ("van-ban.docx", "application/msword", DISPATCH))
        assert take_in(mail.as_bytes()).notes == ("read-from-attachment: van-ban.docx", "attachment-left-out: van-ban.docx")

    def test_sender_subject_date_and_words_are_kept(self) -> None:
        said = dict(take_in(message(("cv.docx", "application/msword", DISPATCH)).as_bytes()).metadata)
        assert said["Subject"] == "Công văn số 45"
        assert said["Date"] == "2026-03-05T08:15:00+07:00"
        assert said["Content"].strip() == "Kính gửi quý cơ quan công văn kèm theo."

    @pytest.mark.parametrize("day", ["2222222222222222222223", "99", "-1"])
    def test_a_day_no_calendar_holds_is_no_date(self, day: str) -> None:
        made = f"From: a@x.vn\nTo: b@x.vn\nSubject: KH\nDate: Mon, {day} Nov 2026 08:00:00 +0700\n\nKinh gui: So Y te".encode()
        assert "Date" not in dict(take_in(made).metadata)

    def test_without_an_attachment_the_message_is_the_document(self) -> None:
        assert take_in(message(text=WORDS).as_bytes()).text.strip() == WORDS

    def test_a_message_in_html_is_read_as_a_page(self) -> None:
        made = message()
        made.set_content(f"<p>{WORDS}</p>", subtype="html")
        assert take_in(made.as_bytes()).text == WORDS

    def test_a_forwarded_message_is_opened_too(self) -> None:
        outer = message()
        outer.add_attachment(message(("cv.docx", "application/msword", DISPATCH)))
        assert take_in(outer.as_bytes()).text.endswith(WORDS)


class TestArchive:
    def test_the_one_document_of_an_archive_is_read(self) -> None:
        source = take_in(zipped(cv__docx=DISPATCH))
        assert (source.format, source.notes) == (Format.ZIP, ("read-from-archive: cv.docx",))
        assert source.text.endswith(WORDS)

    def test_several_documents_are_not_guessed_from(self) -> None:
        with pytest.raises(SeveralDocuments) as refused:
            take_in(zipped(a__docx=DISPATCH, b__pdf=ANNEX), name="goi.zip")
        assert "goi.zip có 2 văn bản" in refused.value.message("vi")

    def test_all_of_them_can_be_read_each_with_its_own_trouble(self) -> None:
        inner = zipped(c__docx=DISPATCH)
        found = take_in_all(zipped(a__docx=DISPATCH, b__doc=DISPATCH[:100], in__zip=inner), name="goi.zip")
        assert [name for name, _ in found] == ["goi.zip/a.docx", "goi.zip/b.doc", "goi.zip/in.zip/c.docx"]
        assert isinstance(found[0][1], SourceText)
        assert found[0][1].name == "goi.zip/a.docx"
        assert isinstance(found[1][1], UnreadableFile)

    def test_a_file_that_is_no_archive_is_the_only_one(self) -> None:
        ((name, source),) = take_in_all(WORDS.encode(), name="a.txt")
        assert (name, source.text if isinstance(source, SourceText) else "") == ("a.txt", WORDS)

    def test_documents_stored_unpacked_do_not_make_it_a_docx(self) -> None:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
            made.writestr("a.docx", DISPATCH)
            made.writestr("__MACOSX/._a.docx", b"x")
        assert take_in(target.getvalue()).text.endswith(WORDS)

    def test_archives_in_an_archive_have_one_limit_together(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "INSIDE_FILES", 6)
        two = zipped(b__docx=DISPATCH, c__docx=DISPATCH)
        found = take_in_all(zipped(a__docx=DISPATCH, in1__zip=two, in2__zip=two), name="goi.zip")
        assert [name for name, _ in found] == ["goi.zip/a.docx", "goi.zip/in1.zip/b.docx", "goi.zip/in1.zip/c.docx", "goi.zip/in2.zip"]
        assert [isinstance(source, TooLarge) for _, source in found] == [False, False, False, True]

    def test_what_they_unpack_to_is_counted_together_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "UNPACKED_BYTES", 800_000)
        half = zipped(a__txt=(WORDS + "\n").encode() * 4_000)  # 420 kB
        (_, first), (name, second) = take_in_all(zipped(in1__zip=half, in2__zip=half))
        assert isinstance(first, SourceText)
        assert name == "in2.zip"
        assert isinstance(second, TooLarge)

    def test_the_limit_is_one_for_an_archive_in_a_message_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "INSIDE_FILES", 3)
        two = zipped(a__docx=DISPATCH, b__docx=DISPATCH)
        mail = message(("1.zip", "application/zip", two), ("2.zip", "application/zip", two))
        assert "attachment-unchecked: 2.zip" in take_in(mail.as_bytes()).notes

    def test_a_file_beside_the_one_document_is_named(self) -> None:
        source = take_in(zipped(cv__docx=DISPATCH, bang__rar=RAR))
        assert source.notes == ("read-from-archive: cv.docx", "attachment-left-out: bang.rar", "attachment-unchecked: bang.rar")

    def test_archives_in_archives_end_somewhere(self) -> None:
        data = zipped(cv__docx=DISPATCH)
        for _ in range(limits.PACKETS_DEEP + 1):
            data = zipped(a__zip=data)
        with pytest.raises(TooLarge):
            take_in(data)
        ((_, refused),) = take_in_all(data)
        assert isinstance(refused, TooLarge)

    def test_a_bomb_is_refused_before_it_is_unpacked(self) -> None:
        with pytest.raises(TooLarge):
            take_in(zipped(a__txt=bytes(20_000_000)))

    def test_options_reach_what_is_inside(self) -> None:
        from tests.reading.intake.drawing import Paper
        from tests.reading.intake.drawing import saved as drawn

        ((_, refused),) = take_in_all(zipped(a__png=drawn(Paper(100).image)), options=Options(ocr=False))
        assert isinstance(refused, UnreadableFile)
        assert refused.code == "no-text-layer"

    def test_an_archive_with_a_password_is_protected(self) -> None:
        data = bytearray(zipped(a__docx=DISPATCH))
        at = data.rindex(b"PK\x01\x02")
        data[at + 8] |= 1
        with pytest.raises(ProtectedFile):
            take_in(bytes(data))

    def test_other_archives_are_named(self) -> None:
        with pytest.raises(UnsupportedFormat):
            take_in(b"Rar!\x1a\x07\x01\x00" + bytes(20))


RAR = b"Rar!\x1a\x07\x01\x00" + bytes(20)
STAMPED = docx("".join(map(p, ["ỦY BAN NHÂN DÂN TỈNH AN PHÚ HÀ", "TỐI MẬT", "Số: 12/UBND-NC"])))
PACKETS = {
    "edXML": lambda *files: qcvn_packet(*files),
    "e-mail": lambda *files: message(*((name, "application/x", data) for name, data in files)).as_bytes(),
    "archive in an e-mail": lambda *files: message(
        ("cv.docx", "application/x", DISPATCH),
        ("goi.zip", "application/zip", zipped(**{name.replace(".", "__"): data for name, data in files})),
    ).as_bytes(),
}


class TestSecrecyOfWhatIsLeftOut:
    @pytest.mark.parametrize("kind", PACKETS)
    def test_a_stamp_on_an_attachment_that_is_not_the_document_is_seen(self, kind: str) -> None:
        reading = read(PACKETS[kind](("cv.docx", DISPATCH), ("kem.docx", STAMPED)))
        assert reading.header.secrecy is None
        assert reading.source.secrecy == "Tối mật"
        assert [finding.severity for finding in reading.findings if finding.code == "attachment-secret"] == [Severity.ERROR]

    @pytest.mark.parametrize("kind", PACKETS)
    def test_without_a_stamp_there_is_none(self, kind: str) -> None:
        reading = read(PACKETS[kind](("cv.docx", DISPATCH), ("kem.pdf", ANNEX)))
        assert reading.source.secrecy is None
        assert not {"attachment-secret", "attachment-unchecked"} & {finding.code for finding in reading.findings}

    def test_a_stamp_over_the_words_of_a_message_is_seen(self) -> None:
        assert take_in(message(("cv.docx", "application/x", DISPATCH), text=f"TUYỆT MẬT\n{WORDS}").as_bytes()).secrecy == "Tuyệt mật"

    @pytest.mark.parametrize("data", [RAR, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), DISPATCH[:300]])
    def test_what_could_not_be_looked_into_is_said(self, data: bytes) -> None:
        reading = read(qcvn_packet(("cv.docx", DISPATCH), ("kem.rar", data)))
        (finding,) = [finding for finding in reading.findings if finding.code == "attachment-unchecked"]
        assert "“kem.rar”" in findings.message(finding)

    def test_an_attachment_over_a_limit_is_said_to_be_unchecked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "PAGES", 1)
        two = pdf(*[PdfPage().lines(85, 90, "Phụ lục kèm theo công văn")] * 2)
        assert "attachment-unchecked: dai.pdf" in take_in(qcvn_packet(("cv.docx", DISPATCH), ("dai.pdf", two))).notes

    def test_a_logo_is_nothing_to_look_into(self) -> None:
        from tests.reading.intake.drawing import saved

        logo = saved(Image.new("L", (200, 80), 255))
        assert take_in(message(("cv.docx", "application/x", DISPATCH), ("logo.png", "image/png", logo)).as_bytes()).notes == (
            "read-from-attachment: cv.docx", "attachment-left-out: logo.png",
        )  # fmt: skip


class TestScansOfAPacket:
    def test_their_first_pages_are_looked_at_and_counted_with_those_of_the_document(self) -> None:
        from tests.reading.intake.drawing import BODY, Paper
        from tests.reading.intake.drawing import saved as drawn

        heard: list[tuple[int, int]] = []
        page = Paper(150).lines(85, 90, BODY).image
        stamped = Paper(150).lines(85, 90, ["SỞ Y TẾ", "TỐI MẬT", "Số: 12/KH-SYT", *BODY], pitch=26).image
        scans = [drawn(*pages, form="TIFF", dpi=150) for pages in ((page, page), (page, page), (stamped, page))]
        mail = message(*((f"{number}.tiff", "image/tiff", data) for number, data in enumerate(scans)))

        source = take_in(mail.as_bytes(), options=Options(progress=lambda done, total: heard.append((done, total))))
        assert source.secrecy == "Tối mật"
        assert heard == [(0, 2), (1, 2), (2, 2), (2, 3), (3, 3), (3, 4), (4, 4)]
