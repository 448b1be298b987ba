"""`tetie policies tree`: the conversation tree of an edition, as text or as a mermaid diagram."""

from __future__ import annotations

from pathlib import Path

from bot.console import show, tell
from dialogs.catalogue import BadPolicy, Catalogue, Edition, load_edition
from dialogs.tree import Node, tree, words


def run(*, target: str | None, layout: str, catalogue: Catalogue) -> int:
    """Print the tree of `target` (an edition or a folder; default: every policy's newest); 1 when there is none."""
    try:
        editions = _editions(target, catalogue)
    except BadPolicy as problem:
        tell(str(problem))
        return 1
    if not editions:
        tell(f"{target}：{'、'.join(sorted(e for _, e in catalogue.editions))}")
        return 1
    for edition in editions:
        nodes = tree(edition)
        show(_mermaid(edition, nodes) if layout == "mermaid" else _text(edition, nodes))
    return 0


def _editions(target: str | None, catalogue: Catalogue) -> list[Edition]:
    if target is None:
        return [catalogue.get(policy) for policy in catalogue.policies]
    if Path(target).is_dir():
        return [load_edition(Path(target))]
    return [e for (policy, name), e in catalogue.editions.items() if target in (name, policy)]


def _title(edition: Edition) -> str:
    return words().template("title").format(title=edition.meta.title, edition=edition.meta.edition)


def _text(edition: Edition, nodes: list[Node]) -> str:
    lines = [_title(edition), f"├─ {words().template('opening')}"]
    branch = part = ""
    for node in nodes:
        if node.branch != branch:
            branch = node.branch
            lines.append(f"├─ {words().template(branch)}")
        if node.part != part:
            part = node.part
            lines.append(f"│  ├─ {part}")
        indent = "│  " * (node.depth + bool(part)) + "├─ "
        values = {"field": node.field, "question": node.question, "rule": node.article, "when": node.when}
        lines.append(indent + words().template("line").format(**values))
    lines += [f"├─ {words().template('consult')}", f"└─ {words().template('review')}"]
    return "\n".join(lines)


def _mermaid(edition: Edition, nodes: list[Node]) -> str:
    lines = ["flowchart TD", f'  start["{_title(edition)}"] --> opening["{words().template("opening")}"]']
    before = ""
    branch = ""
    for number, node in enumerate(nodes):
        if node.branch != branch:
            branch = node.branch
            lines.append(f'  opening --> {branch}["{words().template(branch)}"]')
            before = branch
        name = f"n{number}"
        lines.append(f'  {before} -->|{node.when}| {name}["{node.field}<br/>{_plain(node.question)}"]')
        before = name
    return "\n".join(lines)


def _plain(text: str) -> str:
    return text.replace('"', "'").replace("|", "/")
