"""The papers of one person: the official forms filled, the aids drawn, each with what is still open in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.dossier import Dossier, Refused, open_dossier, paper_words, refusal
from bot.verdicts import articles, eligibility, ground, verdict
from dialogs.catalogue import BadPolicy, Catalogue, Edition
from dialogs.checks import Finding, checklist
from dialogs.checks.materials import Checklist, Step
from dialogs.text import said_day
from templates.aids.content import Colophon, Entry, Point, Reference, Report

if TYPE_CHECKING:
    from dialogs.consult import Consult

__all__ = ["NAMES", "Paper", "Refused", "make_papers"]

NAMES = ("application", "roster", "materials", "review", "faq", "chaoyang")
_ROSTER_FIELDS = (
    "name",
    "unit",
    "sex",
    "birth_date",
    "political_status",
    "education",
    "occupation",
    "skill_level",
)
_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A finished paper. `name` as in `NAMES` or `photo`; `summary` says in one line what is still open in it.

    `problem` (Chinese) is set and `data` empty when this one could not be made.
    """

    name: str
    filename: str
    data: bytes
    findings: tuple[Finding, ...] = ()
    summary: str = ""
    problem: str = ""


def make_papers(
    names: Iterable[str],
    document: Mapping[str, Any],
    *,
    catalogue: Catalogue,
    now: datetime,
    photo: bytes | None = None,
    asked: Sequence[str] = (),
) -> list[Paper]:
    """The papers called for, in the order of `NAMES`, from an ANSWERS.json document.

    `photo` is the picture's bytes as they came; `asked` the questions this person asked, for 政策问答. With
    `application` a usable photo is handed over as 照片.jpg too. Raises `Refused` for a document or a name that
    cannot be used; a paper that cannot be made says so in `problem` and holds up no other.
    """
    wanted = list(names)
    for name in wanted:
        if name not in _MAKERS:
            raise refusal("unknown_name", name=name, known=" ".join(NAMES))
    dossier = open_dossier(document, catalogue=catalogue, now=now, photo=photo)
    papers = [_made(name, dossier, asked) for name in NAMES if name in wanted]
    if dossier.picture and any(paper.name == "application" and not paper.problem for paper in papers):
        filename = paper_words()["files"]["photo"]
        found = tuple(f for f in dossier.findings if f.field == "photo")
        papers.append(Paper(name="photo", filename=filename, data=dossier.picture, findings=found))
    return papers


def _made(name: str, dossier: Dossier, asked: Sequence[str]) -> Paper:
    """The paper, or why this edition's data cannot make it."""
    try:
        return _MAKERS[name](dossier, asked)
    except BadPolicy as error:
        words = paper_words()
        problem = words["problems"]["bad_policy"].format(reason=error)
        return Paper(name=name, filename=words["files"][name], data=b"", problem=problem)


def _paper(name: str, data: bytes, summary: str, findings: Sequence[Finding] = ()) -> Paper:
    return Paper(name=name, filename=paper_words()["files"][name], data=data, findings=tuple(findings), summary=summary)


def _failed(name: str) -> Paper:
    words = paper_words()
    return Paper(name=name, filename=words["files"][name], data=b"", problem=words["problems"]["no_blank"])


# --- the official forms ------------------------------------------------------------------------------
def _application(dossier: Dossier, _asked: Sequence[str]) -> Paper:
    from templates.application import fill_application
    from templates.blank import BadBlank, NoBlank, blank_for

    meta = dossier.edition.meta
    try:
        blank = blank_for(dossier.edition.folder, meta.policy, meta.edition)
        filled = fill_application(
            blank,
            dossier.answers,
            photo=dossier.picture,
            draft=dossier.is_draft,
            edition_line=edition_line(dossier),
        )
    except (NoBlank, BadBlank):
        return _failed("application")
    findings = _joined(dossier.findings, filled.findings)
    return _paper("application", filled.data, _form_summary(dossier), findings)


