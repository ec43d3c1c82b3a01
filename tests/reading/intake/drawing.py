"""Scanned pages for the tests, drawn with a font that has all Vietnamese letters (fonts-croscore: ``make test`` installs it)."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = "/usr/share/fonts/truetype/croscore/Tinos-{}.ttf"
WIDTH, HEIGHT = 595, 842
DPI = 300

LEFT_HEADING = ("ỦY BAN NHÂN DÂN", "TỈNH AN PHÚ HÀ", "Số: 125/KH-UBND")
RIGHT_HEADING = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "An Phú Hà, ngày 05 tháng 3 năm 2026")
BODY = (
    "Thực hiện Nghị quyết số 15/NQ-HĐND ngày 10/12/2025 của Hội đồng nhân dân tỉnh,",
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    "1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát các cơ sở khám chữa bệnh,",
    "báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2026.",
)
ROWS = (
    ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn"),
    ("1", "Rà soát quy chế làm việc", "Sở Nội vụ", "30/6/2026"),
    ("2", "Tập huấn cán bộ cơ sở", "Sở Y tế", "15/9/2026"),
)


class Paper:
    """An A4 page being drawn, in points from its top left corner."""

    def __init__(self, dpi: int = DPI) -> None:
        self._scale = dpi / 72
        self.image = Image.new("L", (round(WIDTH * self._scale), round(HEIGHT * self._scale)), 255)
        self._pen = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, words: str, *, size: float = 13, bold: bool = False, centred: bool = False) -> Paper:
        """Words whose top left corner (or top middle) is at (x, y)."""
        font = ImageFont.truetype(FONT.format("Bold" if bold else "Regular"), round(size * self._scale))
        self._pen.text((x * self._scale, y * self._scale), words, 0, font, anchor="ma" if centred else "la")
        return self

    def lines(self, x: float, y: float, texts: Sequence[str], *, pitch: float = 19) -> Paper:
        """Lines one below the other."""
        for place, words in enumerate(texts):
            self.text(x, y + place * pitch, words)
        return self

    def grid(self, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]], *, pitch: float = 22) -> Paper:
        """A ruled table with a text in each cell."""
        bottom = top + pitch * len(rows)
        for place, cells in enumerate(rows):
            for x, words in zip(xs, cells, strict=False):
                self.text(x + 4, top + place * pitch + 3, words, size=12)
        for y in [top + pitch * place for place in range(len(rows) + 1)]:
            self._rule(xs[0], y, xs[-1], y)
        for x in xs:
            self._rule(x, top, x, bottom)
        return self

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._pen.line([value * self._scale for value in (x0, y0, x1, y1)], 0, 2)


def plan() -> Image.Image:
    """A page with a heading in two columns, a text, a ruled table and a foot in two columns."""
    page = Paper()
    for column, texts in ((165, LEFT_HEADING), (410, RIGHT_HEADING)):
        for place, words in enumerate(texts):
            page.text(column, 60 + place * 20, words, size=12, bold=place == 0, centred=True)
    page.text(297, 140, "KẾ HOẠCH", size=14, bold=True, centred=True)
    page.lines(85, 190, BODY).grid([85, 115, 300, 420, 540], 290, ROWS)
    page.text(85, 390, "Nơi nhận:", size=12).text(85, 405, "- Như trên;", size=11).text(85, 420, "- Lưu: VT.", size=11)
    page.text(420, 390, "TM. ỦY BAN NHÂN DÂN", bold=True, centred=True).text(420, 408, "CHỦ TỊCH", bold=True, centred=True)
    return page.text(420, 470, "Nguyễn Văn Mẫu", bold=True, centred=True).image


def scanned(page: Image.Image, *, skew: float = 0.0, noise: float = 0.0, blur: float = 0.0) -> Image.Image:
    """The page as a scanner would have it: turned by `skew` degrees, blurred, with grain."""
    page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255) if skew else page
    page = page.filter(ImageFilter.GaussianBlur(blur)) if blur else page
    return Image.blend(page, Image.effect_noise(page.size, noise * 2), 0.1) if noise else page


def saved(*pages: Image.Image, form: str = "PNG", dpi: int | None = DPI) -> bytes:
    """The pages as a picture file or a PDF of pictures."""
    target = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    if form == "PDF":
        pages[0].save(target, form, resolution=dpi or DPI, **more)
    else:
        pages[0].save(target, form, **({"dpi": (dpi, dpi)} if dpi else {}), **more)
    return target.getvalue()
