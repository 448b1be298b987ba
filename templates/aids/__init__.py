"""The four aids beside the official forms: 材料清单, 预审报告, 政策问答, 朝阳核对.

``draw_materials(colophon, checklist)``, ``draw_review(colophon, report)``, ``draw_faq(colophon, entries)``
and ``draw_chaoyang(colophon, verdict, articles)`` each give the bytes of a .docx from the plain values in
``templates.aids.content``. Every page says in its header that the paper is an aid, and its edition.
"""

from __future__ import annotations

from templates.aids.chaoyang import draw_chaoyang
from templates.aids.content import Article, Colophon, Entry, Ground, Leaf, Point, Reference, Remark, Report, Verdict
from templates.aids.faq import draw_faq
from templates.aids.materials import draw_materials
from templates.aids.review import draw_review

__all__ = [
    "Article",
    "Colophon",
    "Entry",
    "Ground",
    "Leaf",
    "Point",
    "Reference",
    "Remark",
    "Report",
    "Verdict",
    "draw_chaoyang",
    "draw_faq",
    "draw_materials",
    "draw_review",
]
