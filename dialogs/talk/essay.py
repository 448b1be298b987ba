"""Long texts over several messages: 主要事迹 (≤ 1000, 填表说明·二.3) and 所在单位推荐意见 (≤ 200)."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.commands import Cut
from dialogs.display import excerpt
from dialogs.draft import Draft
from dialogs.effects import Phrase
from dialogs.form import FieldSpec, Option
from dialogs.parsing import Problem, parse
from dialogs.parsing.essays import where
from dialogs.session import Pending
from dialogs.talk import papers, recall
from dialogs.talk.menus import menu
from dialogs.text import clean, measure
from dialogs.understanding.cutting import without

APPENDIX = "deeds_appendix"
ONE_PLACE = 60
"""characters of a long text that go by words without being asked about"""


def limit(spec: FieldSpec) -> int:
    """How many characters the cell takes."""
    return int(spec.options.get("most", 1000))


def begin(draft: Draft, path: str) -> None:
    """Start collecting; what stood there before stays and is added to."""
    draft.set(essay=path, target="", goal=draft.get("goal") or "form")


def add(draft: Draft, path: str, text: str) -> None:
    """One more message of the text; told how long it is now and where the limit falls."""
    spec = _spec(draft, path)
    before = draft.answers.get(path)
    old = before.value if before is not None and isinstance(before.value, str) else ""
    piece = clean(text).strip()
    whole = f"{old}\n{piece}" if old else piece
    draft.write(path, whole, raw=whole)
    draft.set(essay=path, target="", misses=0, goal=draft.get("goal") or "form")
    length, most = measure(whole), limit(spec)
    if length > most and not _appendix(draft):
        draft.say(
            "essay.over", length=length, limit=most, over=length - most, edge=" ".join(where(whole, most).split())
        )
    else:
        draft.say("essay.so_far", length=length, limit=most)


def finish(draft: Draft) -> None:
    """写完了: check the whole text once and leave."""
    path = draft.get("essay")
    spec = _spec(draft, path)
    answer = draft.answers.get(path)
    draft.set(essay="")
    if answer is None or not answer.value:
        draft.mark(path, "later" if spec.required else "skipped")
        draft.say("essay.empty", name=spec.name)
        recall.offer(draft, path)
        return
    outcome = parse(spec, str(answer.value), context={}, today=draft.env.today)
    draft.say("essay.done", name=spec.name, length=measure(str(answer.value)))
    if isinstance(outcome, Problem):
        draft.say("echo.notes", lines=(Phrase("echo.note", {"text": outcome.message}),))
    elif outcome.warnings and not _appendix(draft):
        lines = tuple(Phrase("echo.note", {"text": note.message}) for note in outcome.warnings)
        draft.say("echo.notes", lines=lines)
    recall.offer(draft, path)


def put_off(draft: Draft) -> None:
    """以后补: what is written so far is kept."""
    path = draft.get("essay")
    draft.mark(path, "later" if not draft.answers.get(path) else "answered")
    draft.set(essay="")
    draft.say("essay.kept")


def restart(draft: Draft) -> None:
    """重写: the old text goes (撤销 brings it back)."""
    path = draft.get("essay") or draft.get("target")
    draft.answers.pop(path, None)
    draft.set(essay=path, target="")
    draft.say("essay.cleared")


def appendix(draft: Draft) -> None:
    """另附页: the whole text goes into the paper, the rest on an extra page (填表说明·注意事项2)."""
    draft.write(APPENDIX, True)
    draft.set(last_path=draft.get("essay"))
    draft.say("essay.appendix")


def cut(draft: Draft, command: Cut) -> None:
    """Words taken out again: a sentence at once and shown, more than that after a yes."""
    text = _text(draft, command.path)
    if not command.pieces or not all(piece in text for piece in command.pieces):
        draft.complain("essay.not_there", name=_spec(draft, command.path).name, said=excerpt(command.said, 30))
        return
    if sum(map(len, command.pieces)) > ONE_PLACE:
        draft.set(pending=Pending(kind="cut", path=command.path, data={"pieces": list(command.pieces)}))
        return
    take_out(draft, command.path, command.pieces)


def take_out(draft: Draft, path: str, pieces: Sequence[str]) -> None:
    """The words go; 撤销 brings them back."""
    whole = without(_text(draft, path), tuple(pieces))
    if whole:
        draft.write(path, whole, raw=whole)
    else:
        draft.answers.pop(path, None)
    draft.say("essay.cut", name=_spec(draft, path).name, length=measure(whole), lines=lines(pieces))
    papers.tell_outdated(draft)


def lines(pieces: Sequence[str]) -> tuple[Phrase, ...]:
    """The words to be cut, one under another."""
    return tuple(Phrase("essay.cut_line", {"text": piece}) for piece in pieces)


def cut_question(draft: Draft, waiting: Pending) -> Phrase:
    """The long stretch that would go."""
    return Phrase("essay.cut_sure", {"name": _spec(draft, waiting.path).name, "lines": lines(waiting.data["pieces"])})


def look(draft: Draft, path: str) -> None:
    """What is written so far, in full."""
    text = _text(draft, path)
    if text:
        draft.say("essay.look", name=_spec(draft, path).name, length=measure(text), text=text)
    else:
        draft.say("essay.nothing_yet", name=_spec(draft, path).name)


def _text(draft: Draft, path: str) -> str:
    answer = draft.answers.get(path)
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


def question(draft: Draft, path: str) -> tuple[Phrase, tuple[Option, ...]]:
    """The prompt while a text is being collected."""
    spec = _spec(draft, path)
    answer = draft.answers.get(path)
    if answer is None or not answer.value:
        return Phrase("ask.essay", {"question": spec.ask}), menu("essay")
    length, most = measure(str(answer.value)), limit(spec)
    if length > most and not _appendix(draft):
        options = menu("essay_long") if spec.key == "deeds" else menu("essay_again")
        return Phrase("essay.what_now", {"over": length - most}), options
    return Phrase("essay.more", {"length": length, "limit": most}), menu("essay_again")


def _appendix(draft: Draft) -> bool:
    answer = draft.answers.get(APPENDIX)
    return answer is not None and bool(answer.value)


def _spec(draft: Draft, path: str) -> FieldSpec:
    spec = draft.form.spec(path)
    if not isinstance(spec, FieldSpec):
        raise TypeError(path)
    return spec
