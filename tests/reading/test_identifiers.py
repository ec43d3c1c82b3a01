"""Identifiers of documents: the worked examples of the scheme, and what is left unresolved."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.reading import read_text
from dondoc.reading.identifiers import (
    UNRESOLVED,
    Mention,
    document_uri,
    expression_uri,
    is_resolved,
    portion,
    slug,
    unresolved,
    work_of,
    work_uri,
)
from dondoc.reading.model import Header, Provision, Read, Span


def header(day: str | None = None, issuer: str | None = None) -> Header:
    here = Span(0, 1)
    return Header(date=Read(date.fromisoformat(day), here, "hand") if day else None, issuer=Read(issuer, here, "hand") if issuer else None)


@pytest.mark.parametrize(
    ("kind", "number", "day", "issuer", "uri"),
    [
        ("Nghị định", "30/2020/NĐ-CP", None, None, "/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp"),
        ("Nghị định", "155/2026/NĐ-CP", None, None, "/akn/vn/act/nghi-dinh/2026/155-2026-nd-cp"),
        ("Luật", "02/2011/QH13", None, None, "/akn/vn/act/luat/2011/02-2011-qh13"),
        ("Luật", "136/2025/QH15", None, None, "/akn/vn/act/luat/2025/136-2025-qh15"),
        ("Bộ luật", "45/2019/QH14", None, None, "/akn/vn/act/bo-luat/2019/45-2019-qh14"),
        ("Nghị quyết", "35/2018/UBTVQH14", None, None, "/akn/vn/act/nghi-quyet/2018/35-2018-ubtvqh14"),
        ("Quyết định", "42/2014/QĐ-TTg", None, None, "/akn/vn/act/quyet-dinh/2014/42-2014-qd-ttg"),
        ("Quyết định", "439/QĐ-TTg", "2023-04-24", None, "/akn/vn/doc/quyet-dinh/ttg/2023-04-24/439-qd-ttg"),
        ("Nghị quyết", "30/NQ-CP", "2026-02-11", None, "/akn/vn/doc/nghi-quyet/cp/2026-02-11/30-nq-cp"),
        ("Thông tư", "05/2021/TT-TTCP", None, None, "/akn/vn/act/thong-tu/2021/05-2021-tt-ttcp"),
        (
            "Thông tư liên tịch",
            "06/2014/TTLT-BTP-TTCP-BQP",
            None,
            None,
            "/akn/vn/act/thong-tu-lien-tich/2014/06-2014-ttlt-btp-ttcp-bqp",
        ),
        ("Thông tư", "01/2022/TT-BTTTT", None, None, "/akn/vn/act/thong-tu/2022/01-2022-tt-btttt"),
        ("Quyết định", "41/2019/QĐ-UBND", None, "UBND tỉnh Quảng Trị", "/akn/vn/act/quyet-dinh/ubnd.quang-tri/2019/41-2019-qd-ubnd"),
        ("Nghị quyết", "43/NQ-HĐND", "2020-12-03", "HĐND tỉnh An Phú Hà", "/akn/vn/doc/nghi-quyet/hdnd.an-phu-ha/2020-12-03/43-nq-hdnd"),
        ("Công văn", "9061/VPCP-CN", "2023-11-20", None, "/akn/vn/doc/cong-van/vpcp/2023-11-20/9061-vpcp-cn"),
        ("Thông báo", "15/TB-VPCP", "2026-01-19", None, "/akn/vn/doc/thong-bao/vpcp/2026-01-19/15-tb-vpcp"),
        ("Công điện", "01/CĐ-TTg", "2026-01-05", None, "/akn/vn/doc/cong-dien/ttg/2026-01-05/01-cd-ttg"),
        ("Chỉ thị", "12/CT-TTg", "2025-05-12", None, "/akn/vn/doc/chi-thi/ttg/2025-05-12/12-ct-ttg"),
        ("Chỉ thị", "35-CT/TW", "2014-05-26", None, "/akn/vn/act/chi-thi/dcs.tw/2014-05-26/35-ct-tw"),
        ("Kết luận", "107-KL/TW", "2024-12-24", None, "/akn/vn/act/ket-luan/dcs.tw/2024-12-24/107-kl-tw"),
        ("Nghị quyết", "27-NQ/TW", "2022-11-09", None, "/akn/vn/act/nghi-quyet/dcs.tw/2022-11-09/27-nq-tw"),
        ("Quy định", "399-QĐ/TW", "2026-01-09", None, "/akn/vn/act/quy-dinh/dcs.tw/2026-01-09/399-qd-tw"),
        ("Hướng dẫn", "36-HD/VPTW", "2018-04-03", None, "/akn/vn/act/huong-dan/dcs.vptw/2018-04-03/36-hd-vptw"),
        ("Công văn", "59-CV/TU", "2020-12-28", "Tỉnh ủy An Phú Hà", "/akn/vn/doc/cong-van/dcs.tinh-uy-an-phu-ha/2020-12-28/59-cv-tu"),
        ("Báo cáo", "90-BC/ĐU", "2025-09-11", "Đảng ủy xã Bến Lở", "/akn/vn/doc/bao-cao/dcs.dang-uy-xa-ben-lo/2025-09-11/90-bc-du"),
        ("Báo cáo", "1270/BC-TCTTTg", "2017-12-27", None, "/akn/vn/doc/bao-cao/tctttg/2017-12-27/1270-bc-tctttg"),
    ],
)
def test_a_document_is_named_by_what_the_text_says_of_it(kind: str, number: str, day: str | None, issuer: str | None, uri: str) -> None:
    assert work_of(Mention(kind, number, date.fromisoformat(day) if day else None, issuer)) == uri


@pytest.mark.parametrize(
    ("name", "year", "citing", "uri"),
    [
        ("Tiếp công dân", None, "2015-03-02", "/akn/vn/act/luat/2013/42-2013-qh13"),
        ("Đất đai", 2013, None, "/akn/vn/act/luat/2013/45-2013-qh13"),
        ("Đất đai", None, "2024-07-31", "/akn/vn/act/luat/2013/45-2013-qh13"),
        ("Đất đai", None, "2024-08-01", "/akn/vn/act/luat/2024/31-2024-qh15"),
    ],
)
def test_a_law_cited_by_name_is_the_one_in_force_when_it_is_cited(name: str, year: int | None, citing: str | None, uri: str) -> None:
    assert work_of(Mention("Luật", name=name, year=year), within=header(citing)) == uri


@pytest.mark.parametrize(
    ("mention", "why"),
    [
        (Mention("Luật", name="Đất đai"), "two laws of the name, no day to choose by"),
        (Mention("Luật", name="Đất đai", year=2003), "not in the table"),
        (Mention("Luật", name="Lưu trữ"), "a name without a number we know"),
        (Mention("Quyết định", "439/QĐ-TTg"), "no year and no date"),
        (Mention("Quyết định", "41/2019/QĐ-UBND"), "a province's, and nobody says which"),
        (Mention("Quyết định", "41/2019/QĐ-UBND", None, "Bộ Tài chính"), "the issuer is another body than the symbol's"),
        (Mention("Quyết định", "30/2020/NĐ-CP"), "kind and symbol contradict each other"),
        (Mention("Nghị định", "30/NĐ-CP", date(2020, 3, 5)), "the year is lost"),
        (Mention("Công văn", "512/SYT-NVY", date(2026, 1, 28)), "a department of an unknown province"),
        (Mention("Chỉ thị", "35-CT/TU", date(2014, 5, 26)), "a committee nobody names"),
        (Mention("Thông tư", "05/2021/TT-BXYZ"), "a body that is in no table"),
        (Mention("Công văn", None, date(2026, 6, 5), "Sở Y tế"), "no number"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nothing_is_guessed(mention: Mention, why: str) -> None:
    assert work_of(mention) is None, why


def test_a_province_named_as_the_province_is_that_of_the_document() -> None:
    mention = Mention("Quyết định", "41/2019/QĐ-UBND", None, "Ủy ban nhân dân tỉnh")

    assert work_of(mention, within=header(issuer="Ủy ban nhân dân tỉnh An Phú Hà")) == (
        "/akn/vn/act/quyet-dinh/ubnd.an-phu-ha/2019/41-2019-qd-ubnd"
    )
    assert work_of(mention, within=header(issuer="Ủy ban nhân dân xã Bến Lở")) is None


@pytest.mark.parametrize(
    ("issuer", "actor"),
    [
        ("Ủy ban nhân dân phường Bến Lở", "ubnd.phuong-ben-lo"),
        ("UBND thành phố Hà Nội", "ubnd.ha-noi"),
        ("UBND thành phố Sông Trà", "ubnd.thanh-pho-song-tra"),
    ],
)
def test_below_the_province_the_level_stands_in_the_name(issuer: str, actor: str) -> None:
    assert work_of(Mention("Quyết định", "7/QĐ-UBND", date(2026, 1, 5), issuer)) == f"/akn/vn/doc/quyet-dinh/{actor}/2026-01-05/7-qd-ubnd"


def test_a_general_and_a_particular_word_for_one_kind_name_one_document() -> None:
    general, particular = (Mention(kind, "15/TB-VPCP", date(2026, 1, 19)) for kind in ("Thông báo", "Thông báo kết luận"))

    assert work_of(general) == work_of(particular)


def test_an_expression_is_a_work_in_vietnamese_on_a_day() -> None:
    work = "/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp"

    assert f"{expression_uri(work, date(2020, 3, 5))}/{portion(Provision('6', '2'))}" == f"{work}/vie@2020-03-05/~art_6__cl_2"
    assert expression_uri(work) == f"{work}/vie@"
    assert expression_uri(unresolved("x")) == unresolved("x")


@pytest.mark.parametrize(
    ("provision", "end"),
    [
        (Provision("6", "2"), "~art_6__cl_2"),
        (Provision("11a", "1", "đ"), "~art_11a__cl_1__pt_dd"),
        (Provision("11a", "1", "d"), "~art_11a__cl_1__pt_d"),
    ],
)
def test_a_provision_has_its_place_at_the_end(provision: Provision, end: str) -> None:
    assert portion(provision) == end


def test_a_slug_is_plain_ascii() -> None:
    assert (slug("Nghị định"), slug("Đề án"), slug("Ủy ban nhân dân tỉnh Quảng Trị")) == (
        "nghi-dinh",
        "de-an",
        "uy-ban-nhan-dan-tinh-quang-tri",
    )


def test_an_unresolved_name_depends_on_the_words_alone() -> None:
    assert unresolved("Công văn  ngày\n5/6/2026") == unresolved("Công văn ngày 5/6/2026") != unresolved("Công văn ngày 6/6/2026")
    assert len(unresolved("x")) == len(UNRESOLVED) + 16
    assert not is_resolved(unresolved("x"))


def test_citations_and_the_document_itself_are_named_from_a_reading() -> None:
    reading = read_text(
        "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ HÀ\nSố: 12/CT-UBND\nAn Phú Hà, ngày 05 tháng 02 năm 2026\nCHỈ THỊ\nVề việc rà soát hồ sơ\n\n"
        "Thực hiện Nghị định số 30/2020/NĐ-CP và Công văn ngày 05/01/2026 của Sở Nội vụ, Ủy ban nhân dân tỉnh yêu cầu:\n"
        "1. Sở Y tế rà soát hồ sơ.\n"
    )

    assert document_uri(reading) == "/akn/vn/doc/chi-thi/ubnd.an-phu-ha/2026-02-05/12-ct-ubnd"
    assert work_uri(reading.citations[0], reading) == "/akn/vn/act/nghi-dinh/2020/30-2020-nd-cp"
