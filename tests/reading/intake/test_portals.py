"""Saved pages in the shape of the systems Vietnamese portals are built with: the document comes out whole, the portal stays behind.

The pages are invented; names of classes and ids are those of the systems' own templates.
"""

from __future__ import annotations

import pytest

from dondoc.reading.intake import take_in

DOCUMENT = [
    "Số: 45/UBND-VX",
    "V/v tăng cường phòng, chống dịch",
    "Kính gửi: Sở Y tế, Sở Nội vụ.",
    "Thực hiện Công văn số 12/BYT-DP ngày 05/3/2026 của Bộ Y tế về việc tăng cường phòng, chống dịch, Ủy ban nhân dân tỉnh yêu cầu:",
    "1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát nhân lực y tế cơ sở, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2026.",
    "2. Ủy ban nhân dân các xã, phường tổ chức tuyên truyền đến từng khu dân cư về các biện pháp phòng bệnh.",
    "Nơi nhận:",
    "- Như trên;",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "Nguyễn Văn Mẫu",
]
TITLE = "Tăng cường phòng, chống dịch"
B = "".join(f"<p>{line}</p>" for line in DOCUMENT)
MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Trang chủ", "Giới thiệu", "Tin tức", "Văn bản", "Liên hệ"))
NEWS = "".join(f"<li><a href='/n{n}'>Hội nghị triển khai nhiệm vụ tháng {n}</a> <span>(0{n}/03/2026)</span></li>" for n in range(1, 6))
OTHERS = "".join(f"<tr><td><a>Tin số {n} về hội nghị triển khai công tác</a></td></tr>" for n in range(6))

NUKEVIET = f"""<html><head><title>x</title></head><body class="body-bg">
<div id="timeoutsess" class="chromeframe">
Bạn đã không sử dụng Site, <a onclick="timeoutsesscancel();" href="#">Bấm vào đây để duy trì trạng thái đăng nhập</a>.
Thời gian chờ: <span id="secField">60</span> giây</div>
<header class="section-header"><div class="container"><h1>CỔNG THÔNG TIN TỈNH AN PHÚ HÀ</h1></div></header>
<nav class="section-nav"><ul>{MENU}</ul></nav><section><div id="body"><nav class="third-nav"><div class="breadcrumbs-wrap">
<a>Trang nhất</a></div></nav><div class="row"><div class="col-md-18"><div class="news_column panel panel-default">
<div class="panel-body"><h1 class="title margin-bottom-lg">Tăng cường phòng, chống dịch</h1>
<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">Thứ năm - 05/03/2026 08:15</span></div>
<div class="col-md-12"><ul class="list-inline text-right"><li><a class="dimgray" title="In ra"><em class="fa fa-print"></em>
</a></li></ul></div></div><div id="news-bodyhtml" class="bodytext margin-bottom-lg">{B}</div><div class="margin-bottom-lg">
<p class="h5 text-right"><strong>Tác giả bài viết: </strong>Ban biên tập</p></div></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><form id="form3B"><div class="h5 clearfix">
<p id="stringrating">Tổng số điểm của bài viết là: 0 trong 0 đánh giá</p>
<div id="click_rating">Click để đánh giá bài viết</div></div></form></div></div><div class="news_column panel panel-default">
<div class="panel-body"><p class="h3"><strong>Những tin mới hơn</strong></p><ul class="related list-inline">{NEWS}</ul>
<p class="h3"><strong>Những tin cũ hơn</strong></p><ul class="related">{NEWS}</ul></div></div></div><div class="col-md-6">
<div class="panel panel-default"><div class="panel-heading">Thống kê truy cập</div><div class="panel-body">
<ul class="counter list-none"><li>Đang truy cập <span>12</span></li><li>Hôm nay<span>345</span></li></ul></div></div></div>
</div></div></section><footer id="footer"><div>Cơ quan chủ quản: UBND tỉnh. Địa chỉ: 1 đường Mẫu</div></footer></body></html>"""

