from __future__ import annotations

import io

import docx
import pytest

from bot.attachments import examine
from dialogs.events import Attachment
from tests.conversations.person import Person

PIECE = "2021年我带队改了转向架焊接工艺，一次合格率从92%提高到99%，一年省下材料费80万元。"


@pytest.fixture
def essay(filling: Person) -> Person:
    filling.say("改主要事迹")
    assert filling.asked == "deeds"
    return filling


def test_several_messages_become_one_text_and_the_count_is_told(essay: Person) -> None:
    essay.say(PIECE)
    essay.say("我还带了六个徒弟。")
    essay.say("写完了")
    assert essay.answers["deeds"] == f"{PIECE}\n我还带了六个徒弟。"
    assert essay.asked != "deeds"


def test_a_question_inside_the_text_stays_text(essay: Person) -> None:
    essay.say("当时大家都问，这个缝到底能不能一次焊透？我说能。")
    assert "能不能一次焊透" in essay.answers["deeds"]
    assert essay.asked == "deeds"


def test_a_question_marked_as_one_is_answered_and_not_stored(essay: Person) -> None:
    essay.say(PIECE)
    essay.say("问：主要事迹最多多少字？")
    assert essay.answers["deeds"] == PIECE
    assert "1000" in essay.said
    assert essay.asked == "deeds"


def test_over_the_limit_nothing_is_cut_and_three_ways_are_offered(essay: Person) -> None:
    text = PIECE * 70
    essay.say(text)
    assert essay.answers["deeds"] == text
    assert {"trim", "more", "appendix"} <= {c.id for c in essay.replies[-1].choices}
    essay.choose("appendix")
    assert essay.answers["deeds"] == text
    assert essay.answers["deeds_appendix"] is True


def test_undo_takes_back_the_last_piece(essay: Person) -> None:
    essay.tell(PIECE, "写错了的一句。", "撤销")
    assert essay.answers["deeds"] == PIECE
    assert essay.asked == "deeds"


def test_the_outline_holds_only_what_was_told(filling: Person) -> None:
    filling.say("张建国")
    filling.tell("改荣誉称号", "2021年，首都劳动奖章，北京市总工会，证书编号A1", "没有了", "改主要事迹")
    filling.say("给我个提纲")
    assert "首都劳动奖章" in filling.said
    assert "张建国" in filling.said
    assert "专利" not in filling.said


def test_a_text_file_counts_as_typing(essay: Person) -> None:
    essay.file(name="a.txt", report={"text": PIECE})
    assert essay.answers["deeds"] == PIECE


def test_a_word_file_with_the_story_counts_as_typing(essay: Person) -> None:
    document = docx.Document()
    document.add_paragraph(PIECE)
    out = io.BytesIO()
    document.save(out)
    found = examine(Attachment(key="k", name="事迹.docx"), out.getvalue()).file
    essay.file(name="事迹.docx", report=found.report, problem=found.problem)
    assert essay.answers["deeds"] == PIECE


def test_a_story_of_long_ago_is_told_that_recent_years_count(essay: Person) -> None:
    old, new = PIECE.replace("2021", "2012") * 3, PIECE * 3
    essay.tell(old, "写完了")
    assert "近五年" in essay.said
    essay.tell("改主要事迹", "重写", new, "写完了")
    assert "近五年" not in essay.said
