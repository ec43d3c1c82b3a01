"""Reading → Akoma Ntoso 3.0, valid against the OASIS schema: the whole text once and in order, with what was read from it marked.

    heading              preface            Căn cứ …              preamble / citations
    Điều, khoản, điểm    article, clause, point (eId art_2__cl_1__pt_a)
    Nơi nhận, signature  conclusions        Phụ lục               attachments
    a citation           ref                a body                organization
    a day                date               a deadline without    inline name="deadline"

Names of documents are those of :mod:`dondoc.reading.identifiers`. A document with articles is an ``act``, another a ``doc``.
"""

from __future__ import annotations

from dondoc.reading.writers.akn.writer import NAMESPACE, to_akn

__all__ = ["NAMESPACE", "to_akn"]
