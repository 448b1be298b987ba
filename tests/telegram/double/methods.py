"""The Bot API methods the bot uses, each as strict as the real one about its parameters."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from tests.telegram.double.entities import EntityError, parse_html, units
from tests.telegram.double.http import Request
from tests.telegram.double.state import BOT, Shown, State

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024


class Refused(Exception):
    """An error answer: its status and description."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description


def bad(what: str) -> Refused:
    return Refused(400, f"Bad Request: {what}")


Method = Callable[[State, Request], Awaitable[Any]]
METHODS: dict[str, tuple[Method, frozenset[str]]] = {}


def method(name: str, *parameters: str) -> Callable[[Method], Method]:
    """Register a method with the parameters it knows; any other is refused."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = (function, frozenset(parameters))
        return function

    return register


async def call(state: State, name: str, request: Request) -> Any:
    """The `result` of the call; Refused when the real API would refuse it."""
    if name.lower() not in METHODS:
        raise Refused(404, "Not Found: method not found")
    function, known = METHODS[name.lower()]
    unknown = set(request.params) | set(request.files)
    unknown -= known
    if unknown:
        raise bad(f"unknown parameters {sorted(unknown)}")
    return await function(state, request)


def _chat(state: State, request: Request) -> int:
    value = request.params.get("chat_id", "")
    if not value:
        raise bad("chat_id is empty")
    if not value.lstrip("-").isdigit() or int(value) not in state.known:
        raise bad("chat not found")
    if int(value) in state.blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    return int(value)


def _buttons(request: Request) -> list[list[tuple[str, str]]]:
    raw = request.params.get("reply_markup")
    if not raw:
        return []
    try:
        rows = json.loads(raw)["inline_keyboard"]
    except (ValueError, KeyError, TypeError) as exc:
        raise bad("object expected as reply markup") from exc
    result = []
    for row in rows:
        line = []
        for button in row:
            if set(button) - {"text", "callback_data", "url"}:
                raise bad("unknown field of a button")
            if not button.get("text", "").strip():
                raise bad("text buttons are unallowed in the inline keyboard")
            data = button.get("callback_data")
            if "url" not in button and not data:
                raise bad("inline keyboard button must have exactly one optional field")
            if data is not None and not 1 <= len(data.encode()) <= 64:
                raise bad("BUTTON_DATA_INVALID")
            line.append((button["text"], data or ""))
        result.append(line)
    if sum(len(row) for row in result) > 100 or any(len(row) > 8 for row in result):
        raise bad("REPLY_MARKUP_TOO_LONG")
    return result


def _read_text(request: Request, key: str, limit: int, too_long: str) -> tuple[str, list[dict[str, object]]]:
    raw = request.params.get(key, "")
    mode = request.params.get("parse_mode", "")
    if mode not in ("", "HTML"):
        raise bad("unsupported parse_mode")
    try:
        text, entities = parse_html(raw) if mode else (raw, [])
    except EntityError as exc:
        raise bad(str(exc)) from exc
    if units(text) > limit:
        raise bad(too_long)
    return text.strip(), entities


def _message(shown: Shown) -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": shown.message_id,
        "from": BOT,
        "chat": {"id": shown.chat, "type": "private" if shown.chat > 0 else "supergroup", "first_name": "P"},
        "date": int(time.time()),
    }
    if shown.file_id:
        message["document"] = {
            "file_id": shown.file_id,
            "file_unique_id": f"u{shown.file_id}",
            "file_name": shown.file_name,
        }
    else:
        message["text"] = shown.text
    return message


def _show(state: State, shown: Shown) -> dict[str, Any]:
    state.shown.setdefault(shown.chat, []).append(shown)
    state.notice()
    return _message(shown)


@method("getMe")
async def get_me(state: State, request: Request) -> Any:
    return {
        **BOT,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


@method("getUpdates", "offset", "limit", "timeout", "allowed_updates")
async def get_updates(state: State, request: Request) -> Any:
    if state.webhook.get("url"):
        raise Refused(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    limit = int(request.params.get("limit", "100"))
    if not 1 <= limit <= 100:
        raise bad("limit must be between 1 and 100")
    offset, timeout = int(request.params.get("offset", "0")), float(request.params.get("timeout", "0"))
    result = await state.get_updates(offset, limit, min(timeout, 50))
    if result is None:
        raise Refused(
            409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        )
    return result


@method(
    "setWebhook",
    "url",
    "secret_token",
    "max_connections",
    "allowed_updates",
    "drop_pending_updates",
    "ip_address",
)
async def set_webhook(state: State, request: Request) -> Any:
    secret = request.params.get("secret_token", "")
    if len(secret) > 256 or not all(c.isalnum() or c in "_-" for c in secret):
        raise bad("secret token contains unallowed characters")
    if request.params.get("drop_pending_updates") == "true":
        state.updates.clear()
    state.webhook = {
        "url": request.params.get("url", ""),
        "secret": secret,
        "max_connections": int(request.params.get("max_connections", "40")),
    }
    state.notice()
    return True


@method("deleteWebhook", "drop_pending_updates")
async def delete_webhook(state: State, request: Request) -> Any:
    if request.params.get("drop_pending_updates", "false").lower() == "true":
        state.updates.clear()
    state.webhook = {}
    return True


@method("setMyCommands", "commands", "scope", "language_code")
async def set_my_commands(state: State, request: Request) -> Any:
    commands = json.loads(request.params.get("commands", "[]"))
    if len(commands) > 100:
        raise bad("too many commands")
    for command in commands:
        name, description = command["command"], command["description"]
        if not 1 <= len(name) <= 32 or not all(c.islower() or c.isdigit() or c == "_" for c in name):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    state.commands = commands
    return True


@method(
    "sendMessage",
    "chat_id",
    "text",
    "parse_mode",
    "reply_markup",
    "link_preview_options",
    "disable_notification",
    "entities",
    "reply_parameters",
)
async def send_message(state: State, request: Request) -> Any:
    chat = _chat(state, request)
    text, entities = _read_text(request, "text", 4096, "message is too long")
    if not text:
        raise bad("message text is empty")
    shown = Shown(chat, state.message_id(chat), text, entities, _buttons(request))
    return _show(state, shown)


@method(
    "sendDocument",
    "chat_id",
    "document",
    "caption",
    "parse_mode",
    "reply_markup",
    "disable_notification",
    "disable_content_type_detection",
)
async def send_document(state: State, request: Request) -> Any:
    chat = _chat(state, request)
    caption, entities = _read_text(request, "caption", 1024, "message caption is too long")
    given = request.params.get("document", "")
    name, uploaded = "", False
    if given and not given.startswith("attach://"):
        if given not in state.files:
            raise bad("wrong file identifier/HTTP URL specified")
        file_id = given
    else:
        uploads = list(request.files.values())
        if not uploads:
            raise bad("there is no document in the request")
        name, data = uploads[0]
        if not data:
            raise bad("file must be non-empty")
        if len(data) > UPLOAD_LIMIT:
            raise Refused(413, "Request Entity Too Large")
        file_id, uploaded = f"DOC{len(state.files)}", True
        state.files[file_id] = data
    shown = Shown(chat, state.message_id(chat), "", entities, _buttons(request))
    shown.file_id, shown.file_name, shown.caption, shown.uploaded = file_id, name, caption, uploaded
    return _show(state, shown)


@method("editMessageText", "chat_id", "message_id", "text", "parse_mode", "reply_markup", "link_preview_options")
async def edit_message_text(state: State, request: Request) -> Any:
    chat = _chat(state, request)
    text, entities = _read_text(request, "text", 4096, "message is too long")
    for shown in state.shown.get(chat, []):
        if str(shown.message_id) == request.params.get("message_id"):
            buttons = _buttons(request)
            if (shown.text, shown.buttons) == (text, buttons):
                raise bad("message is not modified: specified new message content and reply markup are the same")
            shown.text, shown.entities, shown.buttons = text, entities, buttons
            state.notice()
            return _message(shown)
    raise bad("message to edit not found")


@method("answerCallbackQuery", "callback_query_id", "text", "show_alert", "url", "cache_time")
async def answer_callback_query(state: State, request: Request) -> Any:
    query = request.params.get("callback_query_id", "")
    asked = state.taps.get(query)
    if asked is None or time.monotonic() - asked > state.tap_life:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if units(request.params.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    state.tap_answers[query] = request.params.get("text", "")
    state.notice()
    return True


@method("sendChatAction", "chat_id", "action")
async def send_chat_action(state: State, request: Request) -> Any:
    chat = _chat(state, request)
    action = request.params.get("action", "")
    if action not in {"typing", "upload_photo", "upload_document", "choose_sticker", "find_location"}:
        raise bad("wrong parameter action in request")
    state.actions.setdefault(chat, []).append(action)
    state.notice()
    return True


@method("getFile", "file_id")
async def get_file(state: State, request: Request) -> Any:
    file_id = request.params.get("file_id", "")
    if file_id not in state.files and file_id not in state.file_sizes:
        raise bad("wrong file_id or the file is temporarily unavailable")
    size = state.file_sizes.get(file_id, len(state.files.get(file_id, b"")))
    if size > DOWNLOAD_LIMIT:
        raise bad("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": f"u{file_id}",
        "file_size": size,
        "file_path": f"files/{file_id}",
    }
