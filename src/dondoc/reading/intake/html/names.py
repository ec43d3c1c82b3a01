"""How portals name and label what is not the document: data for :mod:`dondoc.reading.intake.html.furniture`.

Collected from the templates Vietnamese public portals are built with (NukeViet, Liferay, SharePoint, DotNetNuke, WordPress) and from
the elements of the HTML Living Standard. Add a word here, with a page in the tests that has it.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_TEXT = _words("""
    script style noscript template svg math iframe object embed applet canvas audio video map button select input textarea datalist
    dialog head link meta title nav aside menu frame frameset
""")
"""Elements without words of the document."""

CONTAINERS = _words("html body div section article main center form table tbody tr td font span blockquote")
"""Elements a page may wrap its main text in."""

BLOCKS = _words("""
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul
""")
"""Elements that start a new line."""

FURNITURE = _words("""
    menu submenu nav navbar navigation breadcrumb breadcrumbs sidebar share sharing shares social socials login signin signup register
    cookie cookies consent related relate comment comments respond reply footer banner banners ads adv advert advertisement sponsor
    pagination pager paging rating ratings vote votes toolbar popup modal newsletter subscribe hotline counter visitor visitors weblink
    weblinks copyright skiplink sitemap tags widget carousel marquee ticker offcanvas toast tooltip dropdown language
    quangcao lienket thongke chantrang
""")
"""Words of a class or id that name furniture."""

FUSED = _words("""
    lienquan tinkhac tinmoi tincu cungchuyenmuc binhluan dangnhap timkiem chiase quangcao luottruycap lienketweb othernews relatednews
    morenews backtotop socialshare timeoutsess luocdo ttlq vblq
""")
"""The same, written in one or in several words: ``tin-lien-quan``, ``boxTinLienQuan``."""

PAGE_HEADERS = _words("header siteheader pageheader mainheader topbar topheader masthead headertop headerwrapper")
"""Whole names of the band at the top of a portal; ``entry-header`` belongs to the text."""

ROLES = _words("navigation banner contentinfo search complementary dialog alert menu")
"""ARIA roles of furniture."""


def _one_of(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


CLOSING = _one_of(
    r"(?:các\s+)?(?:tin(?:\s+tức)?|bài(?:\s+viết)?|văn bản|thông tin)\s+(?:liên quan|khác|cùng chuyên mục|cùng thể loại)",
    r"(?:các\s+)?(?:tin(?:\s+bài)?|bài(?:\s+viết)?)\s+"
    r"(?:mới(?:\s+(?:hơn|nhất|đăng))?|cũ(?:\s+hơn)?|khác|đã đưa|đọc nhiều|nổi bật|xem nhiều)",
    r"những tin (?:mới|cũ) hơn",
    r"(?:ý kiến\s+)?bình luận(?:\s*\(\d+\))?|ý kiến (?:bạn đọc|của bạn)|gửi (?:bình luận|phản hồi|ý kiến)|để lại (?:bình luận|trả lời)",
    r"related (?:news|posts|articles)|comments?|leave a (?:reply|comment)",
)
"""A line that is only this: what follows is not the document."""

BUTTONS = _one_of(
    r"chia sẻ(?:\s+(?:bài viết|lên facebook|qua zalo|facebook|zalo))?:?|facebook|zalo|twitter|linkedin|pinterest|like|share|tweet",
    r"email|gửi email|gửi (?:bài viết )?qua email|copy link|sao chép(?:\s+liên kết)?|lưu(?:\s+(?:bài viết|trang))?",
    r"print|bản in|in(?:\s+(?:trang|bài(?:\s+viết)?|ấn|nội dung))?",
    r"đăng nhập|đăng ký|đăng xuất|trang chủ|quay lại|trở về|về trang trước|lên đầu trang|về đầu trang|back to top",
    r"xem thêm|đọc tiếp|thu gọn|tải về|tìm kiếm|menu|skip to (?:main )?content",
    r"nghe (?:đọc )?bài(?:\s+viết)?|đọc bài viết|cỡ chữ:?|a[+-]|tăng cỡ chữ|giảm cỡ chữ|tương phản",
    r"(?:số\s+)?lượt xem\s*:?\s*[\d.,]*|đánh giá(?:\s+bài viết)?",
    r"văn bản (?:bị|được) (?:thay thế|sửa đổi(?:,? bổ sung)?|hướng dẫn|đính chính|đình chỉ|dẫn chiếu|hợp nhất)",
    r"đồng ý|từ chối|chấp nhận|tắt|đóng",
    r"[|»›/\s•·]+",
)
"""A line that is only this is a button."""
