"""What the tests of writers share."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

SCHEMA = Path(__file__).parent / "schema" / "akomantoso30.xsd"


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    """The OASIS schema of Akoma Ntoso 3.0."""
    return etree.XMLSchema(etree.parse(SCHEMA, etree.XMLParser(no_network=True)))
