"""Random people: any message, tap, edit, file, pause, in any order, redelivered or not."""

from __future__ import annotations

from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from bot.papers import NAMES, make_papers
from bot.telegram.rendering import TEXT_LIMIT, parts, units
from dialogs.agenda import agenda
from dialogs.answers import document
from dialogs.events import Text
from dialogs.step import step
from templates.reading import read_form
from tests.conversations.person import Person, library
from tests.fuzzing import rounds

SAYINGS = (
    "你好", "填申报表", "同意", "不同意", "我叫张建国", "男", "汉族", "以后补", "跳过", "上一步", "撤销", "重做", "复核", "进度", "帮助",
    "1985年3月6日", "85年3月6号", "北京海淀", "大专", "群众", "北京某某机电有限公司", "2003年6月", "焊工", "高级技师", "高级工", "技师",
    "改某一项", "改工作经历", "改主要事迹", "改荣誉称号", "没有", "没有了", "还有", "完成", "写完了", "取消本行", "恢复", "把第一条删了",
    "2003年6月到2010年5月在北京第一机床厂当焊工，班长，中级工", "2010年8月至今，北京某某机电有限公司，焊工，班组长，高级技师",
    "2021年，首都劳动奖章，北京市总工会，证书编号A1", "高级工带了12个，焊工", "照片要什么底色", "我符合吗", "为什么", "还差什么",
    "如果我明年考下技师呢", "资格预审", "朝阳支持", "先到这儿", "继续", "我的资料", "我的草稿", "删除我的资料", "不删了", "出申报表", "提纲",
    "把姓名改成李四", "把等级改成高级工", "确认", "取消", "1", "2", "第二个", "#skip", "#later", "？", "烦死了", "", "   ", "{{x}}", "A&B<c>",
    "13800138000", "姓名：王五，性别：女，民族：回族", "按时间排好", "说不准", "是", "不是", "问：照片多大？", "提醒我", "别提醒了",
    "2021年我带队改进工艺，一次合格率从92%提高到99%，一年省下材料费80万元，全厂都在用。",
)  # fmt: skip


_FORM = library().form()
_CELLS = st.sampled_from([*SAYINGS, "2003-07", "1985-03-06", "至今", "技师（二级）"]) | st.text(max_size=20)
_ROWS = {
    table: st.lists(st.dictionaries(st.sampled_from([c.key for c in spec.columns]), _CELLS, min_size=1), max_size=4)
    for table, spec in _FORM.tables.items()
}
FORMS = st.fixed_dictionaries(
    {}, optional={**{key: _CELLS for key in _FORM.fields if key != "photo"}, **_ROWS, "no_such_cell": _CELLS}
)
"""what a 申报表 sent back may say"""


def every_paper(person: Person) -> None:
    """Made of what the conversation holds; the form reads back without an error."""
    assert person.session is not None
    edition = person.session.editions[person.library.main]
    answers = document(person.session, person.library.form(edition), edition)
    catalogue, asked = person.library.catalogue, person.session.asked
    papers = make_papers(NAMES, answers, catalogue=catalogue, now=person.now, asked=asked)
    assert [paper.name for paper in papers] == list(NAMES)
    for paper in papers:
        assert not paper.problem
        assert paper.data.startswith(b"PK")
    assert not [found for found in read_form(papers[0].data).findings if found.severity == "error"]


