"""``dondoc serve``: the office on this machine."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import click

from dondoc.cli.command import Command, option
from dondoc.cli.failures import AS_IS, Refusal
from dondoc.cli.language import Words
from dondoc.cli.office import data_option, installed
from dondoc.office.place import default_data

HOST = "127.0.0.1"

PORT_TAKEN = Words(
    "Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác: dondoc serve --port {other} (hoặc make run PORT={other}).",
    "Port {port} is in use by another program. Choose another: dondoc serve --port {other} (or make run PORT={other}).",
)
PORT_FORBIDDEN = Words(
    "Không được phép mở cổng {port}. Hãy chọn cổng từ 1024 trở lên: dondoc serve --port {other} (hoặc make run PORT={other}).",
    "Port {port} may not be opened. Choose one from 1024 up: dondoc serve --port {other} (or make run PORT={other}).",
)


def check_port(port: int) -> None:
    """Raise :class:`Refusal` if `port` can't be opened on this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            words = PORT_FORBIDDEN if error.errno == errno.EACCES else PORT_TAKEN
            raise Refusal(words, port=port, other=port + 1 if 1024 <= port < 65535 else 8000) from error


@click.command(
    "serve",
    cls=Command,
    about=Words("Chạy phần văn phòng trên máy này, mở bằng trình duyệt.", "Run the office on this machine, for the browser."),
    details=(
        Words(
            "Chỉ mở trên 127.0.0.1, không mở ra ngoài. Dữ liệu (SQLite và tệp gốc) nằm trong một thư mục. Dừng bằng Ctrl-C.",
            "Opens on 127.0.0.1 only, nothing to the outside. The data (SQLite and original files) is in one folder. Stop with Ctrl-C.",
        ),
    ),
)
@data_option
@option("--port", metavar="N", type=click.IntRange(1, 65535), default=8000, words=Words("Cổng (mặc định 8000).", "Port (default 8000)."))
@option("--sample", is_flag=True, words=Words("Nạp cơ quan và văn bản mẫu.", "Load a sample office and a sample dispatch."))
@click.pass_context
def command(ctx: click.Context, data: Path | None, port: int, sample: bool) -> None:
    """Check what can go wrong first, then hand over to the office."""
    check_port(port)
    with installed():
        from dondoc.office.serve import CannotServe, serve

        try:
            ctx.exit(serve(data=data or default_data(), port=port, sample=sample))
        except CannotServe as error:
            raise Refusal(AS_IS, why=error) from error
