"""Progress reports: what units send, what shows it, what the assigning side answers."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from dondoc.office.audit.queries import history_of
from dondoc.office.deeds import NotNow
from dondoc.office.registry.models import StoredFile
from dondoc.office.work.actions.criteria import set_criteria
from dondoc.office.work.actions.reports import ReportInput, Shown, accept_report, return_report, send_report
from dondoc.office.work.actions.tasks import move_task
from dondoc.office.work.criteria import CriterionInput
from dondoc.office.work.evidence import missing_evidence
from dondoc.office.work.models import Evidence, ProgressReport, Task

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 1)


def fresh(task: Task) -> Task:
    return Task.objects.prefetch_related("task_units__unit").get(pk=task.pk)


@pytest.fixture
def officer(office):
    return office.person("unit_officer")


@pytest.fixture
def running(tasks, officer):
    """The finance division's task, under way."""
    task = fresh(tasks[0])
    for verb in ("accept", "start"):
        task = fresh(move_task(officer, task, verb, version=task.version, today=TODAY))
    return task


@pytest.fixture
def asking(running, coordinator):
    """The same with a criterion that asks for a document and one that asks for anything."""
    given = [CriterionInput("Danh mục được phê duyệt", proof="document"), CriterionInput("Biên bản", proof="any"), CriterionInput("Khác")]
    return fresh(set_criteria(coordinator, running, given, version=running.version))


def send(person, task, words="Đã rà soát 40 cơ sở", **values):
    return send_report(person, task, ReportInput(words, **values), version=task.version, today=TODAY)


class TestSending:
    def test_a_report_names_the_unit_and_leaves_the_task_running(self, running, officer, office):
        report = send(officer, running, percent=40)
        assert (report.unit, report.percent, report.state, fresh(running).state) == (office.units["finance"], 40, "sent", "in_progress")
        assert history_of(running)[0].verb == "work.reported_task"

    def test_files_are_kept_by_their_checksum_and_downloaded_as_they_came(self, running, officer, client_for):
        report = send(officer, running, evidence=(Shown(name="Biên bản.txt", content=b"hai trang"),))
        evidence = report.evidence.get()
        assert evidence.file.path.read_bytes() == b"hai trang"
        answer = client_for("reader").get(f"/tasks/evidence/{evidence.pk}/")
        assert b"".join(answer.streaming_content) == b"hai trang"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        assert history_of(running)[0].verb == "work.downloaded_evidence"

    def test_the_same_file_twice_is_kept_once(self, running, officer):
        for _time in range(2):
            send(officer, fresh(running), evidence=(Shown(name="a.txt", content=b"same"),))
        assert (Evidence.objects.count(), StoredFile.objects.filter(size=4).count()) == (2, 1)

    def test_a_file_sent_as_evidence_can_be_registered_as_a_document_afterwards(self, running, officer, make_document):
        send(officer, running, evidence=(Shown(name="a.txt", content="Công văn\n".encode()),))
        assert make_document("Công văn\n", read=False).file == Evidence.objects.get().file

    def test_an_empty_or_secret_file_stops_the_whole_report_and_leaves_nothing(self, running, officer):
        secret = "UBND TỈNH\nMẬT\nSố: 1/UBND\n\nNội dung.".encode()
        for content, why in ((b"", "rỗng"), (secret, "mật")):
            with pytest.raises(NotNow, match=why):
                send(officer, running, evidence=(Shown(name="a.txt", content=content),))
        assert not ProgressReport.objects.exists()

    @pytest.mark.parametrize("words", ["  ", "x" * 10_001, "Đã nắm tình hình tư tưởng của cán bộ"])
    def test_words_missing_too_long_or_about_persons_views_are_refused(self, running, officer, words):
        with pytest.raises(NotNow):
            send(officer, running, words)

    def test_only_the_lead_unit_reports(self, running, other_officer, office):
        for person in (other_officer, office.person("reader"), office.person("clerk")):
            with pytest.raises(PermissionDenied):
                send(person, running)

    def test_a_task_nobody_has_taken_on_or_that_is_over_takes_no_report(self, tasks, officer):
        for state in ("new", "submitted", "withdrawn"):
            Task.objects.filter(pk=tasks[0].pk).update(state=state)
            with pytest.raises(NotNow):
                send(officer, fresh(tasks[0]))


