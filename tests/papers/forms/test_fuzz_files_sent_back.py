"""Word files as no program should write them: parts lost, doubled, swapped, wrongly packed, tables torn. Whatever comes
in by the door every channel uses is refused in words or read, and what was read makes a form and a paper again."""

from __future__ import annotations

import io
import warnings
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from bot.attachments import examine
from dialogs.events import Attachment
from templates.application import fill_application
from templates.blank import BUILT_IN, blank_for
from templates.reading import read_form
from tests.conversations.person import Person
from tests.fuzzing import rounds
from tests.papers.forms.people import EDITION, POLICY, jpeg, parts, person, repacked

PACKINGS = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
DOCUMENT = "word/document.xml"
# what a cell, a row or a run may suddenly say of itself
SCRAPS = st.sampled_from(
    ['<w:gridSpan w:val="-1"/>', '<w:gridSpan w:val="99999999"/>', '<w:gridSpan w:val="x"/>', "<w:gridSpan/>", '<w:vMerge w:val="restart"/>',
     "<w:vMerge/>", "<w:tbl/>", "<w:tr/>", "<w:tc/>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", "<w:p><w:r><w:t>技师</w:t></w:r></w:p>",
     "<w:sdt><w:sdtContent/></w:sdt>", "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>新</w:t></w:r></w:ins>",
     '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', '<w:r><w:sym w:char="ZZ"/></w:r>', "<w:r><w:tab/><w:br/><w:t/></w:r>", "<!-- -->", "<?x y?>",
     '<w:fldSimple w:instr="DATE"/>', "<mc:AlternateContent/>", '<w:gridBefore w:val="7"/>', '<w:trHeight w:val="-5"/>', "&#65536;", "&#0;", "<![CDATA[<w:p>]]>"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["[Content_Types].xml", "_rels/.rels", DOCUMENT, "word/_rels/document.xml.rels", "word/media/photo.jpeg", "word/styles.xml",
     "word/settings.xml", "docProps/core.xml", "WORD/DOCUMENT.XML", "../../etc/passwd", "/word/document.xml", "word\\document.xml", "word/document.xml/", "x\x00y"]
)  # fmt: skip


class Sent(bytes):
    """A file; a failing example is shown by what was done to it, not by its bytes."""

    done: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return " ".join(self.done)


@lru_cache(maxsize=2)
def original(with_photo: bool) -> bytes:
    blank = blank_for(Path("nowhere"), POLICY, EDITION)
    return fill_application(blank, person(), photo=jpeg() if with_photo else None).data


def goes_all_the_way(data: bytes, name: str = "申报表.docx") -> None:
    """Examined as a channel does, offered to a conversation, taken over, and made into a paper again."""
    with mock.patch("bot.faults.report", side_effect=AssertionError("the last net was needed")):
        examined = examine(Attachment(key="f", name=name), data)
    report, problem = examined.file.report, examined.file.problem
    assert problem or report.get("text") or report.get("edition")
    somebody = Person()
    somebody.agree()
    before = somebody.answers
    somebody.file(
        name=name,
        media_type=examined.file.media_type,
        size=examined.file.size,
        problem=problem,
        report=report,
    )
    assert somebody.replies
    assert all(reply.text.strip() for reply in somebody.replies)
    if not report.get("text"):
        # words that are no form are taken as 主要事迹 being written; of a form nothing is taken before a yes
        assert somebody.answers == before
    if report.get("answers"):
        somebody.say("是")
        assert somebody.replies
        taken = somebody.answers
        assert {k for k, v in report["answers"].items() if v} <= {*taken, "photo"}
        blank = blank_for(Path("nowhere"), POLICY, EDITION)
        again = read_form(fill_application(blank, taken).data)
        assert not [found for found in again.findings if found.severity == "error"]


def packed(entries: list[tuple[str, bytes, int]]) -> bytes:
    """A zip of these (name, content, compression), doubles and all."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content, packing in entries:
            archive.writestr(name, content, compress_type=packing)
    return stream.getvalue()


@st.composite
def repackings(draw: st.DrawFn) -> Sent:
    """The form with some of its parts lost, doubled, renamed, exchanged, cut, recoded or filled with something else."""
    content = parts(original(draw(st.booleans())))
    entries = [(name, data, draw(PACKINGS)) for name, data in content.items()]
    done = []
    for _ in range(draw(st.integers(1, 4))):
        if not entries:
            break
        at = draw(st.integers(0, len(entries) - 1))
        name, data, packing = entries[at]
        what = draw(st.integers(0, 7))
        done.append(f"{what}:{name}")
        match what:
            case 0:
                del entries[at]
            case 1:
                entries.insert(draw(st.integers(0, len(entries))), (name, draw(st.binary(max_size=30)), packing))
            case 2:
                entries[at] = (draw(NAMES), data, packing)
            case 3:
                other = draw(st.integers(0, len(entries) - 1))
                entries[at] = (name, entries[other][1], packing)
            case 4:
                entries[at] = (name, data[: draw(st.integers(0, len(data)))], packing)
            case 5:
                text = data.decode("utf-8", "replace")
                entries[at] = (
                    name,
                    text.encode(draw(st.sampled_from(["utf-16", "utf-32", "gb18030", "utf-7"]))),
                    packing,
                )
            case 6:
                entries.append((draw(NAMES), draw(st.binary(max_size=40)), packing))
            case _:
                entries[at] = (name, b"\xef\xbb\xbf" + data.replace(b"utf-8", b"nonsense"), packing)
    data = packed(entries)
    if draw(st.booleans()):
        data = draw(st.binary(max_size=20)) + data + draw(st.binary(max_size=20))
        done.append("in between")
    sent = Sent(data)
    sent.done = tuple(done)
    return sent


@rounds(40, suppress_health_check=[HealthCheck.too_slow])
@given(repackings())
def test_parts_lost_doubled_or_exchanged(data: bytes) -> None:
    goes_all_the_way(data)


@rounds(40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.floats(0, 1), SCRAPS, st.sampled_from(["", "<w:tc>", "<w:tr ", "</w:tr>", "<w:p>"])), max_size=8
    )
)
def test_tables_torn_and_patched(edits: list[tuple[float, str, str]]) -> None:
    """Scraps of markup behind any tag, and tags lost: most are no XML any more, some are and mean something odd."""
    content = parts(original(False))
    pieces = content[DOCUMENT].decode().split(">")
    for place, scrap, lost in edits:
        at = int(place * (len(pieces) - 2))
        pieces[at] = (
            pieces[at] if lost and lost.rstrip("> ") in pieces[at] else f"{pieces[at]}>{scrap}".removesuffix(">")
        )
    goes_all_the_way(repacked({**content, DOCUMENT: ">".join(pieces).encode("utf-8", "surrogatepass")}))


@st.composite
def rearranged(draw: st.DrawFn) -> Sent:
    """Valid XML whose rows and cells were moved, doubled or taken out, with any text in them."""
    from lxml import etree

    content = parts(original(False))
    root = etree.fromstring(content[DOCUMENT])
    w, done = root.nsmap["w"], []
    for _ in range(draw(st.integers(1, 6))):
        tag = draw(st.sampled_from(["tr", "tc", "p", "tbl", "t", "tcPr"]))
        found = root.findall(f".//{{{w}}}{tag}")
        if not found:
            continue
        one, other = draw(st.sampled_from(found)), draw(st.sampled_from(found))
        what = draw(st.integers(0, 3))
        done.append(f"{what}:{tag}")
        match what:
            case 0 if tag != "tbl":
                one.getparent().remove(one)
            case 1 if one is not other and not {*one.iterancestors()} & {other}:
                other.addnext(one)
            case 2:
                other.addnext(etree.fromstring(etree.tostring(one)))
            case _:
                for text in one.iter(f"{{{w}}}t"):
                    text.text = draw(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=20))
    sent = Sent(repacked({**content, DOCUMENT: etree.tostring(root, xml_declaration=True, encoding="UTF-8")}))
    sent.done = tuple(done)
    return sent


@rounds(40, suppress_health_check=[HealthCheck.too_slow])
@given(rearranged())
def test_rows_and_cells_in_other_places(data: bytes) -> None:
    goes_all_the_way(data)


@rounds(60)
@given(st.data())
def test_any_bytes_of_any_blank(chosen: Any) -> None:
    """Bytes overwritten anywhere in a file of ours, headers and directory of the archive included."""
    file = chosen.draw(st.sampled_from(sorted(BUILT_IN.rglob("*.docx"))))
    data = bytearray(file.read_bytes())
    for _ in range(chosen.draw(st.integers(1, 6))):
        place = chosen.draw(st.integers(0, len(data) - 1) | st.integers(max(0, len(data) - 2000), len(data) - 1))
        data[place : place + 2] = chosen.draw(st.binary(min_size=1, max_size=4))
    goes_all_the_way(bytes(data), chosen.draw(st.sampled_from(["a.docx", "a.doc", "a.txt", "a", "a.jpg"])))


def test_a_roster_is_not_taken_for_deeds() -> None:
    roster = (BUILT_IN / POLICY / EDITION / "一览表.docx").read_bytes()
    assert examine(Attachment(key="f", name="一览表.docx"), roster).file.problem == "other_form"


def test_deeds_written_in_word_are_read_also_where_the_file_is_damaged_elsewhere() -> None:
    said = "2021年我带队改进工艺，一次合格率从92%提高到99%。"
    paragraph = f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"
    content = parts(original(False))
    xml = content[DOCUMENT].decode()
    start, end = xml.index("<w:body>") + len("<w:body>"), xml.index("</w:body>")
    whole = {**content, DOCUMENT: (xml[:start] + paragraph + xml[end:]).encode()}
    torn = {**whole, "word/_rels/document.xml.rels": b""}
    for file in (whole, torn):
        assert examine(Attachment(key="f", name="事迹.docx"), repacked(file)).file.report == {"text": said}


def test_a_fault_of_ours_stops_nobody() -> None:
    with mock.patch("templates.reading.read_form", side_effect=KeyError("secret")):
        assert examine(Attachment(key="f", name="a.docx"), original(False)).file.problem == "unreadable"
