"""When units merge, split or are renamed: open tasks go over, history keeps the old name."""

import pytest
from django.core.exceptions import PermissionDenied

from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow, Stale
from dondoc.office.directory.actions import save_unit
from dondoc.office.directory.models import Unit
from dondoc.office.work.actions.handover import hand_over
from dondoc.office.work.models import Task

pytestmark = pytest.mark.django_db
REASON = "Quyết định 12/QĐ-UBND"


def roles(task):
    return {row.unit.name: row.role for row in Task.objects.get(pk=task.pk).task_units.select_related("unit")}


def over(person, task, old, new, **values):
    return hand_over(person, old, new, [(task.pk, Task.objects.get(pk=task.pk).version)], **{"reason": REASON, **values})


def test_an_open_task_goes_over_and_its_journal_keeps_the_old_name(tasks, coordinator, office):
    over(coordinator, tasks[0], office.units["finance"], office.units["bureau"])
    assert roles(tasks[0]) == {"Văn phòng Ủy ban nhân dân thành phố": "lead", "Phòng Nội vụ": "coordinating"}
    entry = history_of(tasks[0])[0]
    assert (entry.verb, entry.detail["name_from"], entry.detail["reason"]) == ("work.passed_task", "Phòng Tài chính - Kế hoạch", REASON)


def test_two_parts_in_one_task_become_one_and_the_lead_stays_the_lead(tasks, coordinator, office):
    over(coordinator, tasks[0], office.units["finance"], office.units["home"])
    assert roles(tasks[0]) == {"Phòng Nội vụ": "lead"}


def test_what_is_closed_stays_with_the_unit_that_did_it(tasks, coordinator, office):
    Task.objects.filter(pk=tasks[0].pk).update(state="withdrawn")
    with pytest.raises(NotNow, match="Không có nhiệm vụ"):
        over(coordinator, tasks[0], office.units["finance"], office.units["home"])
    assert "Phòng Tài chính - Kế hoạch" in roles(tasks[0])


def test_parts_that_were_handed_on_count_where_their_task_counts(tasks, coordinator, office):
    part = Task.objects.get(pk=tasks[1].pk)
    Task.objects.filter(pk=part.pk).update(parent=tasks[0], handed_by=office.units["finance"])
    over(coordinator, tasks[0], office.units["finance"], office.units["bureau"])
    assert Task.objects.get(pk=part.pk).handed_by == office.units["bureau"]


def test_reason_right_version_and_another_unit_are_asked_for(tasks, coordinator, office):
    finance, home = office.units["finance"], office.units["home"]
    with pytest.raises(NotNow, match="lý do"):
        over(coordinator, tasks[0], finance, home, reason=" ")
    with pytest.raises(NotNow, match="đơn vị khác"):
        over(coordinator, tasks[0], finance, finance)
    with pytest.raises(Stale):
        hand_over(coordinator, finance, home, [(tasks[0].pk, 99)], reason=REASON)
    with pytest.raises(PermissionDenied):
        over(office.person("unit_officer"), tasks[0], finance, home)


def test_a_unit_that_is_renamed_is_still_known_by_its_old_name(office):
    unit = Unit.objects.get(pk=office.units["home"].pk)
    unit.name = "Phòng Văn hóa - Nội vụ"
    save_unit(unit, aliases=[], by=office.person("administrator"))
    assert [alias.name for alias in unit.aliases.all()] == ["Phòng Nội vụ"]
    assert history_of(unit)[0].detail["fields"]["name"] == ["Phòng Nội vụ", "Phòng Văn hóa - Nội vụ"]


def test_the_page_previews_before_it_does_anything(tasks, client_for, office):
    client, unit = client_for("leader"), office.units["finance"]
    url = f"/tasks/hand-over/{unit.pk}/"
    assert "Rà soát" in client.get(url).content.decode() or "rà soát" in client.get(url).content.decode()
    data = {"task": f"{tasks[0].pk}:{tasks[0].version}", "to": "Phòng Nội vụ", "reason": REASON}
    page = client.post(url, data).content.decode()
    assert "hai phần nhập làm một" in page
    assert "Phòng Tài chính - Kế hoạch" in roles(tasks[0])
    assert client.post(url, {**data, "apply": "1"}).status_code == 302
    assert roles(tasks[0]) == {"Phòng Nội vụ": "lead"}


def test_a_unit_that_is_none_is_said(tasks, client_for, office):
    answer = client_for("leader").post(f"/tasks/hand-over/{office.units['finance'].pk}/", {"to": "Không Có", "reason": "x"})
    assert answer.status_code == 422
    assert "Không Có" in answer.content.decode()
