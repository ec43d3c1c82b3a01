"""The journal of the office tells this room's deeds in words."""

import re
from pathlib import Path

from dondoc.office.audit.words import WORDS
from dondoc.office.work import actions
from dondoc.office.work.states import TRANSITIONS


def test_every_deed_that_is_written_down_has_words():
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(actions.__file__).parent.glob("*.py"))
    written = set(re.findall(r'record\(\w+, "(work\.\w+)"', sources)) | {f"work.{transition.verb}_task" for transition in TRANSITIONS}
    assert len(written) > 20
    assert written - WORDS.keys() == set()
