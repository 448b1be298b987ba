"""The blanks of the edition at hand, and made-up people to fill them with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from templates.blank import Blank, blank_for
from tests.papers.forms.people import EDITION, POLICY


@pytest.fixture(scope="session")
def source() -> str:
    """The pinned notice."""
    import dialogs.catalogue

    folder = Path(dialogs.catalogue.__file__).parent / "policies" / POLICY / EDITION
    return (folder / "notice.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def blank() -> Blank:
    """附件1."""
    return blank_for(Path("no-such-edition-folder"), POLICY, EDITION)


@pytest.fixture(scope="session")
def roster_blank() -> Blank:
    """附件2."""
    return blank_for(Path("no-such-edition-folder"), POLICY, EDITION, kind="roster")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so where the tests that print pages were left out."""
    if not (shutil.which("soffice") and shutil.which("pdfinfo") and shutil.which("pdftotext")):
        terminalreporter.write_line(
            "LibreOffice or poppler-utils is not installed: the printing of forms was not tested"
        )
