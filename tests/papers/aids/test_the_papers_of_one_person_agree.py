"""Six papers out of one document: none contradicts another, and each says what is still open in it."""

from __future__ import annotations

import shutil

import pytest

from bot.papers import NAMES, Refused, make_papers
from dialogs.catalogue import POLICIES, load_catalogue
from dialogs.checks import check_form
from templates.aids.frame import wording
from tests.papers.aids.pictures import portrait
from tests.papers.aids.reading import headers, opened, tables, whole


@pytest.fixture
def make(catalogue, now):
    def run(document, *names, photo=None, asked=()):
        made = make_papers(names or NAMES, document, catalogue=catalogue, now=now, photo=photo, asked=asked)
        return {paper.name: paper for paper in made}

    return run


def test_all_six_are_made_and_none_has_a_problem(make, document):
    papers = make(document)
    assert tuple(papers) == NAMES
    assert all(paper.data[:2] == b"PK" and not paper.problem and paper.summary for paper in papers.values())


def test_the_report_holds_the_findings_of_the_chat_and_no_others(make, document, catalogue, now):
    answers = document["answers"]
    answers["birth_date"] = "1978-03-02"
    answers["work_history"][1]["start"] = "2011-01"
    del answers["hukou"]
    expected = check_form(catalogue.get("beijing-technician-allowance", "2024"), answers, today=now.date())
    review = make(document, "review")["review"]
    assert [(f.field, f.code, f.message) for f in review.findings] == [(f.field, f.code, f.message) for f in expected]
    text = whole(review.data)
    assert all(found.message in text and found.article in text and found.quote in text for found in expected)


def test_the_application_is_a_draft_until_nothing_required_is_open(make, document):
    assert "草稿" in headers(make(document, "application")["application"].data)[0]
    complete = make(document, photo=portrait())
    assert "草稿" not in headers(complete["application"].data)[0]


def test_a_photo_is_handed_over_as_a_jpeg_beside_the_form(make, document):
    papers = make(document, photo=portrait(kind="PNG"))
    assert papers["photo"].filename == "照片.jpg"
    assert papers["photo"].data[:3] == b"\xff\xd8\xff"
    assert [f.code for f in papers["photo"].findings] == ["photo_not_jpeg"]
    assert "photo" not in make(document, photo=b"no photo")


def test_a_photo_nobody_can_open_keeps_the_form_a_draft(make, document):
    papers = make(document, photo=portrait()[:200])
    assert "草稿" in headers(papers["application"].data)[0]
    assert [f.code for f in papers["application"].findings if f.field == "photo"] == ["photo_truncated"]


def test_the_list_says_made_for_what_was_made_and_wanted_for_the_rest(make, document):
    document["answers"]["evidence"] = {"certificate": True}
    items = tables(make(document, "materials", photo=portrait())["materials"].data)[0]
    states = {row[1].split("\n")[0]: row[4] for row in items[1:]}
    assert states["申报表"] == states["照片"] == "已生成"
    assert next(state for name, state in states.items() if "证书复印件" in name and "职业资格" in name) == "已备"
    assert "待补" in states.values()


def test_evidence_for_something_unknown_is_named(make, document):
    document["answers"]["evidence"] = {"diploma": True}
    assert "unknown_evidence" in {f.code for f in make(document, "materials")["materials"].findings}


def test_a_level_below_technician_moves_the_verdict_and_is_quoted(make, document):
    document["answers"]["skill_level"] = "高级工"
    document["answers"]["work_history"][1]["skill_level"] = "高级工"
    review = make(document, "review")["review"]
    assert "不满足" in whole(review.data)
    assert "具有技师及以上国家职业资格或技能等级证书" in whole(review.data)
    assert "level_below" in {f.code for f in review.findings}


