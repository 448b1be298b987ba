"""Next year's folder, made up: other window, other years, one condition more, one field more."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.catalogue import POLICIES
from dialogs.yamlfile import read_yaml

SOURCE_2024 = POLICIES / "beijing-technician-allowance" / "2024"
EXTRA = "参选人员应完成本年度安全生产培训。"
"""a sentence the made-up notice has and the real one has not"""


def write(path: Path, data: Any) -> None:
    """Data as YAML, the way a clerk's editor would save it."""
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def changed(folder: Path, name: str, change: Any) -> None:
    """A YAML file of the folder after `change(data)`."""
    data = read_yaml(folder / name)
    change(data)
    write(folder / name, data)


def fresh(folder: Path) -> Path:
    """A copy of the real 2024 edition without its seal."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SOURCE_2024, folder)
    (folder / "frozen.sha256").unlink(missing_ok=True)
    return folder


def rewrite_source(folder: Path, replacements: dict[str, str]) -> None:
    """Change the pinned text, and its registered fingerprint with it."""
    path = folder / "notice.txt"
    text = path.read_text(encoding="utf-8")
    for old, new in replacements.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    changed(folder, "policy.yaml", lambda d: d["source"].update(sha256=digest))


@pytest.fixture
def empty_place(tmp_path: Path) -> Path:
    """A place for editions where nothing lies yet."""
    place = tmp_path / "editions"
    place.mkdir()
    return place


@pytest.fixture
def copy_of_2024(empty_place: Path) -> Path:
    return fresh(empty_place / "beijing-technician-allowance" / "2024")


@pytest.fixture
def made_up_2026(empty_place: Path) -> Path:
    """The 2026 edition in the empty place."""
    folder = fresh(empty_place / "beijing-technician-allowance" / "2026")
    swaps = {
        "于2024年4月26日前": "于2026年5月20日前",
        "2019年以来": "2021年以来",
        "享有较高声誉，": "享有较高声誉，" + EXTRA,
    }
    rewrite_source(folder, swaps)

    def policy(data: dict[str, Any]) -> None:
        data.update(edition="2026", document="京人社能字〔2026〕9号", issued="2026-02-10")
        data["window"].update(opens="2026-02-10", submit_by="2026-05-20")
        data["window"]["quote"] = data["window"]["quote"].replace("2024年4月26日", "2026年5月20日")

    changed(folder, "policy.yaml", policy)
    text = (folder / "rules.yaml").read_text(encoding="utf-8")
    text = text.replace('edition: "2024"', 'edition: "2026"').replace("since: 2019-01-01", "since: 2021-01-01")
    text = text.replace("2019年以来", "2021年以来").replace("于2024年4月26日前", "于2026年5月20日前")
    (folder / "rules.yaml").write_text(text, encoding="utf-8")

    def rules(data: dict[str, Any]) -> None:
        data["facts"]["safety_trained"] = {
            "type": "flag",
            "label": "安全生产培训",
            "topic": "post",
            "samples": [{"value": True, "weight": 9}, {"value": False, "weight": 1}],
            "question": {"ask": "今年的安全生产培训参加了吗？", "parser": "yes_no"},
        }
        data["conditions"]["all"].append(
            {
                "id": "safety",
                "title": "安全生产培训",
                "reads": "safety_trained",
                "article": "通知·三",
                "quote": EXTRA,
                "met": [True],
                "not_met": [False],
                "reasons": {"met": "参加了。", "not_met": "还没参加。", "unknown": "还不知道参加没有。"},
            }
        )

    changed(folder, "rules.yaml", rules)
    form = {
        "sections": [{"id": "safety", "title": "安全生产", "items": ["safety_hours"]}],
        "fields": {"safety_hours": {"label": "安全培训学时", "ask": "今年安全培训多少学时？", "parser": "count"}},
    }
    write(folder / "form" / "90-safety.yaml", form)
    return folder
