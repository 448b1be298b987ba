"""`articles.yaml`: a policy's text article by article, with what each does and does not say (朝阳核对)."""

from __future__ import annotations

from functools import lru_cache

from yaml import YAMLError

from dialogs.catalogue import BadPolicy, Edition
from dialogs.form import Model


class ArticleNote(Model):
    """One article: its words verbatim, and a note that claims nothing the words do not carry."""

    article: str
    title: str
    quote: str
    note: str = ""


class ArticleNotes(Model):
    """The articles in their order."""

    articles: tuple[ArticleNote, ...]


@lru_cache(maxsize=16)
def article_notes(edition: Edition) -> tuple[ArticleNote, ...]:
    """The edition's articles; raises `BadPolicy` for a file missing, malformed or quoting what is not there."""
    name = f"{edition.folder.name}/articles.yaml"
    try:
        notes = ArticleNotes.model_validate(edition.data("articles.yaml")).articles
    except (OSError, ValueError, YAMLError) as error:
        raise BadPolicy(f"{name}：{error}") from error
    for note in notes:
        if not edition.holds(note.quote):
            raise BadPolicy(f"{name}：{note.article} 的引文不在原文里")
    return notes
