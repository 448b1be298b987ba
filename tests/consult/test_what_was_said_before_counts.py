from __future__ import annotations

from datetime import date

import pytest

from dialogs.consult import Consult


def test_the_district_is_asked_about_after_the_city(consult: Consult) -> None:
    city = consult.ask("评上有什么待遇")
    district = consult.ask("那朝阳的呢", after="评上有什么待遇")
    assert city.policy == "beijing-technician-allowance"
    assert district.policy == "chaoyang-leading-talent"


def test_and_back_to_the_city(consult: Consult) -> None:
    assert consult.ask("那市里的呢", after="朝阳对年龄有要求吗").policy == "beijing-technician-allowance"


def test_why_gives_the_article_of_the_answer_before(consult: Consult) -> None:
    found = consult.ask("为什么", after="高级工能报吗")
    assert found.entry_id == consult.ask("高级工能报吗").entry_id
    assert found.sources[0].quote


def test_a_whole_question_is_not_bent_by_the_one_before(consult: Consult) -> None:
    alone = consult.ask("照片要什么底色")
    assert consult.ask("照片要什么底色", after="朝阳有什么支持").entry_id == alone.entry_id


@pytest.mark.parametrize("question", ["那我能领钱了？", "管几年", "年龄有限制吗", "谁推荐我"])
def test_in_a_talk_about_the_district_a_bare_question_is_the_districts(consult: Consult, question: str) -> None:
    found = consult.ask(question, topic="chaoyang-leading-talent")
    assert found.policy == "chaoyang-leading-talent"
    assert "征求意见稿" in found.status


@pytest.mark.parametrize("question", ["照片要什么底色", "盖什么章", "特贴年龄有限制吗"])
def test_but_what_only_the_city_asks_for_stays_the_citys(consult: Consult, question: str) -> None:
    assert consult.ask(question, topic="chaoyang-leading-talent").policy == "beijing-technician-allowance"


def test_the_pending_field_decides_what_a_short_question_is_about(consult: Consult) -> None:
    at_photo = consult.ask("有什么要求", field="photo")
    at_history = consult.ask("有什么要求", field="work_history[r1].start")
    assert at_photo.entry_id == "photo"
    assert at_history.entry_id == "history"


def test_am_i_eligible_goes_to_the_verdict_when_facts_are_known(consult: Consult) -> None:
    without = consult.ask("我符合条件吗")
    assert without.kind == "eligibility"
    low = consult.ask("我符合条件吗", facts={"cert_level": "高级工"}, today=date(2024, 3, 1))
    assert low.kind == "eligibility"
    assert low.text != without.text
    assert any("技师及以上" in s.quote for s in low.sources)


def test_unknown_facts_do_not_break_the_answer(consult: Consult) -> None:
    assert consult.ask("我符合条件吗", facts={"nonsense": 1}).kind == "eligibility"


def test_explain_names_the_winner_and_the_words_that_carried_it(consult: Consult) -> None:
    told = consult.explain("像片啥颜色的底儿")
    assert told["best"][0]["entry"] == "photo"
    assert {"photo", "colour"} <= set(told["ideas"])


@pytest.mark.parametrize("question", ["退休了市里的能报吗", "市里的高级工能报不", "北京市的给多少钱"])
def test_naming_the_city_leaves_the_district(consult: Consult, question: str) -> None:
    after = consult.ask(question, after="朝阳领军人才对年龄有什么要求")
    assert after.policy == "beijing-technician-allowance"
    assert after.entry_id == consult.ask(question).entry_id


def test_the_citys_contests_are_not_the_citys_allowance(consult: Consult) -> None:
    assert consult.ask("市里比赛第一名行吗", after="朝阳领军人才什么条件").policy == "chaoyang-leading-talent"


def test_a_question_only_the_notice_answers_is_answered_as_if_asked_alone(consult: Consult) -> None:
    alone = consult.ask("我徒弟才俩 够不够条件")
    after = consult.ask("我徒弟才俩 够不够条件", after="听说朝阳有支持政策，能给多少？")
    assert after.entry_id == alone.entry_id
    assert any(s.article == "通知·三（四）" for s in after.sources)
