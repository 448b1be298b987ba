"""A file is looked at before anything reads it: a form, a photo, a text, or something to be said no to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attachments import examine, is_picture
from dialogs.catalogue import load_catalogue
from dialogs.events import Attachment
from templates.application import fill_application
from templates.blank import blank_for
from tests.telegram.test_a_message_is_answered import picture


def form(photo: bytes | None) -> bytes:
    edition = load_catalogue().get("beijing-technician-allowance", "2024")
    blank = blank_for(edition.folder, "beijing-technician-allowance", "2024")
    return fill_application(blank, {"name": "赵铁柱", "sex": "男"}, photo=photo).data


def test_a_filled_form_is_read_and_its_photo_kept() -> None:
    found = examine(Attachment(key="k", name="表.docx"), form(picture()))
    assert not found.file.problem
    assert found.file.report["answers"]["name"] == "赵铁柱"
    assert list(found.kept) == [found.file.report["photo"]]


def test_of_a_form_without_a_photo_nothing_is_kept() -> None:
    found = examine(Attachment(key="k", name="表.docx"), form(None))
    assert found.file.report["answers"]["sex"] == "男"
    assert not found.kept


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_doc"),
        ("a.pdf", b"%PDF-1.7", "unknown_type"),
        ("a.txt", b"\x00\x01\x02", "unreadable"),
        ("a.jpg", b"hello", "not_an_image"),
        ("a.jpg", picture()[:300], "truncated"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 20, "heic"),
        ("a.txt", b"", "empty"),
    ],
)
def test_what_cannot_be_used_has_a_name(name: str, data: bytes, problem: str) -> None:
    found = examine(Attachment(key="k", name=name), data)
    assert found.file.problem == problem
    assert not found.kept


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_read_in_the_encodings_people_have(encoding: str) -> None:
    text = "二十年来，我只做了一件事。䶮"
    found = examine(Attachment(key="k", name="事迹.txt"), text.encode(encoding))
    assert found.file.report == {"text": text}


@given(st.binary(max_size=200), st.sampled_from(["", "a.docx", "a.jpg", "a.txt", "a.bin"]))
def test_no_bytes_whatever_are_too_much(data: bytes, name: str) -> None:
    found = examine(Attachment(key="k", name=name), data)
    assert found.file.size == len(data)
    assert found.file.problem or found.file.report
    assert is_picture(found.file) or not found.kept
