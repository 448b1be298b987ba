"""Editions beside each other: a draft, or any edition, is superseded by a later one that names it."""

from __future__ import annotations

from dialogs.catalogue import Catalogue, Edition, Status


def status_of(catalogue: Catalogue, edition: Edition) -> Status:
    """The edition's own status, or `superseded` when another edition of the policy names it in `supersedes`."""
    named = {e.meta.supersedes for (policy, _), e in catalogue.editions.items() if policy == edition.meta.policy}
    return "superseded" if edition.meta.edition in named else edition.meta.status