def test_the_chaoyang_paper_goes_through_the_draft_article_by_article(make, document):
    data = make(document, "chaoyang")["chaoyang"].data
    (table,) = tables(data)
    articles = [row[0].split("\n")[0] for row in table[1:]]
    assert articles[0] == "办法·第二条"
    assert articles[-1] == "办法·第七条"
    assert [a for a in articles if a.startswith("办法·第四条（")] == [f"办法·第四条（{n}）" for n in "一二三四五六七八"]
    assert all("征求意见稿" in header for header in headers(data))


def test_the_general_faq_names_nobody(make, document):
    data = make({"edition": "2024", "answers": {}, "facts": {}}, "faq")["faq"].data
    assert document["answers"]["name"] not in whole(data)
    assert "通知" in whole(data)


def test_what_the_person_asked_stands_in_their_faq(make, document):
    text = whole(make(document, "faq", asked=["津贴一共给多少钱"])["faq"].data)
    assert "一次性特殊津贴" in text


def test_the_summary_names_what_is_open_and_says_so_when_nothing_is(make, document):
    del document["answers"]["hukou"]
    assert "户籍" in make(document, "application")["application"].summary
    assert (
        "户籍"
        not in make({**document, "answers": {**document["answers"], "hukou": "北京市海淀区"}}, "application")[
            "application"
        ].summary
    )


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"answers": []}, "answers"),
        ({"facts": "无"}, "facts"),
        ({"edition": "1999"}, "1999"),
        ({"edition": 2024}, "edition"),
        ({"statuses": [1]}, "statuses"),
    ],
)
def test_a_document_that_cannot_be_used_is_refused_by_the_key(make, document, change, named):
    with pytest.raises(Refused, match=named):
        make({**document, **change})


def test_a_paper_nobody_knows_is_refused_with_those_there_are(make, document):
    with pytest.raises(Refused, match="application"):
        make(document, "passport")


def test_data_that_cannot_be_used_stops_one_paper_and_no_other(document, now, tmp_path):
    root = shutil.copytree(POLICIES, tmp_path / "policies")
    (root / "chaoyang-leading-talent" / "2025-draft" / "articles.yaml").unlink()
    (root / "beijing-technician-allowance" / "2024" / "faq" / "9-broken.yaml").write_text("topic: 1", encoding="utf-8")
    papers = make_papers(NAMES, document, catalogue=load_catalogue([root]), now=now)
    assert {paper.name for paper in papers if paper.problem} == {"faq", "chaoyang"}
    assert all(bool(paper.data) != bool(paper.problem) for paper in papers)


def test_a_paper_about_someone_leaves_no_name_in_its_properties(make, document):
    for paper in make(document).values():
        assert document["answers"]["name"] not in (opened(paper.data).core_properties.title or "")
        assert document["answers"]["name"] not in paper.filename + paper.summary


def test_the_report_says_one_body_or_a_list_and_warns_of_one_that_is_neither(make, document):
    answers = document["answers"]
    answers |= {"unit_nature": "非公经济企业（民营）", "recommending_body": "市工商联"}
    report = whole(make(document, "review")["review"].data)
    several = wording()["review"]["route_several"].partition("{")[0]
    assert several in report and wording()["review"]["route_elsewhere"].rpartition("}")[2] not in report
    answers |= {"unit_nature": "国有企业（中央）"}
    report = whole(make(document, "review")["review"].data)
    assert several not in report and wording()["review"]["route_elsewhere"].rpartition("}")[2] in report


def test_what_the_story_tells_of_the_other_conditions_stands_in_the_report(document, catalogue, now):
    document["answers"]["deeds"] = "我主持改造了冷床，编写了操作规范。"
    assert document["answers"]["trainees"]
    told, bare = (
        whole(make_papers(["review"], {**document, "answers": answers}, catalogue=catalogue, now=now)[0].data)
        for answers in (document["answers"], {**document["answers"], "deeds": "天天上班。", "awards": []})
    )
    for article in ("通知·三（一）", "通知·三（三）"):
        assert article in told and article not in bare.split("由归口单位和评审认定的")[0]
    assert "我主持改造了冷床，编写了操作规范" in told
