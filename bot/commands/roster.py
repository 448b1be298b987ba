"""`tetie roster ANSWERS.json… --out FILE.docx`: the 一览表 of several people, ranked in the order given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.commands.read import form_words
from bot.commands.render import read_document
from bot.console import emit, show, tell
from bot.dossier import Dossier, Refused, open_dossier
from bot.papers import edition_line

if TYPE_CHECKING:
    from dialogs.catalogue import Catalogue


def run(
    *,
    answers: Sequence[Path],
    out: Path,
    body: str = "",
    contact: str = "",
    phone: str = "",
    mobile: str = "",
    as_json: bool = False,
    catalogue: Catalogue,
    now: datetime | None = None,
) -> int:
    """Write the list; 0 also with findings, 1 (the reason on standard error) when it could not be made."""
    from templates.blank import BadBlank, NoBlank, blank_for
    from templates.roster import fill_roster

    words = form_words()
    day = now or datetime.now(ZoneInfo("Asia/Shanghai"))
    if not answers:
        tell(words["nobody"])
        return 1
    try:
        people = _people(answers, catalogue=catalogue, now=day)
        meta = people[0].edition.meta
        blank = blank_for(people[0].edition.folder, meta.policy, meta.edition, kind="roster")
    except Refused as refused:
        tell(str(refused))
        return 1
    except (NoBlank, BadBlank) as problem:
        tell(f"{words['no_blank']}{problem}")
        return 1
    data, rows, findings = fill_roster(
        blank,
        [person.answers for person in people],
        body=body,
        contact=contact,
        phone=phone,
        mobile=mobile,
        edition_line=edition_line(people[0]),
    )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
    except OSError as error:
        tell(words["unwritable"].format(file=out.name, reason=error.strerror or ""))
        return 1
    if as_json:
        emit({"path": str(out), "rows": rows, "findings": [found.to_json() for found in findings]})
    else:
        show(words["roster_done"].format(path=out, count=len(rows)))
        for found in findings:
            tell(found.message)
    return 0


def _people(paths: Sequence[Path], *, catalogue: Catalogue, now: datetime) -> list[Dossier]:
    """The people in the order given, all of one edition; raises `Refused` with the file's name."""
    people: list[Dossier] = []
    for path in paths:
        person = open_dossier(read_document(path), catalogue=catalogue, now=now)
        if people and person.edition.meta.edition != people[0].edition.meta.edition:
            raise Refused(
                form_words()["mixed_editions"].format(
                    file=path.name,
                    edition=person.edition.meta.edition,
                    first=people[0].edition.meta.edition,
                )
            )
        people.append(person)
    return people