class TestDone:
    def test_a_final_report_submits_only_when_each_criterion_has_what_it_asks_for(self, asking, officer, the_document):
        document, anything, _none = asking.criteria.all()
        with pytest.raises(NotNow, match=r"Danh mục được phê duyệt.*Biên bản"):
            send(officer, asking, is_final=True)
        assert not ProgressReport.objects.exists()
        as_file = tuple(Shown(one.pk, name="a.txt", content=b"x") for one in (document, anything))
        with pytest.raises(NotNow, match="Danh mục"):
            send(officer, asking, is_final=True, evidence=as_file)  # a file is no document
        send(officer, asking, is_final=True, evidence=(Shown(document.pk, the_document), as_file[1]))
        assert fresh(asking).state == "submitted"

    def test_the_buttons_ask_for_the_evidence_too(self, asking, officer, coordinator):
        with pytest.raises(NotNow, match="minh chứng"):
            move_task(officer, asking, "submit", version=asking.version, today=TODAY)
        Task.objects.filter(pk=asking.pk).update(state="submitted")
        with pytest.raises(NotNow, match="minh chứng"):
            move_task(coordinator, fresh(asking), "finish", version=asking.version, today=TODAY)

    def test_a_final_report_takes_a_task_from_accepted_all_the_way(self, tasks, officer):
        task = fresh(move_task(officer, fresh(tasks[0]), "accept", version=1, today=TODAY))
        send(officer, task, is_final=True)
        assert (fresh(task).state, fresh(task).submitted_on) == ("submitted", TODAY)

    def test_accepting_the_final_report_finishes_the_task(self, running, officer, coordinator):
        report = send(officer, running, is_final=True)
        report = accept_report(coordinator, report, version=fresh(running).version, today=TODAY)
        assert (report.state, report.decided_by, fresh(running).state) == ("accepted", coordinator, "done")

    def test_confirming_by_the_button_answers_the_reports_that_wait(self, running, officer, coordinator):
        send(officer, running, is_final=True)
        task = fresh(running)
        move_task(coordinator, task, "finish", version=task.version, today=TODAY)
        assert ProgressReport.objects.get().state == "accepted"

    def test_returned_evidence_no_longer_counts(self, asking, officer, coordinator, the_document):
        document, anything, _none = asking.criteria.all()
        shown = (Shown(document.pk, the_document), Shown(anything.pk, the_document))
        report = send(officer, asking, is_final=True, evidence=shown)
        assert missing_evidence(asking) == []
        report = return_report(coordinator, report, reason="Thiếu chữ ký", version=fresh(asking).version, today=TODAY)
        assert (report.state, report.reason, fresh(asking).state) == ("returned", "Thiếu chữ ký", "in_progress")
        assert missing_evidence(asking) == [document, anything]

    def test_evidence_for_a_criterion_of_another_task_shows_nothing(self, asking, tasks, officer, coordinator, the_document):
        criterion = asking.criteria.first()
        other = fresh(tasks[1])
        Task.objects.filter(pk=other.pk).update(state="in_progress")
        send(coordinator, fresh(other), evidence=(Shown(criterion.pk, the_document),))
        assert Evidence.objects.get().criterion is None


class TestAnswering:
    def test_a_report_on_the_way_is_accepted_or_returned_and_the_task_runs_on(self, running, officer, coordinator):
        for answer, state in ((accept_report, "accepted"), (return_report, "returned")):
            report = send(officer, fresh(running))
            more = {"reason": "Nêu rõ số liệu"} if answer is return_report else {}
            answer(coordinator, report, version=fresh(running).version, today=TODAY, **more)
            assert (ProgressReport.objects.get(pk=report.pk).state, fresh(running).state) == (state, "in_progress")

    def test_a_report_is_answered_once(self, running, officer, coordinator):
        report = accept_report(coordinator, send(officer, running), version=fresh(running).version, today=TODAY)
        with pytest.raises(NotNow, match="xem xét rồi"):
            return_report(coordinator, report, reason="x", version=fresh(running).version, today=TODAY)

    def test_the_unit_does_not_answer_itself_and_a_return_needs_a_reason(self, running, officer, coordinator):
        report = send(officer, running)
        with pytest.raises(PermissionDenied):
            accept_report(officer, report, version=fresh(running).version, today=TODAY)
        with pytest.raises(NotNow, match="lý do"):
            return_report(coordinator, report, reason=" ", version=fresh(running).version, today=TODAY)


class TestPages:
    def test_a_unit_sends_files_and_documents_and_the_leader_accepts(self, asking, client_for, the_document):
        officer, leader = client_for("unit_officer"), client_for("leader")
        document, anything, _none = asking.criteria.all()
        page = officer.get(f"/tasks/{asking.pk}/").content.decode()
        assert f'name="document-{document.pk}"' in page
        assert f'name="file-{document.pk}"' not in page
        data = {
            "version": asking.version,
            "words": "Xong cả.",
            "is_final": "on",
            f"document-{document.pk}": the_document.number,
            f"file-{anything.pk}": SimpleUploadedFile("Biên bản.txt", b"x"),
        }
        assert officer.post(f"/tasks/{asking.pk}/report/", data).status_code == 302
        report = ProgressReport.objects.get()
        assert "Biên bản.txt" in leader.get(f"/tasks/{asking.pk}/").content.decode()
        leader.post(f"/tasks/reports/{report.pk}/accept/", {"version": fresh(asking).version})
        assert fresh(asking).state == "done"

    def test_a_document_nobody_registered_is_named_and_the_words_stay(self, asking, client_for):
        criterion = asking.criteria.first()
        data = {"version": asking.version, "words": "Đã gõ nhiều.", f"document-{criterion.pk}": "99/KHONG-CO"}
        answer = client_for("unit_officer").post(f"/tasks/{asking.pk}/report/", data)
        assert answer.status_code == 422
        assert "99/KHONG-CO" in answer.content.decode()
        assert "Đã gõ nhiều." in answer.content.decode()

    def test_a_return_without_a_reason_says_so(self, running, officer, client_for):
        report = send(officer, running)
        answer = client_for("leader").post(f"/tasks/reports/{report.pk}/return/", {"version": fresh(running).version, "reason": ""})
        assert answer.status_code == 409
        assert "Hãy ghi lý do." in answer.content.decode()

    def test_somebody_who_may_not_see_the_task_sees_nothing_of_its_reports(self, running, officer, other_officer, client):
        report = send(officer, running, evidence=(Shown(name="a.txt", content=b"x"),))
        client.force_login(other_officer)
        assert client.get(f"/tasks/evidence/{report.evidence.get().pk}/").status_code == 404
        assert client.post(f"/tasks/reports/{report.pk}/accept/", {"version": 1}).status_code == 404
