from __future__ import annotations

from dialogs.consult import Consult, faq_for, faq_general


def ids(answers: object) -> list[str]:
    assert isinstance(answers, list)
    return [a.entry_id for a in answers]


def test_the_general_paper_covers_the_notice_and_the_district(consult: Consult) -> None:
    general = faq_general(consult)
    assert len(general) > 20
    assert {a.policy for a in general} == {"beijing-technician-allowance", "chaoyang-leading-talent"}
    assert ids(faq_for(consult)) == ids(general)


def test_what_was_asked_comes_first_and_only_once(consult: Consult) -> None:
    chosen = ids(faq_for(consult, asked=["照片要什么底色", "相片几寸", "今天天气"]))
    assert chosen[0] == "photo"
    assert chosen.count("photo") == 1


def test_one_fact_changes_what_is_chosen(consult: Consult) -> None:
    assert "route_private" in ids(faq_for(consult, facts={"unit_ownership": "民营"}))
    assert "route_private" not in ids(faq_for(consult, facts={"unit_ownership": "市属"}))
    assert "level" in ids(faq_for(consult, answers={"skill_level": "高级工"}))
    assert "level" not in ids(faq_for(consult, answers={"skill_level": "高级技师（一级）"}))


def test_open_points_bring_their_rule(consult: Consult) -> None:
    assert "history" in ids(faq_for(consult, open_points=["work_history[r2].start"]))


def test_every_answer_has_a_source(consult: Consult) -> None:
    for answer in faq_for(consult, facts={"work_district": "朝阳区", "retired": True}, asked=["津贴多少钱"]):
        assert answer.sources


def test_a_field_that_is_open_brings_one_entry_and_what_was_asked_comes_first(consult):
    asked = ids(faq_for(consult, asked=["归口单位怎么选"]))
    chosen = ids(faq_for(consult, open_points=["photo", "honours[r1].certificate_no"], asked=["归口单位怎么选"]))
    photos = [entry.id for entry in consult.entries if "photo" in entry.fields]
    assert chosen[0] == asked[0]
    assert len(photos) > 1 and len(set(photos) & set(chosen)) == 1
    assert {"evidence"} == set(chosen) - set(asked) - set(photos)


def test_an_empty_table_brings_nothing_about_its_rows(consult):
    assert "awards_order" in ids(faq_for(consult, answers={"awards": [{"award": "某奖"}]}))
    assert "awards_order" not in ids(faq_for(consult, answers={"awards": []}))
