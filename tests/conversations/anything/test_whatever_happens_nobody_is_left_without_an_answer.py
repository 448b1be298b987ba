"""Random people: any message, tap, edit, file, pause, in any order, redelivered or not."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from dialogs.agenda import agenda
from dialogs.events import Text
from dialogs.step import step
from tests.conversations.person import Person, library

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
ROUNDS = 300 if os.environ.get("TETIE_FUZZ") else 25


class Anybody(RuleBasedStateMachine):
    """One conversation under random use."""

    tokens = Bundle("tokens")

    @initialize(channel=st.sampled_from(["terminal", "telegram"]))
    def begin(self, channel: str) -> None:
        self.person = Person(channel=channel)
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

    def teardown(self) -> None:
        """What was undone as far as possible and redone again ends where it was."""
        if not hasattr(self, "person") or self.person.session is None or self.person.session.consent is None:
            return
        person = self.person
        person.say("先到这儿")
        before = person.answers
        count = len(person.session.undo) if person.session else 0
        for _ in range(count):
            person.say("撤销")
        for _ in range(count):
            person.say("重做")
        assert person.answers == before


Anybody.TestCase.settings = settings(
    max_examples=ROUNDS, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnybody = Anybody.TestCase
