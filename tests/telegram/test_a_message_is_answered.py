"""Somebody writes, taps, corrects, sends things: every one of them is answered once, in order."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.telegram.conftest import Running
from tests.telegram.double import Double
from tests.telegram.echo import heard


def picture(width: int = 390, height: int = 567) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 200)).save(out, "JPEG")
    return out.getvalue()


async def test_a_text_is_answered(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    assert (await someone.ask("你好")).text == "1. 你好"
    assert (await someone.ask("A&B<i>")).text == "2. A&B<i>"
    assert heard(bot.store, someone.id) == ["你好", "A&B<i>"]


async def test_commands_stand_in_the_menu_and_waiting_updates_are_kept(telegram: Double, tmp_path: object) -> None:
    someone = telegram.person()
    someone.say("之前说的")
    bot = Running(telegram, tmp_path)  # type: ignore[arg-type]
    assert (await someone.next()).text == "1. 之前说的"
    names = [command["command"] for command in telegram.state.commands]
    assert names == ["start", "form", "check", "ask", "review", "cancel", "privacy", "help"]
    await bot.stop()
    assert not telegram.state.updates


async def test_start_carries_its_payload_and_a_command_loses_the_bots_name(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    assert (await someone.ask("/start code42")).text == "1. start code42"
    assert (await someone.ask("/form@tetie_double_bot")).text == "2. /form"
    assert (await someone.ask("/start")).text == "3. start"


async def test_one_persons_messages_keep_their_order(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    words = ["慢", *map(str, range(30))]
    for word in words:
        someone.say(word)
    answers = [(await someone.next()).text for _ in words]
    assert answers == [f"{n}. {word}" for n, word in enumerate(words, 1)]


async def test_a_slow_turn_of_one_does_not_hold_up_another(telegram: Double, bot: Running) -> None:
    slow, quick = telegram.person(1), telegram.person(2)
    slow.say("慢")
    await telegram.state.until(lambda: any(call.params["timeout"] == "0" for call in telegram.calls("getUpdates")))
    assert (await quick.ask("快")).text == "1. 快"
    assert not slow.chat
    assert (await slow.next()).text == "1. 慢"


async def test_a_tap_gets_its_toast_and_its_answer(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    asked = await someone.ask("按钮")
    assert asked.labels == ["是", "不是", "以后补", "这个选项的名字比较长一些", "跳过"]
    query = someone.tap("以后补")
    assert (await someone.next()).text == "2. press 1:2"
    await telegram.state.until(lambda: query in telegram.state.tap_answers)
    assert telegram.state.tap_answers[query] == "收到"


async def test_a_tap_seen_before_is_answered_and_changes_nothing(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    query = someone.press("1:0")
    again = {**telegram.state.updates[telegram.state.next_update - 1]}
    await someone.next()
    await telegram.state.until(lambda: query in telegram.state.tap_answers)
    del telegram.state.tap_answers[query]
    # the same update, handed over once more
    assert (done := bot.service.handle(again)) is not None
    assert (await done).duplicate  # type: ignore[union-attr]
    await telegram.state.until(lambda: query in telegram.state.tap_answers)
    assert heard(bot.store, someone.id) == ["press 1:0"]


async def test_an_edited_message_is_a_correction(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    sent = someone.say("张建过")
    await someone.next()
    someone.correct(sent, "张建国")
    assert (await someone.next()).text == f"2. edited {sent}: 张建国"


async def test_stickers_and_voices_are_not_met_with_silence(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    someone.send_sticker()
    assert (await someone.next()).text == "1. other sticker"
    someone.send_voice()
    assert (await someone.next()).text == "2. other voice"


async def test_a_photo_comes_in_as_picture_or_as_file(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    someone.send_photo(picture(), caption="我的照片")
    assert (await someone.next()).text == "1. photo 390 我的照片"
    someone.send_document("证件照.jpg", picture(413, 579), kind="image/jpeg")
    assert (await someone.next()).text == "2. photo 413"
    # some phones do not say what it is
    someone.send_document("IMG_1", picture(400, 570))
    assert (await someone.next()).text == "3. photo 400"
    loaded = bot.store.snapshot("telegram", str(someone.id))
    assert loaded is not None


async def test_a_text_file_is_read_and_a_program_is_not(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    someone.send_document("事迹.txt", "参加工作以来".encode("gb18030"), kind="text/plain")
    assert (await someone.next()).text == "1. document 事迹.txt 参加工作以来"
    someone.send_document("a.exe", b"MZ\0\0")
    assert (await someone.next()).text == "2. document a.exe unknown_type"
    someone.send_document("空.txt", b"", kind="text/plain")
    assert (await someone.next()).text == "3. document 空.txt empty"


@pytest.mark.parametrize("declared", [True, False])
async def test_a_file_over_the_limit_is_named_and_not_fetched(telegram: Double, bot: Running, declared: bool) -> None:
    someone = telegram.person()
    someone.send_document("大.txt", b"x", size=30 * 1024 * 1024)
    if not declared:
        update = telegram.state.updates[telegram.state.next_update - 1]
        del update["message"]["document"]["file_size"]
    assert (await someone.next()).text == "1. document 大.txt too_large"
    assert not telegram.calls("download")
    assert len(telegram.calls("getFile")) == (0 if declared else 1)


async def test_a_truncated_picture_is_named_as_such(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    someone.send_photo(picture()[:200])
    assert (await someone.next()).text == "1. photo truncated"


async def test_an_album_is_answered_once(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    for width in (390, 391, 392):
        someone.send_photo(picture(width), album="A1")
    someone.say("好了")
    assert (await someone.next()).text == "1. photo 390"
    assert (await someone.next()).text == "2. 好了"


async def test_a_slow_download_holds_up_nobody_else(telegram: Double, bot: Running) -> None:
    slow, quick = telegram.person(1), telegram.person(2)
    telegram.faults.add(method="download", delay=1.0)
    slow.send_photo(picture())
    await telegram.state.until(lambda: telegram.calls("download"))
    for n in range(5):
        assert (await quick.ask(str(n))).text == f"{n + 1}. {n}"
    assert not slow.chat
    assert (await slow.next()).text == "1. photo 390"


async def test_a_file_that_cannot_be_fetched_is_said_so(telegram: Double, bot: Running) -> None:
    someone = telegram.person()
    telegram.faults.add(method="getFile", times=99, status=400, description="Bad Request: wrong file_id")
    someone.send_photo(picture())
    assert (await someone.next()).text == "1. photo not_fetched"


async def test_our_own_mistake_about_one_message_is_owned_up_to_and_the_next_one_is_answered(
    capfd: pytest.CaptureFixture[str], telegram: Double, bot: Running
) -> None:
    someone = telegram.person()
    someone.say("坏")
    assert "/help" in (await someone.next()).text
    assert (await someone.ask("好")).text == "1. 好"
    logged = capfd.readouterr().err
    assert "turn_failed" in logged
    assert "秘密" not in logged
    assert str(someone.id) not in logged
