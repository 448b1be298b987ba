"""Papers asked for in the conversation; which were made, and which no longer match the answers."""

from __future__ import annotations

import hashlib
import json

from dialogs.agenda import standing
from dialogs.answers import document
from dialogs.draft import Draft

NAMES = ("application", "roster", "materials", "review", "faq", "chaoyang")
OWN = frozenset({"application", "roster", "review"})
"""papers that are made of what was told and of nothing else"""
OUTDATED = "papers.outdated"


def fingerprint(draft: Draft) -> str:
    """A short fingerprint of everything a paper is made from."""
    text = json.dumps(document(draft.session, draft.form, ""), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def send(draft: Draft, *names: str) -> None:
    """Have the papers made and sent; a draft says that it is one, and how much is open."""
    if not draft.answers and set(names) & OWN:
        draft.say("papers.nothing_filled")
        names = () if len(names) == len(NAMES) else tuple(name for name in names if name not in OWN)
    still_open = len(standing(draft.session, draft.form).open)
    made = dict(draft.get("papers"))
    now = fingerprint(draft)
    for name in names:
        template = "papers.draft" if still_open and name == "application" else "papers.ready"
        draft.send_paper(name, template, title=title(draft, name), count=still_open)
        made[name] = now
    draft.set(papers=made, said_once=tuple(k for k in draft.get("said_once") if k != OUTDATED))


def title(draft: Draft, name: str) -> str:
    """What a paper is called."""
    return draft.env.library.wording.template(f"papers.names.{name}")


def made(draft: Draft) -> list[str]:
    """The papers already made, by title."""
    return [title(draft, name) for name in draft.get("papers")]


def outdated(draft: Draft) -> list[str]:
    """The papers made before something changed."""
    if not draft.get("papers"):
        return []
    now = fingerprint(draft)
    return [title(draft, name) for name, print_ in draft.get("papers").items() if print_ != now]


def tell_outdated(draft: Draft) -> None:
    """Once after each making: papers that no longer match what is filled in."""
    found = outdated(draft)
    if found and OUTDATED not in draft.get("said_once"):
        draft.set(said_once=(*draft.get("said_once"), OUTDATED))
        draft.say("papers.outdated", name=found[0], count=len(found))