LIFERAY = f"""<html><body class="yui3-skin-sam"><div id="wrapper"><div id="banner"><div class="portlet-body">Cổng thông tin</div></div>
<div id="navigation"><ul>{MENU}</ul></div><div id="content"><div class="portlet-boundary portlet-asset-publisher">
<div class="portlet-topper"><span class="portlet-title-text">Xuất bản thông tin</span></div><div class="portlet-content">
<div class="asset-full-content"><div class="header-title"><span>Tăng cường phòng, chống dịch</span></div>
<div class="lfr-meta-actions asset-actions"><span>In</span></div><div class="asset-content">
<div class="journal-content-article"><div class="date-news">15:30 | 05/03/2026</div>{B}</div></div>
<div class="asset-ratings taglib-ratings"><div>Trung bình (0 Bình chọn)</div></div>
<div class="asset-links">Các bài liên quan</div><div class="asset-related">{NEWS}</div></div></div></div>
<div class="portlet portlet-news-other"><div class="other-news-title">Các tin đã đưa</div><ul>{NEWS}</ul></div></div>
<div id="footer">Bản quyền thuộc về UBND tỉnh. Điện thoại: 0200.000.000</div></div></body></html>"""

SHAREPOINT = f"""<html><body><form method="post" id="aspnetForm" action="x"><div class="aspNetHidden">
<input type="hidden" name="__VIEWSTATE" value="xx"/></div><div id="s4-ribbonrow">Ribbon</div><div id="s4-workspace">
<div id="s4-bodyContainer"><div class="top-header"><a>Đăng nhập</a><ul>{MENU}</ul></div><div id="MSO_ContentTable">
<div class="ms-webpart-zone"><div class="ms-webpart-chrome"><div class="ArticleDetailControl">
<div class="ArticleHeader">Tăng cường phòng, chống dịch</div><div class="PostDate">Thứ năm, 05/03/2026 | 08:15</div>
<div id="ctl00_PlaceHolderMain_ctl00__ControlWrapper_RichHtmlField" class="ms-rtestate-field">{B}</div>
<div class="article-tool"><a>Gửi email</a><a>In trang</a><span>Lượt xem: 1.234</span></div></div></div></div>
<div class="ms-webpart-zone OtherArticles"><div class="title-other">Tin khác</div><table>{OTHERS}</table></div></div></div>
</div><div class="footer-portal">Trung tâm Công nghệ thông tin</div></form></body></html>"""

VNPT = f"""<html><body><div id="app"><div class="vnpt-header"><img/></div><div class="menu-top"><ul>{MENU}</ul></div>
<div class="container"><div class="row"><div class="col-left"><div class="box-left"><h3>Danh mục</h3><ul>{MENU}</ul></div>
</div><div class="col-main"><div class="news-detail"><h2 class="news-title">Tăng cường phòng, chống dịch</h2>
<div class="news-info"><span>Cập nhật lúc: 08:15 05/03/2026</span><span>Đăng bởi: Quản trị</span>
<a class="btn-audio">Nghe bài viết</a></div><div class="news-content">{B}</div>
<div class="news-attach">Tệp đính kèm: <a>cv45.pdf</a></div><div class="news-share">Chia sẻ: <a>Facebook</a> <a>Zalo</a>
</div></div><div class="news-others"><h4>Tin cùng chuyên mục</h4><ul>{NEWS}</ul></div></div></div></div>
<div class="bottom-info"><p>Đơn vị thiết kế: VNPT An Phú Hà</p>
<p>Chịu trách nhiệm chính: Ông Trần Văn Mẫu - Chánh Văn phòng</p></div></div></body></html>"""

