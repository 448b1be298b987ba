"""`tetie read FORM.docx`: a filled 申报表 back into answers, compared with the rules of its edition."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.console import emit, show, tell
from bot.dossier import form_editions, open_dossier
from dialogs import parsing
from dialogs.parsing.outcome import Parsed, Problem
from dialogs.yamlfile import read_yaml
from templates.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialogs.catalogue import Catalogue, Edition
    from dialogs.form import FieldSpec

_LARGEST = 20 * 1024 * 1024
_CODED = (
    "sex", "ethnicity", "hukou", "education", "political_status", "unit_nature", "skill_level", "unit_phone",
    "mobile", "id_number", "birth_date", "work_start",
)  # fmt: skip
"""answers written in words or figures of a fixed kind: read as a reply to their question is read"""
_CODED_COLUMNS = ("skill_level",)


@lru_cache(maxsize=1)
def form_words() -> dict[str, str]:
    """The words of `tetie read` and `tetie roster`."""
    words: dict[str, str] = read_yaml(Path(__file__).parent.parent / "forms.yaml")
    return words


def run(*, form: Path, as_json: bool, catalogue: Catalogue, today: date | None = None) -> int:
    """Print what the form says and what deserves a look; 1 when the file is not taken (the reason is printed)."""
    try:
        if form.stat().st_size > _LARGEST:
            tell(form_words()["too_large"].format(file=form.name))
            return 1
        data = form.read_bytes()
    except (OSError, ValueError) as error:
        tell(form_words()["unreadable"].format(file=form.name, reason=getattr(error, "strerror", "") or ""))
        return 1
    editions = form_editions(catalogue)
    if not editions:
        tell(form_words()["no_edition"])
        return 1
    day = today or datetime.now(ZoneInfo("Asia/Shanghai")).date()
    edition, answers, findings, refused = read_back(data, editions, catalogue=catalogue, today=day)
    if as_json:
        emit(
            {
                "edition": edition.meta.edition,
                "answers": answers,
                "findings": [f.to_json() for f in findings],
            }
        )
    elif not refused:
        _show(edition, answers)
    if refused or not as_json:
        for found in findings:
            tell(found.message)
    return 1 if refused else 0


def read_back(
    data: bytes, editions: list[Edition], *, catalogue: Catalogue, today: date
) -> tuple[Edition, dict[str, Any], list[Any], bool]:
    """The edition a form is for, its answers, the findings, and whether the file was refused."""
    from templates.reading import read_form

    read = read_form(data)
    edition = next((e for e in editions if e.meta.edition == read.edition), editions[-1])
    refused = any(found.severity == "error" for found in read.findings)
    if refused:
        return edition, {}, list(read.findings), True
    answers, findings = normalised(edition, read.answers, today=today)
    dossier = open_dossier(
        {"edition": edition.meta.edition, "answers": answers},
        catalogue=catalogue,
        now=datetime.combine(today, datetime.min.time()),
        photo=read.photo,
    )
    checked = {found.field for found in dossier.findings}
    spare = [found for found in findings if found.field not in checked]
    return edition, answers, _once([*read.findings, *spare, *dossier.findings]), False


def normalised(edition: Edition, answers: dict[str, Any], *, today: date) -> tuple[dict[str, Any], list[Finding]]:
    """Answers in the form's own words where their kind is fixed; what cannot be read stays as written."""
    form = edition.form
    if form is None:
        return answers, []
    findings: list[Finding] = []
    result = dict(answers)
    for key in _CODED:
        if key in result and key in form.fields:
            result[key] = _taken(form.fields[key], key, result[key], result, findings, today=today)
    for key, rows in result.items():
        table = form.tables.get(key)
        if table is None or not isinstance(rows, list):
            continue
        columns = {c.key: c for c in table.columns if c.key in _CODED_COLUMNS}
        result[key] = [
            {
                name: _taken(columns[name], f"{key}[r{n}].{name}", value, result, findings, today=today)
                if name in columns
                else value
                for name, value in row.items()
            }
            for n, row in enumerate(rows, 1)
        ]
    return result, findings


def _taken(
    spec: FieldSpec, path: str, value: Any, context: dict[str, Any], findings: list[Finding], *, today: date
) -> Any:
    outcome = parsing.parse(spec, str(value), context=context, today=today)
    if isinstance(outcome, Problem):
        findings.append(Finding(path, outcome.code, outcome.message, "warning"))
    elif isinstance(outcome, Parsed) and outcome.value is not None:
        return outcome.value
    return value


def _once(findings: Iterable[Any]) -> list[Any]:
    """Findings without what was said before about the same place."""
    return list({(f.field, f.code, f.message): f for f in findings}.values())


def _show(edition: Edition, answers: dict[str, Any]) -> None:
    from dialogs.display import excerpt, shown

    words, form = form_words(), edition.form
    rows = 0
    for key, value in answers.items():
        spec = form and (form.fields.get(key) or form.tables.get(key))
        label = spec.name if spec else key
        if isinstance(value, list):
            rows += len(value)
            show(words["rows"].format(label=label, count=len(value)))
        else:
            said = shown(spec, value) if spec else str(value)
            show(words["line"].format(label=label, value=excerpt(said)))
    fields = sum(not isinstance(value, list) for value in answers.values())
    show(words["read_done"].format(fields=fields, rows=rows))
