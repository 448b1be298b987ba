"""A Telegram update as an event of the conversation: what it says, whose it is, and which file it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telegram import Chat, ChatMember, Message, MessageEntity, Update

from bot.clock import BEIJING
from dialogs import events

# what a person can send that the conversation cannot read; the rest (pinned, title changed …) is no message
_OTHER = (
    "sticker",
    "voice",
    "video_note",
    "animation",
    "video",
    "audio",
    "venue",
    "location",
    "contact",
    "poll",
    "dice",
    "story",
    "game",
    "checklist",
    "paid_media",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to fetch before the event is whole; `size` in bytes as declared, 0 when unknown."""

    file_id: str
    size: int
    picture: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One event of one person. `event_id` is the same however often Telegram hands the update over.

    `tap` is the callback query to answer; `wanted` the file that `event.file` still lacks.
    """

    order: int
    event_id: str
    person: str
    address: str
    event: events.Event
    tap: str = ""
    wanted: Wanted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The bot was addressed where others read along: say once where to talk, keep nothing."""

    chat: int
    tap: str = ""


def translate(update: Update, *, username: str, now: datetime) -> Arrival | Refusal | None:
    """What this update means; None when it asks for nothing. `now` is aware and dates what carries no
    date."""
    if update.callback_query is not None:
        return _tap(update, now)
    if update.my_chat_member is not None:
        return _membership(update)
    message = update.message or update.edited_message or update.channel_post
    if message is None:
        return None
    if message.chat.type != Chat.PRIVATE:
        return _elsewhere(message, username) if update.edited_message is None else None
    if message.from_user is None or message.from_user.is_bot:
        return None
    if update.edited_message is not None:
        return _edited(update, message)
    return _message(update, message)


def _message(update: Update, message: Message) -> Arrival | None:
    at, sent = message.date.astimezone(BEIJING), str(message.message_id)
    event_id = f"{update.update_id}-{sent}"
    event: events.Event | None = None
    wanted: Wanted | None = None
    document = message.document
    if message.text is not None:
        event = _text(message, message.text, at)
    elif message.photo:
        # an album has no end marker: its first picture stands for all, the rest are the same event again
        event_id = f"album-{message.media_group_id}" if message.media_group_id else event_id
        largest = max(message.photo, key=lambda size: size.width * size.height)
        wanted = Wanted(file_id=largest.file_id, size=largest.file_size or 0, picture=True)
        file = events.Attachment(key=f"file-{event_id}", media_type="image/jpeg", size=wanted.size)
        event = events.Photo(at=at, message=sent, file=file, caption=message.caption or "")
    elif document is not None and message.animation is None:
        event_id = f"album-{message.media_group_id}" if message.media_group_id else event_id
        media_type = document.mime_type or ""
        picture = media_type.startswith("image/")
        wanted = Wanted(file_id=document.file_id, size=document.file_size or 0, picture=picture)
        file = events.Attachment(
            key=f"file-{event_id}", name=document.file_name or "", media_type=media_type, size=wanted.size
        )
        kind = events.Photo if picture else events.Document
        event = kind(at=at, message=sent, file=file, caption=message.caption or "")
    else:
        other = next((name for name in _OTHER if getattr(message, name, None)), "")
        if not other and message.media_group_id is None and not message.api_kwargs:
            return None
        event = events.Other(at=at, message=sent, kind=other or "unknown")
        if message.media_group_id:
            event_id = f"album-{message.media_group_id}"
    return _arrival(update, message.chat.id, message.chat.id, event_id, event, wanted=wanted)


def _text(message: Message, text: str, at: datetime) -> events.Event:
    sent = str(message.message_id)
    head, _, rest = text.partition(" ")
    if head.startswith("/"):
        head = head.partition("@")[0]
        if head == "/start":
            return events.Start(at=at, message=sent, payload=rest.strip())
        text = f"{head} {rest}".strip()
    reply = message.reply_to_message
    return events.Text(at=at, message=sent, text=text, reply_to=str(reply.message_id) if reply else "")


def _edited(update: Update, message: Message) -> Arrival | None:
    text = message.text if message.text is not None else message.caption
    if text is None:
        return None
    at = (message.edit_date or message.date).astimezone(BEIJING)
    event = events.Edited(at=at, message=str(message.message_id), text=text)
    return _arrival(update, message.chat.id, message.chat.id, f"{update.update_id}-{message.message_id}e", event)


def _tap(update: Update, now: datetime) -> Arrival | Refusal | None:
    query = update.callback_query
    assert query is not None
    chat = query.message.chat if query.message is not None else None
    if chat is not None and chat.type != Chat.PRIVATE:
        return Refusal(chat=chat.id, tap=query.id)
    shown = str(query.message.message_id) if query.message is not None else ""
    event = events.Press(at=now, message=shown, token=query.data or "")
    event_id = f"{update.update_id}-{query.id}"
    return _arrival(update, query.from_user.id, chat.id if chat else query.from_user.id, event_id, event, query.id)


def _membership(update: Update) -> Arrival | None:
    change = update.my_chat_member
    assert change is not None
    if change.chat.type != Chat.PRIVATE or change.new_chat_member.status != ChatMember.BANNED:
        return None
    event = events.Undelivered(at=change.date.astimezone(BEIJING), reason="blocked")
    return _arrival(update, change.chat.id, change.chat.id, f"{update.update_id}-m", event)


def _elsewhere(message: Message, username: str) -> Refusal | None:
    """A group or channel is answered only when it calls the bot: a command, a mention or a reply to it."""
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities
    mention = f"@{username}".lower()
    for entity in entities:
        part = text.encode("utf-16-le")[entity.offset * 2 : (entity.offset + entity.length) * 2]
        said = part.decode("utf-16-le", "replace").lower()
        if entity.type == MessageEntity.MENTION and said == mention:
            return Refusal(chat=message.chat.id)
        if entity.type == MessageEntity.BOT_COMMAND and ("@" not in said or said.endswith(mention)):
            return Refusal(chat=message.chat.id)
    reply = message.reply_to_message
    if reply is not None and reply.from_user is not None and (reply.from_user.username or "").lower() == mention[1:]:
        return Refusal(chat=message.chat.id)
    return None


def _arrival(
    update: Update,
    person: int,
    chat: int,
    event_id: str,
    event: events.Event,
    tap: str = "",
    *,
    wanted: Wanted | None = None,
) -> Arrival:
    return Arrival(
        order=update.update_id,
        event_id=event_id,
        person=str(person),
        address=str(chat),
        event=event,
        tap=tap,
        wanted=wanted,
    )
