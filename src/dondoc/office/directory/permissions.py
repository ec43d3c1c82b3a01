"""Who may do what, where: one table. Asked in actions and queries; the tests walk it over every address of the site."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Final, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from dondoc.office.directory.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dondoc.office.directory.models import Person, Unit, UnitQuerySet


class Scope(IntEnum):
    """How far a right reaches from the unit a person holds the role in."""

    OWN = 1
    SUBTREE = 2
    ALL = 3


class Everything(Enum):
    """What :func:`units_for` answers when a right is not limited to units."""

    ALL = "all"


ALL: Final = Everything.ALL

CLERK, COORDINATOR, OFFICER, LEADER, READER, ADMIN = (
    Role.CLERK,
    Role.COORDINATOR,
    Role.UNIT_OFFICER,
    Role.LEADER,
    Role.READER,
    Role.ADMINISTRATOR,
)
OWN, SUBTREE, EVERYWHERE = Scope.OWN, Scope.SUBTREE, Scope.ALL
EVERYBODY = dict.fromkeys(Role, EVERYWHERE)

PERMISSIONS: dict[str, dict[Role, Scope]] = {
    # documents: one register for the office
    "registry.view": EVERYBODY,
    "registry.download": {CLERK: EVERYWHERE, COORDINATOR: EVERYWHERE, OFFICER: EVERYWHERE, LEADER: EVERYWHERE, READER: EVERYWHERE},
    "registry.receive": {CLERK: EVERYWHERE, COORDINATOR: EVERYWHERE},
    "registry.edit": {CLERK: EVERYWHERE, COORDINATOR: EVERYWHERE},
    # registers: numbers at the clerk's desk; the slip where the work is
    "registry.keep_registers": {CLERK: EVERYWHERE, ADMIN: EVERYWHERE},
    "registry.number": {CLERK: EVERYWHERE},
    "registry.distribute": {CLERK: EVERYWHERE, COORDINATOR: EVERYWHERE, LEADER: EVERYWHERE},
    "registry.acknowledge": {CLERK: EVERYWHERE, COORDINATOR: EVERYWHERE, OFFICER: SUBTREE},
    "registry.opine_for_office": {LEADER: EVERYWHERE, COORDINATOR: EVERYWHERE},
    "registry.opine_for_unit": {OFFICER: SUBTREE},
    "registry.settle": {CLERK: EVERYWHERE, COORDINATOR: EVERYWHERE, LEADER: EVERYWHERE},
    "registry.keep_dossier": {CLERK: EVERYWHERE, COORDINATOR: EVERYWHERE, OFFICER: SUBTREE},
    # plans: made and confirmed by those who answer for the whole office
    "work.view_plan": {CLERK: EVERYWHERE, COORDINATOR: EVERYWHERE, LEADER: EVERYWHERE, READER: EVERYWHERE},
    "work.edit_plan": {COORDINATOR: EVERYWHERE, LEADER: EVERYWHERE},
    "work.confirm_plan": {COORDINATOR: EVERYWHERE, LEADER: EVERYWHERE},
    # tasks: an officer sees and moves those of the own unit and below
    "work.view_task": {**EVERYBODY, OFFICER: SUBTREE},
    "work.edit_task": {COORDINATOR: EVERYWHERE, LEADER: EVERYWHERE},
    "work.update_state": {COORDINATOR: EVERYWHERE, LEADER: EVERYWHERE, OFFICER: SUBTREE},
    "work.view_board": {**EVERYBODY, OFFICER: SUBTREE},
    "work.view_calendar": EVERYBODY,
    "work.keep_calendar": {ADMIN: EVERYWHERE, COORDINATOR: EVERYWHERE},
    # lineage: the links of documents for all; what is taken up where for those who see plans
    "lineage.link": {CLERK: EVERYWHERE, COORDINATOR: EVERYWHERE, LEADER: EVERYWHERE},
    "lineage.view_coverage": {CLERK: EVERYWHERE, COORDINATOR: EVERYWHERE, LEADER: EVERYWHERE, READER: EVERYWHERE},
    "lineage.trace": {COORDINATOR: EVERYWHERE, LEADER: EVERYWHERE},
    # notices: everybody sees when they would be reminded
    "notices.view_ladder": EVERYBODY,
    "notices.keep_ladder": {COORDINATOR: EVERYWHERE, ADMIN: EVERYWHERE},
    "notices.keep_feed": {OFFICER: SUBTREE, ADMIN: EVERYWHERE},
    # the office itself
    "directory.view": EVERYBODY,
    "directory.edit": {ADMIN: EVERYWHERE},
    "directory.delegate": {CLERK: OWN, COORDINATOR: OWN, OFFICER: OWN, LEADER: OWN},
    "audit.view": {ADMIN: EVERYWHERE, LEADER: EVERYWHERE},
    "office.manage": {ADMIN: EVERYWHERE},
}


def _grants(person: Person | AnonymousUser, verb: str) -> list[tuple[str, Scope, str]]:
    """(path of the unit, scope, name of whom it is held for) of every role of today that carries the right; one's own come first."""
    rows = PERMISSIONS[verb]  # an unknown verb is a slip of the programmer: KeyError
    if not person.is_authenticated:
        return []
    return [(path, rows[role], giver) for path, role, giver in person.roles_with_giver if role in rows]


def may(person: Person | AnonymousUser, verb: str, unit: Unit | None = None) -> bool:
    """Whether `person` may do `verb`; with `unit`, whether there; without, whether anywhere.

    Leaves on the person whom the right was held for (`acting_for`), so that the journal can say it of what is done by that right.
    """
    reaching = [giver for path, scope, giver in _grants(person, verb) if unit is None or _reaches(path, scope, unit.path)]
    if reaching and person.is_authenticated:
        person.acting_for = reaching[0]
    return bool(reaching)


def require(person: Person | AnonymousUser, verb: str, unit: Unit | None = None) -> None:
    """Raise :class:`~django.core.exceptions.PermissionDenied` unless :func:`may`."""
    if not may(person, verb, unit):
        raise PermissionDenied(_("Vai trò của bạn không có quyền này. Hãy nhờ người quản trị hoặc người có thẩm quyền làm việc đó."))


def units_for(person: Person | AnonymousUser, verb: str) -> UnitQuerySet | Literal[Everything.ALL]:
    """The units for which `person` may do `verb`: a query of units (no rows where the right is missing) or :data:`ALL`."""
    from dondoc.office.directory.models import Unit

    grants = _grants(person, verb)
    if any(scope is EVERYWHERE for _path, scope, _giver in grants):
        return ALL
    if not grants:
        return Unit.objects.none()
    wanted = Q()
    for path, scope, _giver in grants:
        wanted |= Q(path=path) if scope is OWN else Q(path__startswith=path)
    return Unit.objects.filter(wanted)


def _reaches(path: str, scope: Scope, other: str) -> bool:
    return scope is EVERYWHERE or other == path or (scope is SUBTREE and other.startswith(path))
