"""What the tests of the office share: an office with a person for each role, their browsers, documents, and the queue.

The units (names invented)::

    city       UBND thành phố Sông Trà
    ├─ bureau    Văn phòng UBND thành phố
    ├─ finance   Phòng Tài chính - Kế hoạch          (the unit officer works here)
    │  └─ assets   Tổ Công sản
    ├─ home      Phòng Nội vụ
    └─ ward      UBND phường Bến Lở
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from dondoc.office.directory.models import Person, Unit
    from dondoc.office.directory.roles import Role
    from dondoc.office.registry.models import Document

UNITS = (
    # key, name, short name, code, kind, parent
    ("city", "Ủy ban nhân dân thành phố Sông Trà", "UBND thành phố", "UBND", "authority", None),
    ("bureau", "Văn phòng Ủy ban nhân dân thành phố", "Văn phòng", "VP", "office", "city"),
    ("finance", "Phòng Tài chính - Kế hoạch", "Phòng TC-KH", "TCKH", "division", "city"),
    ("assets", "Tổ Công sản", "", "TCS", "division", "finance"),
    ("home", "Phòng Nội vụ", "", "NV", "division", "city"),
    ("ward", "Ủy ban nhân dân phường Bến Lở", "Phường Bến Lở", "PBL", "commune", "city"),
)
PEOPLE = (
    # user name, full name, role, unit
    ("vanthu", "Lê Thị Mai", "clerk", "bureau"),
    ("tonghop", "Nguyễn Thu Hà", "coordinator", "bureau"),
    ("canbo", "Trần Văn Bình", "unit_officer", "finance"),
    ("lanhdao", "Phạm Quốc Khánh", "leader", "city"),
    ("nguoixem", "Đỗ Minh Châu", "reader", "home"),
    ("quantri", "Vũ Hoàng Long", "administrator", "bureau"),
)
PASSWORD = "mat-khau-thu-2468"
DISPATCH = """ỦY BAN NHÂN DÂN
THÀNH PHỐ SÔNG TRÀ
Số: 512/UBND-TCKH
V/v rà soát tài sản công năm 2026
Sông Trà, ngày 05 tháng 3 năm 2026

Kính gửi: Các phòng, ban thuộc thành phố.

Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư, Ủy ban nhân dân thành phố yêu cầu:

1. Phòng Tài chính - Kế hoạch chủ trì, phối hợp với Phòng Nội vụ rà soát tài sản công chưa sử dụng, \
báo cáo Ủy ban nhân dân thành phố trước ngày 30/4/2026.

2. Ủy ban nhân dân phường Bến Lở niêm yết công khai kết quả rà soát trước ngày 15/5/2026.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Phạm Quốc Khánh
"""


@dataclass
class Office:
    """The units by key and the people by role."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[Role, Person] = field(default_factory=dict)
    password: str = PASSWORD

    @property
    def root(self) -> Unit:
        return self.units["city"]

    def person(self, role: str) -> Person:
        """The person who holds `role`, as a fresh request would load them."""
        from dondoc.office.directory.models import Person
        from dondoc.office.directory.roles import Role

        return Person.objects.get(pk=self.people[Role(role)].pk)


@pytest.fixture
def office(db: None) -> Office:
    """The office drawn at the top of this file."""
    from django.contrib.auth.hashers import make_password

    from dondoc.office.directory.models import Membership, Person, Unit
    from dondoc.office.directory.roles import Role

    made = Office()
    for order, (key, name, short, code, kind, parent) in enumerate(UNITS):
        above = made.units[parent] if parent else None
        made.units[key] = Unit.objects.create(name=name, short_name=short, code=code, kind=kind, parent=above, order=order)
    secret = make_password(PASSWORD)
    for username, full_name, role, unit in PEOPLE:
        person = Person.objects.create(username=username, full_name=full_name, password=secret)
        Membership.objects.create(person=person, unit=made.units[unit], role=role)
        made.people[Role(role)] = person
    return made


@pytest.fixture
def client_for(office: Office) -> Callable[[str], Client]:
    """``client_for("clerk")``: a browser in which the person with that role is signed in."""
    from django.test import Client

    from dondoc.office.directory.middleware import SEEN
    from dondoc.office.directory.roles import Role

    def make(role: str) -> Client:
        client = Client()
        client.force_login(office.person(role))
        session = client.session
        session[SEEN] = time.time()  # as signing in does: the first page then writes nothing
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session["account_authentication_methods_user"] = str(office.people[Role(role)].pk)
        session.save()
        return client

    return make


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """Take every job in the queue in this process, as the worker does; returns how many there were."""
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    def run() -> int:
        worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="test",
            excluded_queue_names=[],
        )
        count = 0
        while (job := DBTaskResult.objects.ready().first()) is not None:
            job.claim("test")
            worker.run_task(job)
            count += 1
        return count

    return run


@pytest.fixture
def make_document(office: Office, run_jobs: Callable[[], int]) -> Callable[..., Document]:
    """``make_document(text)``: a document received by the clerk and read; ``read=False`` leaves it in the queue."""
    from dondoc.office.registry.actions import receive_document

    def make(text: str = DISPATCH, *, name: str = "cong-van.txt", read: bool = True) -> Document:
        receipt = receive_document(content=text.encode(), name=name, by=office.person("clerk"))
        assert receipt.document is not None, receipt.reason
        if read:
            run_jobs()
            receipt.document.refresh_from_db()
        return receipt.document

    return make


@pytest.fixture(autouse=True)
def _files_apart(request: pytest.FixtureRequest, tmp_path: object) -> None:
    """Each test that touches the database keeps its files in a folder of its own."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("settings").FILES = tmp_path / "files"  # type: ignore[operator]
