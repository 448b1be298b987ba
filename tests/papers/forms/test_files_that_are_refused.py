"""A file that is no form, too big, a bomb, with macros or broken: one plain sentence, never an exception."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates.application import fill_application
from templates.blank import BUILT_IN, Blank, blank_for
from templates.reading import read_application, read_form
from tests.fuzzing import rounds
from tests.papers.forms.people import EDITION, POLICY, parts, person, repacked, with_document


def code(data: bytes) -> str:
    answers, findings = read_application(data)
    assert answers == {}
    (only,) = findings
    assert only.severity == "error"
    return only.code


def test_other_files_are_named_for_what_they_are() -> None:
    assert code(b"") == "not_docx"
    assert code(b"%PDF-1.7 ...") == "not_docx"
    assert code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "old_doc"
    assert code(repacked({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<Types/>"})) == "not_docx"
    assert code((BUILT_IN / POLICY / EDITION / "一览表.docx").read_bytes()) == "other_form"


def test_macros_are_refused_however_they_are_named(blank: Blank) -> None:
    filled = parts(fill_application(blank, person()).data)
    assert code(repacked({**filled, "word/vbaProject.bin": b"x"})) == "macros"
    assert code(repacked({**filled, "word/VBAPROJECT.BIN": b"x"})) == "macros"
    types = filled["[Content_Types].xml"].replace(b"wordprocessingml.document.main", b"x.macroEnabled.main")
    assert code(repacked({**filled, "[Content_Types].xml": types})) == "macros"


def test_bombs_are_not_unpacked(blank: Blank) -> None:
    filled = parts(fill_application(blank, person()).data)
    assert code(repacked({**filled, "word/media/x.bin": bytes(80 * 1024 * 1024)})) == "zip_bomb"
    assert code(repacked({**filled, **{f"x{n}": b"" for n in range(2100)}})) == "zip_bomb"
    assert code(repacked({**filled, "word/document.xml": b"<a>" + b" " * (30 * 1024 * 1024)})) == "zip_bomb"


def test_a_size_that_lies_is_found_out(blank: Blank) -> None:
    data = bytearray(repacked({**parts(fill_application(blank, person()).data), "z": bytes(1000)}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.start_dir
    place = data.index(b"word/document.xml", start) - 46 + 24
    data[place : place + 4] = (100).to_bytes(4, "little")
    assert code(bytes(data)) == "damaged"


def test_too_large_is_said_before_anything_is_read() -> None:
    assert code(b"PK\x03\x04" + bytes(21 * 1024 * 1024)) == "too_large"


def test_entities_and_document_types_are_refused(blank: Blank) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    data = with_document(fill_application(blank, person()).data, lambda xml: xml.replace("?>", "?>" + bomb, 1))
    assert code(data) == "damaged"
    outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    data = with_document(fill_application(blank, person()).data, lambda xml: xml.replace("?>", "?>" + outside, 1))
    assert code(data) == "damaged"


def test_xml_nested_beyond_reason_is_refused(blank: Blank) -> None:
    deep = "<w:p>" * 4000 + "</w:p>" * 4000
    data = with_document(fill_application(blank, person()).data, lambda xml: xml.replace("<w:body>", "<w:body>" + deep))
    assert code(data) == "damaged"


def test_pictures_outside_the_file_are_not_fetched(blank: Blank) -> None:
    from tests.papers.forms.people import jpeg

    filled = parts(fill_application(blank, person(), photo=jpeg()).data)
    rels = filled["word/_rels/document.xml.rels"]
    outside = rels.replace(b'Target="media/photo.jpeg"', b'Target="file:///etc/hostname" TargetMode="External"')
    climbing = rels.replace(b"media/photo.jpeg", b"../../../../etc/hostname")
    for changed in (outside, climbing):
        assert changed != rels
        assert read_form(repacked({**filled, "word/_rels/document.xml.rels": changed})).photo is None


@pytest.mark.parametrize("cut", [10, 100, 1000, 5000, -30, -1])
def test_a_file_cut_short_is_refused(blank: Blank, cut: int) -> None:
    assert code(fill_application(blank, person()).data[:cut]) in ("damaged", "not_docx")


def test_refusals_carry_nothing_of_the_file(blank: Blank) -> None:
    for found in read_application(fill_application(blank, person()).data[:-30])[1]:
        assert person()["name"] not in found.message


@rounds(60)
@given(edits=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), min_size=1, max_size=12))
def test_fuzz_a_damaged_file_never_raises(edits: list[tuple[float, bytes]]) -> None:
    data = bytearray(fill_application(blank_for(Path("nowhere"), POLICY, EDITION), person()).data)
    for place, content in edits:
        at = int(place * (len(data) - 1))
        data[at : at + len(content)] = content
    read_form(bytes(data))


@rounds(60)
@given(
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from(["<w:p>", "</w:tc>", "<w:tr/>", "<w:tbl/>", "", "&x;"])),
        min_size=1,
        max_size=5,
    )
)
def test_fuzz_a_torn_document_never_raises(edits: list[tuple[float, str]]) -> None:
    def change(xml: str) -> str:
        pieces = xml.split(">")
        for place, content in edits:
            at = int(place * (len(pieces) - 1))
            pieces[at] = pieces[at] + ">" + content.removesuffix(">") if content else pieces[at]
        return ">".join(pieces)

    blank = blank_for(Path("nowhere"), POLICY, EDITION)
    read_form(with_document(fill_application(blank, person()).data, change))