class Anybody(RuleBasedStateMachine):
    """One conversation under random use."""

    tokens = Bundle("tokens")

    @initialize(channel=st.sampled_from(["terminal", "telegram"]), agreed=st.sampled_from([False, True, True]))
    def begin(self, channel: str, agreed: bool) -> None:
        self.person = Person(channel=channel)
        if agreed:
            self.person.agree()
        else:
            self.person.start()

    def _buttons(self) -> list[str]:
        return [c.token for r in self.person.replies for c in r.choices]

    @rule(target=tokens, text=st.one_of(st.sampled_from(SAYINGS), st.text(max_size=60)))
    def say(self, text: str) -> str:
        self.person.say(text)
        return next(iter(self._buttons()), "")

    @rule(target=tokens, index=st.integers(0, 12))
    def tap(self, index: int) -> str:
        buttons = self._buttons()
        if buttons:
            self.person.tap(buttons[index % len(buttons)])
        return next(iter(self._buttons()), "")

    @rule(token=tokens)
    def tap_something_old(self, token: str) -> None:
        before = self.person.answers if self.person.session else {}
        current = token in self._buttons()
        self.person.tap(token)
        if not current:
            assert self.person.answers == before

    @rule(number=st.integers(1, 30), text=st.sampled_from(SAYINGS))
    def edit(self, number: int, text: str) -> None:
        self.person.edit(number, text)

    @rule()
    def picture(self) -> None:
        self.person.photo(width=413, height=579)

    @rule()
    def sticker(self) -> None:
        self.person.sticker()

    @rule(answers=FORMS, problem=st.sampled_from(["", "", "macros", "other_form", "truncated", "never_heard_of"]))
    def form_sent_back(self, answers: dict[str, object], problem: str) -> None:
        findings = [{"message": "有一处要看", "article": "填表说明"}] if len(answers) > 2 else []
        report = (
            {} if problem else {"edition": "2024", "answers": answers, "findings": findings, "photo": "file1-photo"}
        )
        self.person.file(name="申报表.docx", problem=problem, report=report)

    @rule(text=st.text(min_size=1, max_size=200))
    def text_sent(self, text: str) -> None:
        self.person.file(name="事迹.txt", media_type="text/plain", report={"text": text})

    @rule()
    def comes_in_again(self) -> None:
        self.person.start()

    @rule()
    def a_reply_did_not_arrive(self) -> None:
        # nobody to answer: whoever blocked the bot hears nothing
        before = self.person.replies
        self.person.block()
        self.person.replies = before

    @rule(number=st.integers(0, 5))
    def a_timer_rings(self, number: int) -> None:
        if self.person.timers:
            before = self.person.replies
            self.person.ring(sorted(self.person.timers)[number % len(self.person.timers)])
            assert all(reply.text.strip() for reply in self.person.replies)
            # a reminder leaves the question on the screen as it was
            self.person.replies = before

    @rule(days=st.integers(0, 20))
    def pause(self, days: int) -> None:
        self.person.wait(days=days)

    @rule(text=st.sampled_from(SAYINGS))
    def redelivered(self, text: str) -> None:
        """The same step twice gives the same turn: a redelivery can be answered from what was stored."""
        event = Text(at=self.person.now, message="again", text=text)
        env = self._env()
        assert self.person.session is not None
        assert step(self.person.session, event, env) == step(self.person.session, event, env)

    def _env(self):  # type: ignore[no-untyped-def]
        from dialogs.env import Env

        return Env(library=library(), now=self.person.now, seed="p")

    @invariant()
    def somebody_answers(self) -> None:
        if not hasattr(self, "person"):
            return
        assert self.person.replies
        assert all(reply.text.strip() for reply in self.person.replies)
        asks = [r for r in self.person.replies if r.kind == "ask"]
        assert len(asks) <= 1
        assert not asks or asks[0] is self.person.replies[-1]

    @invariant()
    def the_form_holds_together(self) -> None:
        if not hasattr(self, "person") or self.person.session is None:
            return
        session = self.person.session
        form = library().form()
        assert all(path in form.fields or path in form.tables or "[" in path for path in agenda(session, form))
        for table, rows in session.rows.items():
            assert len(rows) == len(set(rows)), table
        if session.consent is None and not session.answers:
            assert self.person.answers == {}

    @invariant()
    def every_reply_can_be_shown_on_a_phone(self) -> None:
        for reply in self.person.replies if hasattr(self, "person") else ():
            for part in parts(reply, progress="（{done}／{total}）"):
                assert 0 < units(part.plain) <= TEXT_LIMIT

    def teardown(self) -> None:
        """Every paper can be made of it, and what was undone as far as possible and redone again ends where it was."""
        if not hasattr(self, "person") or self.person.session is None or self.person.session.consent is None:
            return
        person = self.person
        every_paper(person)
        person.say("先到这儿")
        before = person.answers
        count = len(person.session.undo) if person.session else 0
        for _ in range(count):
            person.say("撤销")
        for _ in range(count):
            person.say("重做")
        assert person.answers == before


Anybody.TestCase.settings = rounds(25, stateful_step_count=25, suppress_health_check=list(HealthCheck))
TestAnybody = Anybody.TestCase
