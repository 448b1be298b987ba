"""`tetie render ANSWERS.json --out DIR [--only NAME…] [--pdf] [--json]`: the papers of one person as files."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.console import emit, show, tell
from bot.dossier import Refused, paper_words, refusal
from bot.papers import NAMES, Paper, make_papers

if TYPE_CHECKING:
    from dialogs.catalogue import Catalogue

_OFFICE_SECONDS = 120
_LARGEST = 64 * 1024 * 1024


def run(
    *,
    answers: Path,
    out: Path,
    only: Sequence[str],
    pdf: bool,
    as_json: bool,
    now: datetime,
    catalogue: Catalogue,
) -> int:
    """Write the papers; 0 also with findings, 1 (the reason on standard error) when none could be made."""
    try:
        document = read_document(answers)
        papers = make_papers(only or NAMES, document, catalogue=catalogue, now=now, photo=_photo(document))
        written = [(paper, _write(paper, out)) for paper in papers if not paper.problem]
    except Refused as refused:
        tell(str(refused))
        return 1
    for paper in papers:
        if paper.problem:
            tell(f"{paper.filename}：{paper.problem}")
    if not any(paper.name in NAMES for paper, _ in written):
        tell(paper_words()["refused"]["no_paper"])
        return 1
    for key in document:
        if key not in _KEYS:
            tell(paper_words()["unknown_top"].format(key=str(key)[:40]))
    converted = _convert([path for paper, path in written if paper.name in NAMES]) if pdf else []
    if as_json:
        for paper, path in written:
            found = [finding.to_json() for finding in paper.findings]
            emit({"name": paper.name, "path": str(path), "findings": found, "summary": paper.summary})
        for path in converted:
            emit({"name": "pdf", "path": str(path), "findings": []})
    else:
        for paper, path in written:
            show(paper_words()["done"].format(path=path, summary=paper.summary).rstrip())
        for path in converted:
            show(str(path))
    return 0


_KEYS = ("edition", "answers", "facts", "statuses", "reasons", "rows")


def read_document(path: Path) -> dict[str, Any]:
    """The JSON object in `path`; raises `Refused` with the file's name and the reason."""
    try:
        if path.stat().st_size > _LARGEST:
            raise refusal("unreadable", file=path.name, reason=f"> {_LARGEST // 2**20} MB")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise refusal("unreadable", file=path.name, reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise refusal("unreadable", file=path.name, reason="UTF-8") from error
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise refusal("not_json", file=path.name, line=error.lineno) from error
    except (RecursionError, ValueError) as error:  # nested beyond reason, numbers of thousands of digits
        raise refusal("not_json", file=path.name, line=1) from error
    if not isinstance(document, dict):
        raise refusal("not_object", file=path.name)
    return document


def _photo(document: dict[str, Any]) -> bytes | None:
    """The bytes of the photo the answers name (relative to the working directory), or None."""
    answers = document.get("answers")
    name = answers.get("photo") if isinstance(answers, dict) else None
    if not isinstance(name, str) or not name.strip():
        return None
    try:
        path = Path(name.strip())
        return path.read_bytes() if path.is_file() and path.stat().st_size <= _LARGEST else None
    except (OSError, ValueError):  # ValueError: a null character in the name
        return None


def _write(paper: Paper, out: Path) -> Path:
    path = out / paper.filename
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=out, delete=False) as file:
            file.write(paper.data)
        Path(file.name).chmod(0o600)
        Path(file.name).replace(path)
    except OSError as error:
        raise refusal("no_folder", folder=out, reason=error.strerror or "") from error
    return path


def _convert(paths: Sequence[Path]) -> list[Path]:
    """PDFs beside the Word files by LibreOffice; says so when it is missing or fails."""
    words = paper_words()["refused"]
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        tell(words["no_office"])
        return []
    done = []
    with tempfile.TemporaryDirectory() as profile:
        for path in paths:
            command = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
            target = path.with_suffix(".pdf")
            target.unlink(missing_ok=True)
            with suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run(
                    [*command, "--outdir", str(path.parent), str(path)],
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    timeout=_OFFICE_SECONDS,
                    check=False,
                )
            if target.exists():
                done.append(target)
            else:
                tell(words["office_failed"].format(file=path.name))
    return done
