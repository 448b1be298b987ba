from __future__ import annotations

import re
from copy import deepcopy

from dialogs.agenda import standing
from dialogs.draft import Draft
from dialogs.env import Env
from dialogs.talk.findings import all_findings
from tests.conversations.person import Person
from tests.understanding.corpus import id_number

INTAKE = (
    "我叫王铁柱，男，汉族", "以后补", "85年3月6号", "北京海淀", "大专", "群众", "北京某某机电有限公司", "以后补", "2003年6月",
    "北京市石景山区某某路68号", "李梅", "55585175转12", "民营企业", "焊工", "高级技师", id_number("11010519850306001"),
    "13800000000", "石景山区人社局", "以后补", "2003年6月到2010年5月在北京第一机床厂当焊工，班长，中级工",
    "2010年6月至2020年12月，北京某某机电有限公司，焊工", "以后补", "高级工", "没有了", "没有", "没有", "没有",
    "以后补", "单位推荐意见", "以后补", "改性别", "女", "确认", "撤销", "手机改13811112222",
)  # fmt: skip


def numbers(person: Person, said: str) -> list[int]:
    """What a copy of the person is told when it says this."""
    twin = deepcopy(person)
    twin.say(said)
    return [int(n) for n in re.findall(r"\d+", re.sub(r"（.*?）", "", twin.said.split("留着")[0]))]


def test_at_every_step_of_an_intake(filling: Person) -> None:
    seen = set()
    for line in INTAKE:
        filling.say(line)
        if filling.session is None or filling.session.pending is not None or filling.session.essay:
            continue
        ask = next(r for r in filling.replies if r.kind == "ask")
        assert ask.progress is not None
        done, total = ask.progress
        seen.add(done)
        assert numbers(filling, "进度")[:2] == [done, total], line
        assert numbers(filling, "烦死了")[:3] == [done, total, total - done], line
        assert numbers(filling, "还差什么")[:1] == [total - done], line
        if ask.field == "review":
            assert str(total - done) in ask.text, line
    assert len(seen) > 15


def test_a_paper_is_a_draft_exactly_while_something_is_open(reviewing: Person) -> None:
    session, library = reviewing.session, reviewing.library
    assert session is not None
    draft = Draft(session, Env(library=library, now=reviewing.now))
    wanted = {f.field for f in all_findings(draft) if f.open}
    assert wanted == set(standing(session, library.form()).open) == {"photo", "deeds"}


def test_a_cell_put_off_leaves_its_table_open(filling: Person) -> None:
    filling.tell("改工作经历", "2003年6月至今，北京第一机床厂，焊工，班组长，高级技师", "没有了")
    done = filling.replies[-1].progress
    other = Person()
    other.agree()
    other.tell("改工作经历", "2003年6月至今，北京第一机床厂，焊工", "以后补", "以后补", "没有了")
    assert done is not None
    assert other.replies[-1].progress == (done[0] - 1, done[1])


def test_what_is_optional_counts_only_once_begun(reviewing: Person) -> None:
    before = reviewing.replies[-1].progress
    assert before is not None
    reviewing.tell("推荐意见", "以后补")
    assert reviewing.replies[-1].progress == (before[0], before[1] + 1)


def open_fields(person: Person) -> set[str]:
    """The items that the findings call open, as 复核 and the papers name them."""
    assert person.session is not None
    found = all_findings(Draft(person.session, Env(library=person.library, now=person.now)))
    return {f.field.partition("[")[0] for f in found if f.open}


def test_a_table_taken_back_is_open_for_the_papers_too(reviewing: Person) -> None:
    reviewing.tell("改培养人才", "高级工3人，焊工", "没有了")
    before = open_fields(reviewing)
    while "trainees" in reviewing.answers:
        reviewing.say("撤销")
    assert reviewing.session is not None
    assert open_fields(reviewing) == set(standing(reviewing.session, reviewing.library.form()).open)
    assert open_fields(reviewing) - before == {"trainees"}


def test_people_trained_without_their_trade_leave_the_table_open_until_it_is_said(reviewing: Person) -> None:
    reviewing.tell("改培养人才", "带出高级工3人")
    assert reviewing.asked is not None and reviewing.asked.endswith(".senior_occupation")
    reviewing.tell("以后补", "没有了")
    assert reviewing.session is not None
    assert "trainees" in standing(reviewing.session, reviewing.library.form()).open
    assert "trainees" in open_fields(reviewing)
    reviewing.tell("改培养人才第1条高级工职业", "焊工")
    assert reviewing.answers["trainees"][0].get("senior_occupation") == "焊工"
    assert "trainees" not in open_fields(reviewing)


def test_a_trade_left_out_on_purpose_is_remarked_and_no_longer_open(reviewing: Person) -> None:
    reviewing.tell("改培养人才", "带出高级工3人", "没有", "没有", "没有", "没有了")
    assert reviewing.session is not None
    assert "trainees" not in open_fields(reviewing)
    assert "trainees" not in standing(reviewing.session, reviewing.library.form()).open
