"""What the office's journal says of this room's verbs: words that follow a person's name."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "work.accept_item": _("nhận một mục của kế hoạch"),
    "work.accept_complete": _("nhận các mục đã đủ của kế hoạch"),
    "work.reject_item": _("loại một mục của kế hoạch"),
    "work.restore_item": _("đưa một mục của kế hoạch trở lại chờ quyết định"),
    "work.edit_item": _("sửa một mục của kế hoạch"),
    "work.split_item": _("tách một mục của kế hoạch"),
    "work.merge_items": _("gộp các mục của kế hoạch"),
    "work.add_item": _("thêm một mục vào kế hoạch"),
    "work.confirm_plan": _("xác nhận kế hoạch"),
    "work.supplement_plan": _("mở kế hoạch để bổ sung"),
    "work.assign_task": _("giao nhiệm vụ"),
    "work.send_report": _("gửi báo cáo tiến độ"),
    "work.reported_task": _("báo cáo tiến độ nhiệm vụ"),
    "work.finish_report": _("chấp nhận báo cáo tiến độ"),
    "work.return_report": _("trả lại báo cáo tiến độ"),
    "work.downloaded_evidence": _("tải minh chứng"),
    "work.ask_extension": _("đề nghị gia hạn"),
    "work.grant_extension": _("đồng ý gia hạn"),
    "work.refuse_extension": _("không đồng ý gia hạn"),
    "work.hand_on_task": _("giao tiếp nhiệm vụ xuống đơn vị trực thuộc"),
    "work.open_period": _("mở một kỳ của nhiệm vụ định kỳ"),
    "work.set_review": _("đặt ngày xem lại"),
    "work.plan_check": _("lập đợt kiểm tra"),
    "work.checked_task": _("ghi kết quả kiểm tra nhiệm vụ"),
    "work.set_criteria": _("đặt tiêu chí của nhiệm vụ"),
    "work.set_event": _("đặt ngày bắt đầu tính hạn"),
    "work.set_day": _("đặt một ngày trong lịch làm việc"),
    "work.remove_day": _("gỡ một ngày khỏi lịch làm việc"),
    "work.set_rule": _("đặt quy định theo dõi"),
    "work.change_task": _("đổi thời hạn hoặc đơn vị chủ trì"),
    "work.accept_task": _("nhận việc"),
    "work.start_task": _("bắt đầu thực hiện nhiệm vụ"),
    "work.submit_task": _("báo đã làm xong nhiệm vụ"),
    "work.finish_task": _("xác nhận hoàn thành nhiệm vụ"),
    "work.return_task": _("trả lại nhiệm vụ để làm tiếp"),
    "work.reopen_task": _("mở lại nhiệm vụ"),
    "work.hold_task": _("tạm dừng nhiệm vụ"),
    "work.resume_task": _("cho nhiệm vụ tiếp tục"),
    "work.withdraw_task": _("rút nhiệm vụ"),
    "work.restore_task": _("giao lại nhiệm vụ đã rút"),
}
