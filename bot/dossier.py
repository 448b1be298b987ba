"""Everything that is known about one person when papers are made: answers, facts, findings, verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogs.catalogue import Catalogue, Edition
from dialogs.checks import Finding, book_of, check_form, is_draft, shape_answers
from dialogs.checks.materials import unknown_evidence
from dialogs.text import clean
from dialogs.yamlfile import read_yaml

if TYPE_CHECKING:
    from dialogs.eligibility.model import Fact

_PARTS = ("answers", "facts", "statuses", "reasons", "rows")


class Refused(ValueError):
    """A document that cannot be used; the message is for a person and names the key."""


@lru_cache(maxsize=1)
def paper_words() -> dict[str, Any]:
    """The words around papers (`papers.yaml`)."""
    words: dict[str, Any] = read_yaml(Path(__file__).with_name("papers.yaml"))
    return words


def refusal(code: str, **values: object) -> Refused:
    """A refusal in the words of `papers.yaml`."""
    return Refused(paper_words()["refused"][code].format(**values))


@dataclass(frozen=True)
class Dossier:
    """One person's document in one edition on one day; derived values are computed once, when asked for."""

    catalogue: Catalogue
    edition: Edition
    raw: Mapping[str, Any]
    facts: Mapping[str, Any]
    statuses: Mapping[str, str]
    reasons: Mapping[str, str]
    row_ids: Mapping[str, list[str]]
    today: date
    photo: bytes | None

    @cached_property
    def photo_report(self) -> dict[str, Any] | None:
        """What the examination of the photo found; None when no photo was ever given."""
        if self.photo is not None:
            from templates.photo import examine_photo

            return examine_photo(self.photo).to_json()
        return {"problem": "not_found"} if self.raw.get("photo") else None

    @cached_property
    def picture(self) -> bytes | None:
        """The photo as it goes into the paper, or None."""
        if self.photo is None:
            return None
        from templates.photo import prepare_photo

        return prepare_photo(self.photo) or None

    @cached_property
    def answers(self) -> dict[str, Any]:
        """The answers in the form's types, what cannot be read left out."""
        form = self.edition.form
        if form is None:
            return {}
        return shape_answers(form, book_of(self.edition), self.raw)[0]

    @cached_property
    def findings(self) -> list[Finding]:
        """The checks' findings, as in the chat's 复核."""
        raw = dict(self.raw)
        if self.photo is not None and not raw.get("photo"):
            raw["photo"] = paper_words()["files"]["photo"]
        found = check_form(
            self.edition,
            raw,
            facts=self.facts,
            today=self.today,
            statuses=self.statuses,
            kept=self.reasons,
            row_ids=self.row_ids,
            photo=self.photo_report,
        )
        book = book_of(self.edition)
        for key in self.facts:
            if key not in self.known_facts:
                found.append(book.finding("unknown_key", f"facts.{clean(key)[:60]}", key=clean(key)))
        for key in unknown_evidence(self.edition, self.answers):
            found.append(book.finding("unknown_evidence", "evidence", key=key))
        return found

    @cached_property
    def known_facts(self) -> dict[str, Fact]:
        """Every fact of every policy, by its INTERFACE name."""
        from dialogs.eligibility import known_facts, load_rules

        editions = [self.edition, *(self.catalogue.get(policy) for policy in self.catalogue.policies)]
        return known_facts(load_rules(edition) for edition in editions)

    @property
    def is_draft(self) -> bool:
        """Whether something the form requires is still open."""
        return is_draft(self.findings)

    @property
    def name(self) -> str:
        """The person's name as answered, or empty."""
        return str(self.answers.get("name") or "").strip()


def form_editions(catalogue: Catalogue) -> list[Edition]:
    """The editions that have a form, newest last."""
    found = [edition for edition in catalogue.editions.values() if edition.form is not None]
    return sorted(found, key=lambda e: (e.meta.issued, e.meta.edition))


def open_dossier(
    document: Mapping[str, Any], *, catalogue: Catalogue, now: datetime, photo: bytes | None = None
) -> Dossier:
    """The dossier of an ANSWERS.json document; raises `Refused` naming the key that cannot be used."""
    if not isinstance(document, Mapping):
        raise refusal("not_object", file="")
    parts: dict[str, dict[str, Any]] = {}
    for key in _PARTS:
        part = document.get(key)
        if part is not None and not isinstance(part, Mapping):
            raise refusal("wrong_part", key=key)
        parts[key] = dict(part or {})
    return Dossier(
        catalogue=catalogue,
        edition=_edition(document.get("edition"), catalogue),
        raw=parts["answers"],
        facts=parts["facts"],
        statuses={k: v for k, v in parts["statuses"].items() if isinstance(v, str)},
        reasons={k: v for k, v in parts["reasons"].items() if isinstance(v, str)},
        row_ids={k: [str(i) for i in v] for k, v in parts["rows"].items() if isinstance(v, list)},
        today=now.date(),
        photo=photo,
    )


def _edition(name: object, catalogue: Catalogue) -> Edition:
    editions = form_editions(catalogue)
    known = "、".join(edition.meta.edition for edition in editions)
    if name is None and editions:
        return editions[-1]
    if name is not None and not isinstance(name, str):
        raise refusal("edition_type", known=editions[-1].meta.edition if editions else "")
    for edition in editions:
        if edition.meta.edition == name:
            return edition
    raise refusal("no_edition", edition=str(name)[:40], known=known)