def _joined(findings: Sequence[Finding], more: Iterable[Any]) -> list[Finding]:
    """The checks' findings and what filling noticed, nothing said twice."""
    seen = {(found.field, found.code) for found in findings}
    added = [Finding(m.field, m.code, m.message, m.severity) for m in more if (m.field, m.code) not in seen]
    return [*findings, *added]


def _roster(dossier: Dossier, _asked: Sequence[str]) -> Paper:
    from templates.blank import BadBlank, NoBlank, blank_for
    from templates.roster import fill_roster

    meta = dossier.edition.meta
    mine = [found for found in dossier.findings if found.field in _ROSTER_FIELDS]
    empty = [found for found in mine if found.open]
    try:
        blank = blank_for(dossier.edition.folder, meta.policy, meta.edition, kind="roster")
        data, _rows, more = fill_roster(
            blank,
            [dossier.answers],
            body=str(dossier.answers.get("recommending_body") or ""),
            edition_line=edition_line(dossier),
            draft=bool(empty),
        )
    except (NoBlank, BadBlank):
        return _failed("roster")
    words = paper_words()["summaries"]
    summary = words["roster"]
    if empty:
        summary += words["roster_open"].format(open=len(empty), names=_names(dossier, empty))
    return _paper("roster", data, summary, _joined(mine, more))


def edition_line(dossier: Dossier) -> str:
    line: str = paper_words()["application_line"].format(
        edition=_edition_words(dossier.edition), status=_status(dossier, dossier.edition)
    )
    return line


def _edition_words(edition: Edition) -> str:
    words, meta = paper_words(), edition.meta
    key = "draft_edition" if meta.status == "draft" else "edition"
    text: str = words[key].format(edition=meta.edition, document=meta.document)
    return text


def _status(dossier: Dossier, edition: Edition) -> str:
    window = edition.meta.window
    text: str = paper_words()["status"][edition.window_on(dossier.today)]
    return text.format(submit_by=said_day(window.submit_by) if window else "")


def _form_summary(dossier: Dossier) -> str:
    words = paper_words()["summaries"]
    missing = [found for found in dossier.findings if found.open]
    wrong = [found for found in dossier.findings if not found.open and found.severity == "error"]
    key = ("open" if missing else "complete") + ("_wrong" if wrong else "")
    names = _names(dossier, missing or wrong)
    text: str = words[key].format(open=len(missing), wrong=len(wrong), names=names)
    return text


def _names(dossier: Dossier, findings: Sequence[Finding]) -> str:
    return _listed([where(dossier, found) for found in findings])


def _listed(names: Iterable[str]) -> str:
    unique = list(dict.fromkeys(names))
    shown = "、".join(unique[:_SHOWN])
    more: str = paper_words()["summaries"]["more"]
    return more.format(names=shown) if len(unique) > _SHOWN else shown


def where(dossier: Dossier, found: Finding) -> str:
    """The name of the field a finding is about."""
    form = dossier.edition.form
    key = found.field.partition("[")[0]
    if key.startswith("facts."):
        fact = dossier.known_facts.get(key.removeprefix("facts."))
        return fact.label if fact else key
    spec = form and (form.fields.get(key) or form.tables.get(key))
    return spec.name if spec else key


# --- the aids ----------------------------------------------------------------------------------------
def _colophon(dossier: Dossier, edition: Edition) -> Colophon:
    return Colophon(
        person=dossier.name,
        edition=_edition_words(edition),
        status=_status(dossier, edition),
        day=said_day(dossier.today),
    )


def _checklist(dossier: Dossier) -> Checklist:
    roster_open = any(found.open and found.field in _ROSTER_FIELDS for found in dossier.findings)
    made = {"application": dossier.is_draft, "roster": roster_open}
    if dossier.picture:
        made["photo"] = False
    return checklist(dossier.edition, dossier.answers, made=made)


def _materials(dossier: Dossier, _asked: Sequence[str]) -> Paper:
    from templates.aids import draw_materials

    listed = _checklist(dossier)
    words = paper_words()["summaries"]
    wanted = listed.wanted
    summary = words["materials"].format(count=len(wanted), names=_listed(wanted)) if wanted else ""
    data = draw_materials(_colophon(dossier, dossier.edition), listed)
    found = [finding for finding in dossier.findings if finding.field in ("evidence", "photo")]
    return _paper("materials", data, summary or words["materials_done"], found)


