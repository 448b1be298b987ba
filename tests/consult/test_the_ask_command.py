from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.commands.ask import run
from dialogs.catalogue import Catalogue


@pytest.fixture
def ask(catalogue: Catalogue, capsys: pytest.CaptureFixture[str]) -> Any:
    def call(**given: Any) -> tuple[int, list[dict[str, Any]], str]:
        options: dict[str, Any] = {
            "question": None, "batch": None, "facts": None, "field": None, "after": None,
            "explain": False, "as_json": True, "catalogue": catalogue,
        }  # fmt: skip
        code = run(**(options | given))
        said = capsys.readouterr()
        return code, [json.loads(line) for line in said.out.splitlines()], said.err

    return call


def test_one_question_is_one_object_with_the_promised_keys(ask: Any) -> None:
    code, lines, _ = ask(question="照片要什么底色")
    assert code == 0
    assert list(lines[0]) == ["question", "answer", "outcome", "sources", "choices"]
    assert list(lines[0]["sources"][0]) == ["document", "article", "quote"]
    assert lines[0]["outcome"] == "answered"


def test_a_batch_may_be_strings_objects_or_lines(ask: Any, tmp_path: Path) -> None:
    array = tmp_path / "a.json"
    mixed = [
        "津贴多少钱",
        {"question": "那朝阳的呢", "after": "评上有什么待遇"},
        {"question": "几寸", "field": "photo"},
    ]
    array.write_text(json.dumps(mixed, ensure_ascii=False), encoding="utf-8")
    code, lines, _ = ask(batch=array)
    assert code == 0
    assert [x["outcome"] for x in lines] == ["not_stated", "answered", "answered"]
    plain = tmp_path / "b.txt"
    plain.write_text("照片要什么底色\n\n给我讲个笑话呗\n", encoding="utf-8")
    code, lines, _ = ask(batch=plain)
    assert [x["outcome"] for x in lines] == ["answered", "out_of_scope"]


@pytest.mark.parametrize("content", ['[{"q": "?"}]', "[1]", "[", '[{"question": "几寸", "facts": 3}]'])
def test_a_bad_batch_is_refused_with_a_reason(ask: Any, tmp_path: Path, content: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content, encoding="utf-8")
    code, lines, error = ask(batch=file)
    assert code == 1
    assert lines == []
    assert "bad.json" in error


def test_missing_and_odd_files_are_refused(ask: Any, tmp_path: Path) -> None:
    assert ask(batch=tmp_path / "none.json")[0] == 1
    odd = tmp_path / "odd.txt"
    odd.write_bytes(b"\xff\xfe\x00")
    assert ask(batch=odd)[0] == 1
    facts = tmp_path / "facts.json"
    facts.write_text("[]", encoding="utf-8")
    assert ask(question="我符合吗", facts=facts)[0] == 1


def test_facts_and_explain(ask: Any, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"cert_level": "高级工"}', encoding="utf-8")
    code, lines, _ = ask(question="我符合吗", facts=facts, explain=True)
    assert code == 0
    assert "技师及以上" in lines[0]["sources"][0]["quote"]
    assert lines[1]["explain"]["best"]
