"""附件2: people in the order given, the same words as in their own forms, nobody twice (通知·七（二）)."""

from __future__ import annotations

import io

from docx import Document

from templates.application import fill_application
from templates.blank import Blank
from templates.roster import fill_roster
from tests.papers.forms.people import id_number, person, squeezed, tables


def codes(findings: list) -> list[tuple[str, str]]:  # type: ignore[type-arg]
    return [(f.field, f.code) for f in findings]


def several(count: int) -> list[dict]:  # type: ignore[type-arg]
    return [person(name=f"试{n}", id_number=id_number(n), remark="备注" * n) for n in range(count)]


def test_people_stand_in_the_order_given(roster_blank: Blank) -> None:
    people = several(3)[::-1]
    data, rows, findings = fill_roster(roster_blank, people)
    drawn = tables(data)[0]
    assert drawn[1:4] == rows
    assert [row[:2] for row in rows] == [["1", "试2"], ["2", "试1"], ["3", "试0"]]
    assert rows[0][9] == "备注备注"
    assert drawn[4] == [""] * 10
    assert findings == []


def test_the_eighth_person_gets_a_row(roster_blank: Blank) -> None:
    data, rows, _ = fill_roster(roster_blank, several(12))
    assert [row[0] for row in tables(data)[0][1:]] == [str(n) for n in range(1, 13)]
    assert [row[1] for row in rows] == [f"试{n}" for n in range(12)]


def test_the_two_papers_of_one_person_say_the_same(blank: Blank, roster_blank: Blank) -> None:
    one = person(birth_date="1979-11-02", unit="  某厂 ", education=["大学本科"])
    first = tables(fill_application(blank, one).data)[0]
    beside = {squeezed(a): b for row in first[:9] for a, b in zip(row[::2], row[1::2], strict=False)}
    data, rows, _ = fill_roster(roster_blank, [one])
    heads = [squeezed(h) for h in tables(data)[0][0]]
    row = dict(zip(heads, rows[0], strict=True))
    for head in ("姓名", "工作单位", "性别", "出生日期", "政治面貌", "文化程度"):
        assert row[head] == beside[head]
    assert row["职业（工种）"] == beside["职业（工种）名称"]
    assert row["职业资格等级"] == beside["职业资格等级（职业技能等级）"]


def test_lines_above_and_below_are_filled_and_keep_their_labels(roster_blank: Blank) -> None:
    data, _, _ = fill_roster(
        roster_blank, several(1), body="某区人社局", contact="试某", phone="010-55550000", mobile="13900000001"
    )
    lines = [squeezed(p.text) for p in Document(io.BytesIO(data)).paragraphs]
    assert "归口单位：某区人社局（盖章）2024年月日" in lines
    assert "联系人：试某联系电话：010-55550000手机：13900000001" in lines


def test_left_out_contacts_stay_blank(roster_blank: Blank) -> None:
    lines = [squeezed(p.text) for p in Document(io.BytesIO(fill_roster(roster_blank, several(1))[0])).paragraphs]
    assert "联系人：联系电话：手机：" in lines
    assert "归口单位：市工商联（盖章）2024年月日" in lines


def test_the_same_number_twice_is_a_double_application(roster_blank: Blank) -> None:
    twice = [person(), person(id_number=id_number(99)), person(name="试甲测")]
    assert codes(fill_roster(roster_blank, twice)[2]) == [("people[r3].id_number", "duplicate_person")]
    assert codes(fill_roster(roster_blank, twice[:2])[2]) == []


def test_a_lower_x_and_blanks_do_not_hide_the_same_number(roster_blank: Blank) -> None:
    number = "11019919850306013X"
    people = [person(id_number=number), person(id_number="110199 19850306 013x")]
    assert codes(fill_roster(roster_blank, people)[2]) == [("people[r2].id_number", "duplicate_person")]


def test_the_same_person_through_two_channels_is_reported(roster_blank: Blank) -> None:
    people = [person(), person(recommending_body="朝阳区人力资源和社会保障局")]
    found = codes(fill_roster(roster_blank, people)[2])
    assert ("people[r2].id_number", "two_channels") in found
    people[1]["recommending_body"] = people[0]["recommending_body"]
    assert ("people[r2].id_number", "two_channels") not in codes(fill_roster(roster_blank, people)[2])


def test_a_person_of_another_channel_than_the_lists_is_reported(roster_blank: Blank) -> None:
    found = fill_roster(roster_blank, several(1), body="首钢集团有限公司")[2]
    assert codes(found) == [("people[r1].recommending_body", "other_body")]
    assert codes(fill_roster(roster_blank, several(1), body="市工商联")[2]) == []


def test_two_people_without_numbers_are_not_the_same(roster_blank: Blank) -> None:
    people = [person(id_number=None), person(id_number="")]
    assert codes(fill_roster(roster_blank, people)[2]) == []


def test_findings_carry_no_persons_values(roster_blank: Blank) -> None:
    people = [person(), person(recommending_body="别处"), {}]
    for found in fill_roster(roster_blank, people, body="某处")[2]:
        assert person()["id_number"] not in found.message
        assert person()["name"] not in found.message