WORDPRESS = f"""<html><body class="post-template single"><div id="page" class="site">
<a class="skip-link screen-reader-text">Chuyển đến nội dung</a><header id="masthead" class="site-header">
<p class="site-title">UBND xã Bến Lở</p></header><div id="content" class="site-content"><div id="primary"><main id="main">
<article class="post"><header class="entry-header"><h1 class="entry-title">Tăng cường phòng, chống dịch</h1>
<div class="entry-meta"><span class="posted-on">Đăng ngày 05/03/2026</span> <span class="byline">bởi admin</span></div>
</header><div class="entry-content">{B}<div class="sharedaddy"><h3>Chia sẻ:</h3><a>Facebook</a></div></div>
<footer class="entry-footer">Chuyên mục: <a>Văn bản</a></footer></article><nav class="post-navigation">
<h2>Điều hướng bài viết</h2><a>Bài trước</a></nav><div id="comments"><h3>Trả lời</h3>
<p>Email của bạn sẽ không được hiển thị công khai.</p></div></main></div><aside id="secondary" class="widget-area">
<ul>{NEWS}</ul></aside></div><footer id="colophon">Giao diện bởi Mẫu</footer></div></body></html>"""

LAW_SITE = f"""<html><body><form id="aspnetForm"><div id="Header"><ul>{MENU}</ul></div><div id="ctl00_Content_pnlDocument">
<h1>Công văn 45/UBND-VX tăng cường phòng, chống dịch</h1><ul class="tabs"><li><a href="#tab1">Nội dung</a></li><li>
<a href="#tab2">Tiếng Anh</a></li><li><a href="#tab3">Lược đồ</a></li><li><a href="#tab4">Liên quan Hiệu lực</a></li><li>
<a href="#tab5">Tải về</a></li></ul><div id="tab1" class="contentDoc"><div class="content1"><table><tr>
<td>ỦY BAN NHÂN DÂN<br/>TỈNH AN PHÚ HÀ<br/>-------</td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập - Tự do - Hạnh phúc<br/>---------------</td></tr></table>{B}</div></div>
<div id="tab2" style="display:none">
<p>Official Dispatch No. 45 on strengthening disease prevention. This translation is for members only.</p></div>
<div id="tab3" class="hide"><div>Văn bản bị thay thế</div><div>Văn bản được hướng dẫn</div></div><div class="ttlq">
<p>Lưu trữ</p><p>Ghi chú</p><p>Ý kiến</p><p>Facebook</p><p>Email</p><p>In</p></div><div class="box-vblq">
<h3>Văn bản liên quan</h3><ul>{NEWS}</ul></div></div><div id="Footer">© 2026 Thư viện Mẫu. Giấy phép số 1/GP</div></form>
</body></html>"""

PAGES = {
    "NukeViet": (NUKEVIET, [TITLE]),
    "Liferay": (LIFERAY, ["15:30 | 05/03/2026"]),
    "SharePoint": (SHAREPOINT, []),
    "VNPT": (VNPT, []),
    "WordPress": (WORDPRESS, [TITLE, "Chia sẻ:"]),
    "law site": (LAW_SITE, [
        "Công văn 45/UBND-VX tăng cường phòng, chống dịch",
        "ỦY BAN NHÂN DÂN", "TỈNH AN PHÚ HÀ", "-------",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------",
    ]),
}  # fmt: skip
"""Pages, and the lines that stay beside the document's own: titles, dates, a legal site's copy of the heading."""


@pytest.mark.parametrize("system", PAGES)
def test_the_document_comes_out_whole_and_in_order(system: str) -> None:
    page, _ = PAGES[system]
    assert [line for line in take_in(page.encode()).text.split("\n") if line in DOCUMENT] == DOCUMENT


@pytest.mark.parametrize("system", PAGES)
def test_of_the_portal_only_titles_and_dates_stay(system: str) -> None:
    page, besides = PAGES[system]
    assert [line for line in take_in(page.encode()).text.split("\n") if line and line not in DOCUMENT] == besides
