"""What only shows something and leaves the pending question as it was: rule, example, progress, help."""

from __future__ import annotations

from dialogs.answers import has_value
from dialogs.display import excerpt
from dialogs.draft import Draft
from dialogs.effects import Quote
from dialogs.form import FieldSpec, TableSpec
from dialogs.place import Place
from dialogs.talk import essay, opening, outline, repair, review, verdicts
from dialogs.talk.names import path_name, shown_at, spec_at
from dialogs.text import simplified


def any_(draft: Draft, here: Place) -> None:
    """都行: there is nothing to choose for a person here."""
    draft.say("form.any")
    draft.restate = True


def thanks(draft: Draft, here: Place) -> None:
    draft.say("odd.thanks")


def impatient(draft: Draft, here: Place) -> None:
    repair.impatient(draft)


def lost(draft: Draft, here: Place) -> None:
    repair.lost(draft, here)


def help_(draft: Draft, here: Place) -> None:
    draft.say("help.full")


def greet(draft: Draft, here: Place) -> None:
    if draft.answers:
        if not opening.was_away(draft):  # who was away has been told already
            opening.recap(draft)
    elif draft.get("epoch") > 1:
        opening.greet(draft)
    else:  # the greeting stands right above
        draft.say("greeting.again")


def rule(draft: Draft, here: Place) -> None:
    """怎么填 / 什么规定: the question's rule with its article, and how to fill it."""
    spec = here.spec
    if here.kind == "cell" and isinstance(spec, FieldSpec) and spec.rule is None:
        spec = FieldSpec(**{**spec.model_dump(), "rule": draft.form.tables[here.table].rule})
    if spec is None:
        draft.say("help.short")
        return
    if spec.rule is not None:
        quote = Quote(simplified(spec.rule.quote))
        draft.say(
            "rule.quoted",
            help=spec.help or spec.rule.plain or spec.ask,
            article=spec.rule.article,
            quote=quote,
        )
    else:
        draft.say("rule.plain", help=spec.help or spec.ask)


def why(draft: Draft, here: Place) -> None:
    """为什么: of the verdict when one was just given, else of the question."""
    if draft.get("last_verdict"):
        verdicts.explain_last(draft)
    else:
        rule(draft, here)


def example(draft: Draft, here: Place) -> None:
    if here.spec is not None and here.spec.good:
        draft.say("rule.example", example=here.spec.good[0].raw)
    else:
        draft.say("rule.no_example")


def eligible(draft: Draft, here: Place) -> None:
    verdicts.tell(draft)


def missing(draft: Draft, here: Place) -> None:
    if here.kind == "fact":
        verdicts.tell_still_needed(draft)
    else:
        review.missing(draft)


def look(draft: Draft, path: str) -> None:
    """看看我的手机号: what stands there, sensitive values masked, and how to change it."""
    spec = spec_at(draft, path)
    if spec is None or not _there(draft, path):
        draft.say("form.look_none", name=path_name(draft, path))
    elif isinstance(spec, TableSpec):
        draft.say("review.section", title=spec.name, lines=tuple(review.table_lines(draft, spec)))
    elif spec.parser == "essay":
        essay.look(draft, path)
    else:
        value = draft.env.library.wording.template("review.photo") if spec.parser == "photo" else shown_at(draft, path)
        draft.say("form.look", name=spec.name, value=excerpt(value, 120))


def _there(draft: Draft, path: str) -> bool:
    """Whether something stands at a path: a value, or a table's rows."""
    return bool(draft.rows.get(path)) or has_value(draft.answers.get(path))


def repeat(draft: Draft, here: Place) -> None:
    draft.restate = False


def show_outline(draft: Draft, here: Place) -> None:
    outline.show(draft, here)


def whatif(draft: Draft, here: Place) -> None:
    verdicts.tell(draft)


def tell_progress(draft: Draft, here: Place) -> None:
    review.tell_progress(draft)
