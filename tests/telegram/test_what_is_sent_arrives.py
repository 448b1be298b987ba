"""Replies reach the chat in order and within Telegram's limits, whatever Telegram answers on the way."""

from __future__ import annotations

import pytest

from tests.telegram.conftest import Running
from tests.telegram.double import Double
from tests.telegram.double.entities import units
from tests.telegram.echo import heard


async def test_a_long_reply_is_split_at_lines_and_no_part_is_over_the_limit(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    someone.say("长")
    parts = [await someone.next()]
    while "<第199行>" not in parts[-1].text:
        parts.append(await someone.next())
    assert len(parts) > 2
    assert all(units(part.text) <= 4096 for part in parts)
    lines = "\n".join(part.text for part in parts).split("\n")
    assert lines == [f"<第{i}行> & {'字' * 50}" for i in range(200)]
    # every part is bold from end to end: no tag was cut
    assert [p.entities for p in parts] == [[{"type": "bold", "offset": 0, "length": units(p.text)}] for p in parts]


async def test_a_quotation_stands_as_one_and_its_signs_are_inert(telegram: Double, bot: Running) -> None:
    shown = await telegram.person().ask("引用")
    assert "a < b & c > d" in shown.text
    assert [e["type"] for e in shown.entities] == ["blockquote"]


async def test_a_question_shows_its_buttons_once_and_where_it_stands(telegram: Double, bot: Running) -> None:
    shown = await telegram.person().ask("按钮")
    assert [len(row) for row in shown.buttons] == [3, 1, 1]
    assert "3" in shown.text
    assert "40" in shown.text


async def test_two_replies_arrive_in_order_also_when_the_first_needs_three_tries(
    telegram: Double, bot: Running
) -> None:
    someone = telegram.person()
    telegram.faults.add(method="sendMessage", status=502, times=2)
    someone.say("两条")
    assert [(await someone.next()).text for _ in range(2)] == ["1. 两条", "second"]
    assert len(telegram.calls("sendMessage")) == 4


async def test_told_to_wait_the_bot_waits_and_other_chats_do_not(telegram: Double, bot: Running) -> None:
    limited, other = telegram.person(1), telegram.person(2)
    telegram.faults.add(method="sendMessage", chat=limited.id, status=429, retry_after=1)
    limited.say("一")
    await telegram.state.until(lambda: telegram.calls("sendMessage", limited.id))
    assert (await other.ask("二")).text == "1. 二"
    assert not limited.chat
    assert (await limited.next()).text == "1. 一"
    first, second = telegram.calls("sendMessage", limited.id)
    assert second.at - first.at >= 1.0


async def test_a_limit_on_two_chats_at_once_is_a_limit_on_all(telegram: Double, bot: Running) -> None:
    first, second, third = (telegram.person(n) for n in (1, 2, 3))
    for person in (first, second):
        telegram.faults.add(method="sendMessage", chat=person.id, status=429, retry_after=1)
        person.say("一")
    refused = await telegram.state.until(
        lambda: [c for c in telegram.calls("sendMessage") if c.status == 429][1:] or None
    )
    third.say("三")
    for person in (first, second, third):
        await person.next()
    assert telegram.calls("sendMessage", third.id)[0].at - refused[0].at >= 0.9


async def test_a_cut_connection_loses_nothing(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    telegram.faults.add(method="sendMessage", drop="before")
    assert (await someone.ask("一")).text == "1. 一"
    telegram.faults.add(method="sendMessage", drop="after")
    someone.say("二")
    # it had arrived; that the bot cannot know, so it may come twice, but never not at all
    assert (await someone.next()).text == "2. 二"
    assert (await someone.next()).text == "2. 二"
    assert (await someone.ask("三")).text == "3. 三"


async def test_refused_html_arrives_as_plain_text(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    telegram.faults.add(
        method="sendMessage", status=400, description="Bad Request: can't parse entities: Unsupported start tag"
    )
    assert (await someone.ask("a<b")).text == "1. a<b"
    assert "parse_mode" not in telegram.calls("sendMessage")[1].params


async def test_a_message_refused_for_good_is_recorded_and_the_next_one_arrives(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    telegram.faults.add(method="sendMessage", status=400, description="Bad Request: something new")
    someone.say("一")
    assert (await someone.ask("二")).text.endswith("二")
    await telegram.state.until(lambda: "undelivered rejected" in heard(bot.store, someone.id))


async def test_who_has_blocked_the_bot_gets_nothing_more_until_they_return(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    telegram.state.blocked.add(someone.id)
    someone.say("两条")
    await telegram.state.until(lambda: "undelivered blocked" in heard(bot.store, someone.id))
    assert not someone.chat
    telegram.state.blocked.discard(someone.id)
    # the second reply of then was given up with the first
    assert (await someone.ask("我回来了")).text == "3. 我回来了"


async def test_blocking_is_heard_of_without_sending(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    await someone.ask("你好")
    someone.block()
    await telegram.state.until(lambda: heard(bot.store, someone.id)[-1] == "undelivered blocked")
    assert len(telegram.calls("sendMessage")) == 1


async def test_a_paper_is_uploaded_once_and_sent_again_by_reference(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    assert (await someone.ask("文件")).text == "给您"
    first = await someone.next()
    assert (first.file_name, first.caption, first.uploaded) == ("申报表.docx", "草稿", True)
    assert telegram.state.files[first.file_id].startswith(b"PK")
    assert "upload_document" in telegram.state.actions[someone.id]
    assert (await someone.ask("文件")).text == "给您"
    second = await someone.next()
    assert (second.file_id, second.uploaded) == (first.file_id, False)


async def test_a_reference_telegram_has_forgotten_is_uploaded_again(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    await someone.ask("文件")
    first = await someone.next()
    del telegram.state.files[first.file_id]
    await someone.ask("文件")
    assert (await someone.next()).uploaded


async def test_a_slow_answer_is_announced_by_typing(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    telegram.faults.add(method="getFile", delay=1.2)
    someone.send_document("a.txt", b"a", kind="text/plain")
    await someone.next()
    assert telegram.state.actions[someone.id] == ["typing"]


async def test_a_tap_too_old_to_answer_still_counts(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    telegram.state.tap_life = -1.0
    someone.press("1:1")
    assert (await someone.next()).text == "1. press 1:1"


@pytest.mark.parametrize("people", [40])
async def test_many_at_once_are_all_answered_once(telegram: Double, bot: Running, people: int) -> None:
    everyone = [telegram.person(n) for n in range(people)]
    telegram.faults.add(method="sendMessage", status=502, times=10)
    for word in ("一", "二", "三"):
        for person in everyone:
            person.say(word)
    for person in everyone:
        assert [(await person.next()).text for _ in range(3)] == ["1. 一", "2. 二", "3. 三"]
        assert heard(bot.store, person.id) == ["一", "二", "三"]
    await telegram.state.until(lambda: not telegram.state.updates)
