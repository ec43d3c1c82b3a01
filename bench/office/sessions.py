"""Sessions of people who are signed in already, for the load and the faults: ``name=key`` a line. Signing in is not what they measure."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

LASTS = 12 * 60 * 60


def signed_in(names: list[str]) -> dict[str, str]:
    """A session for each of `names`."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from dondoc.office.directory.middleware import SEEN
    from dondoc.office.directory.models import Person

    store = import_module(settings.SESSION_ENGINE).SessionStore
    found = {}
    for person in Person.objects.filter(username__in=names):
        session = store()
        session.update({SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                        HASH_SESSION_KEY: person.get_session_auth_hash(), SEEN: time.time()})  # fmt: skip
        session.set_expiry(LASTS)
        session.create()
        found[person.username] = session.session_key
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--officers", type=int, default=35)
    asked = parser.parse_args()
    os.environ |= {"DONDOC_DATA": str(asked.data.resolve()), "DJANGO_SETTINGS_MODULE": "dondoc.office.settings"}
    import django

    django.setup()
    from dondoc.office.directory.models import Person

    officers = Person.objects.filter(username__startswith="canbo").order_by("pk").values_list("username", flat=True)[: asked.officers]
    for name, key in signed_in([*officers, "vanthu", "tonghop", "lanhdao"]).items():
        print(f"{name}={key}")


if __name__ == "__main__":
    main()