def _review(dossier: Dossier, _asked: Sequence[str]) -> Paper:
    from templates.aids import draw_review

    edition = dossier.edition
    result = eligibility(dossier, edition)
    points: dict[str, list[Point]] = {"missing": [], "wrong": [], "risk": []}
    for found in dossier.findings:
        kind = "missing" if found.open else "risk" if found.severity == "warning" else "wrong"
        passage = ground(edition, found.article, found.quote)
        points[kind].append(Point(where=where(dossier, found), what=found.message, ground=passage))
    listed = _checklist(dossier)
    last = tuple(_reminder(step) for step in (listed.before, *listed.steps[:3], listed.one_channel, listed.witness))
    report = Report(
        verdict=verdict(result, edition, chosen=str(dossier.answers.get("recommending_body") or "")),
        missing=tuple(points["missing"]),
        wrong=tuple(points["wrong"]),
        risk=tuple(points["risk"]),
        last=last,
    )
    words = paper_words()
    summary = words["summaries"]["review"].format(
        verdict=words["verdicts"][result.verdict],
        open=len(report.missing),
        wrong=len(report.wrong),
        risk=len(report.risk),
    )
    return _paper("review", draw_review(_colophon(dossier, edition), report), summary, dossier.findings)


def _reminder(step: Step) -> Point:
    from templates.aids.content import Ground

    return Point(where=step.title, what=step.text, ground=Ground(article=step.article, quote=step.quote))


@lru_cache(maxsize=2)
def _consult(editions: tuple[Edition, ...]) -> Consult:
    """The consultation over these editions; its index is built once; raises `BadPolicy`."""
    from dialogs.consult import load_consult
    from dialogs.consult.entries import BadEntries

    try:
        return load_consult(Catalogue({(e.meta.policy, e.meta.edition): e for e in editions}))
    except BadEntries as error:
        raise BadPolicy(str(error)) from error


def _faq(dossier: Dossier, asked: Sequence[str]) -> Paper:
    from dialogs.consult import faq_for
    from templates.aids import draw_faq

    mine = bool(dossier.facts or dossier.answers or asked)
    pressing = sorted(dossier.findings, key=lambda found: (not found.open, found.severity != "error"))
    chosen = faq_for(
        _consult(tuple(dossier.catalogue.editions.values())),
        facts=dossier.facts,
        answers=dossier.answers,
        open_points=[found.field for found in pressing] if mine else (),
        asked=asked,
    )
    entries = [
        Entry(
            question=answer.question,
            answer=answer.text,
            topic="" if mine else answer.topic,
            references=tuple(
                Reference(document=source.document, article=source.article, quote=source.quote)
                for source in answer.sources
            ),
        )
        for answer in chosen
    ]
    words = paper_words()["summaries"]
    summary = words["faq_personal" if mine else "faq"].format(count=len(entries))
    return _paper("faq", draw_faq(_colophon(dossier, dossier.edition), entries, personal=mine), summary)


def _chaoyang(dossier: Dossier, _asked: Sequence[str]) -> Paper:
    from templates.aids import draw_chaoyang

    edition = _support(dossier)
    result = eligibility(dossier, edition)
    data = draw_chaoyang(
        _colophon(dossier, edition),
        verdict(result, edition),
        articles(edition, result),
    )
    words = paper_words()
    summary = words["summaries"]["chaoyang"].format(verdict=words["verdicts"][result.verdict])
    return _paper("chaoyang", data, summary)


def _support(dossier: Dossier) -> Edition:
    """The newest edition of the policy that has measures but no form."""
    catalogue = dossier.catalogue
    policy = next(p for p in catalogue.policies if catalogue.get(p).form is None)
    return catalogue.get(policy)


_MAKERS: dict[str, Callable[[Dossier, Sequence[str]], Paper]] = {
    "application": _application,
    "roster": _roster,
    "materials": _materials,
    "review": _review,
    "faq": _faq,
    "chaoyang": _chaoyang,
}
