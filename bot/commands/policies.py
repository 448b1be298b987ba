"""`tetie policies list|lint|diff|freeze`: which editions are known, what is wrong with one, what changed between two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bot.console import emit, show, tell
from dialogs.catalogue import POLICIES, BadPolicy, Catalogue, Edition, load_edition
from dialogs.eligibility.difference import differences
from dialogs.eligibility.editions import status_of
from dialogs.eligibility.frozen import FROZEN, freeze
from dialogs.eligibility.lint import Issue, lint_edition
from dialogs.eligibility.words import PHRASES


def _entries(edition: Edition) -> Iterator[Issue]:
    """The consultation's entries."""
    from dialogs.consult.lint import lint_entries

    for file, line, code, message in lint_entries(edition):
        yield Issue(f"faq/{file}", line, code, message)


def _blanks(edition: Edition) -> Iterator[Issue]:
    """The Word blanks against their label maps."""
    from templates.blank import lint_blanks

    for problem in lint_blanks(edition.folder, edition.meta.policy, edition.meta.edition):
        yield Issue(problem.file, 0, problem.code, problem.message)


def _checks(edition: Edition) -> Iterable[Issue]:
    """The findings, materials and articles."""
    from dialogs.checks.lint import lint_checks

    return lint_checks(edition)


HOOKS: tuple[Callable[[Edition], Iterable[Issue]], ...] = (_entries, _blanks)
"""Other rooms' checks of an edition."""


def list_editions(*, as_json: bool, catalogue: Catalogue) -> int:
    """Every edition known, the newest of each policy last. Always 0."""
    for edition in sorted(catalogue.editions.values(), key=lambda e: (e.meta.policy, e.meta.issued, e.meta.edition)):
        meta = edition.meta
        status = status_of(catalogue, edition)
        submit_by = meta.window.submit_by.isoformat() if meta.window else None
        if as_json:
            emit(
                {
                    "policy": meta.policy,
                    "edition": meta.edition,
                    "title": meta.title,
                    "status": status,
                    "issued": meta.issued.isoformat(),
                    "submit_by": submit_by,
                    "document": meta.document,
                    "folder": edition.folder.name,
                }
            )
        else:
            until = f"  {submit_by}" if submit_by else ""
            show(f"{meta.policy}  {meta.edition}  {meta.title}  {PHRASES[f'status_{status}']}  {meta.issued}{until}")
    return 0


def lint(*, target: str | None, as_json: bool, catalogue: Catalogue) -> int:
    """Check one edition (a folder, an edition name or POLICY/EDITION), a folder of editions, or all known.

    1 when anything is wrong or the target is not found.
    """
    folders = _folders(target, catalogue)
    if not folders:
        tell(_not_found(target or "", catalogue))
        return 1
    code = 0
    for folder in folders:
        issues = [*lint_edition(folder), *_hooked(folder)]
        for issue in sorted(issues):
            code = 1
            shown = Issue(_named(folder, issue.file), issue.line, issue.code, issue.message)
            if as_json:
                emit(shown.to_json())
            else:
                show(f"{shown.file}:{shown.line}: {shown.message} [{shown.code}]")
        if not issues and not as_json:
            show(PHRASES["lint_fine"].format(name=f"{folder.parent.name}/{folder.name}"))
    return code


def diff(*, old: str, new: str, as_json: bool, catalogue: Catalogue) -> int:
    """What changed from one edition to another, in plain words. 1 when one of them cannot be used."""
    try:
        first, second = (_edition(name, catalogue) for name in (old, new))
        found = differences(first, second)
    except BadPolicy as error:
        tell(str(error))
        return 1
    for about, text in found:
        if as_json:
            emit({"about": about, "text": text})
        else:
            show(text)
    if not found and not as_json:
        show(PHRASES["diff_none"])
    return 0


def seal(*, target: str, catalogue: Catalogue) -> int:
    """Freeze an edition whose window is over: its text, rules and meta data by hash. 1 when it is not sound."""
    try:
        edition = _edition(target, catalogue)
    except BadPolicy as error:
        tell(str(error))
        return 1
    listing = edition.folder / FROZEN
    if issues := [i for i in lint_edition(edition.folder) if i.code != "frozen"]:
        tell(f"{issues[0].file}:{issues[0].line}: {issues[0].message}")
        return 1
    listing.write_text(freeze(edition), encoding="utf-8")
    show(PHRASES["sealed"].format(name=_named(edition.folder, FROZEN)))
    return 0


def _named(folder: Path, file: str) -> str:
    return f"{folder.parent.name}/{folder.name}/{file}"


def _not_found(target: str, catalogue: Catalogue) -> str:
    known = "、".join(f"{p}/{e}" for p, e in sorted(catalogue.editions))
    return f"找不到“{target}”。给一个放着 policy.yaml 的文件夹，或者已知的版本：{known}"


def _folders(target: str | None, catalogue: Catalogue) -> list[Path]:
    """The edition folders meant; those that do not load are found too, so that lint can say why."""
    if target is None:
        shipped = [f.parent for f in sorted(POLICIES.glob("*/*/policy.yaml"))]
        return list(dict.fromkeys([*shipped, *(e.folder for e in catalogue.editions.values())]))
    path = Path(target)
    if (path / "policy.yaml").is_file():
        return [path]
    below = [f.parent for f in sorted([*path.glob("*/policy.yaml"), *path.glob("*/*/policy.yaml")])]
    return below or [e.folder for e in _matching(target, catalogue)]


def _matching(name: str, catalogue: Catalogue) -> list[Edition]:
    return [e for (p, ed), e in sorted(catalogue.editions.items()) if name in (ed, f"{p}/{ed}", p)]


def _edition(name: str, catalogue: Catalogue) -> Edition:
    path = Path(name)
    if (path / "policy.yaml").is_file():
        return load_edition(path)
    found = _matching(name, catalogue)
    if len(found) != 1:
        raise BadPolicy(_not_found(name, catalogue))
    return found[0]


def _hooked(folder: Path) -> Iterator[Issue]:
    """What other rooms' checks say, once the edition itself can be loaded."""
    try:
        edition = load_edition(folder)
        edition.form  # noqa: B018 - a form that cannot be read is reported by the edition's own lint
    except (BadPolicy, OSError, ValueError, KeyError, TypeError):
        return
    for hook in HOOKS:
        yield from hook(edition)
