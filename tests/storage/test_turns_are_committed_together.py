"""Several people's turns in one transaction: the same effects as one by one, and one's trouble stays its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from storage.contract import Asked, Committed, Loaded, Outcome
from storage.problems import DiskFull, StorageProblem
from storage.store import Store
from tests.fuzzing import rounds
from tests.storage.conftest import Place
from tests.storage.people import NOON, deliver, message, remember, said, say


def asked(person: str, text: str, *, event: str = "") -> Asked:
    return Asked(inbound=message(text, person=person, event=event), work=remember(text), now=NOON)


def broken(loaded: Loaded) -> Outcome:
    raise RuntimeError(loaded.conversation)


def test_everyone_is_answered_from_one_transaction(store: Store) -> None:
    commits: list[object] = []
    event.listen(store.database.durable, "commit", commits.append)
    people = [f"p{n}" for n in range(12)]
    results = store.run_turns([asked(person, f"我是{person}") for person in people], claim=True)
    assert len(commits) == 1
    for person, result in zip(people, results, strict=True):
        assert isinstance(result, Committed)
        assert [m.body for m in result.messages] == [f"我是{person}/0"]
        assert said(store, person) == [f"我是{person}"]


def test_one_that_fails_costs_nobody_else_anything(store: Store) -> None:
    bad = Asked(inbound=message("坏", person="b"), work=broken, now=NOON)
    first, second, third = store.run_turns([asked("a", "一"), bad, asked("c", "三")])
    assert isinstance(first, Committed)
    assert isinstance(second, RuntimeError)
    assert isinstance(third, Committed)
    assert (said(store, "a"), said(store, "b"), said(store, "c")) == (["一"], [], ["三"])
    assert not say(store, "坏", person="b").duplicate, "what failed can come again"
    assert sorted(deliver(store)) == ["一/0", "三/0", "坏/0"]


def test_a_duplicate_among_them_is_one_and_the_others_are_done(store: Store) -> None:
    say(store, "一", person="a", event="7")
    again, other = store.run_turns([asked("a", "一", event="7"), asked("b", "二")])
    assert isinstance(again, Committed)
    assert again.duplicate
    assert isinstance(other, Committed)
    assert not other.duplicate
    assert (said(store, "a"), said(store, "b")) == (["一"], ["二"])
    assert sorted(deliver(store)) == ["一/0", "二/0"]


def test_what_ails_the_database_is_told_to_all_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def full(loaded: Loaded) -> Outcome:
        tries.append(1)
        raise DiskFull("x")

    bad = [Asked(inbound=message("一", person=p), work=full, now=NOON) for p in "abc"]
    results = store.run_turns(bad)
    assert all(isinstance(r, StorageProblem) for r in results)
    assert len(tries) == 1
    assert all(not said(store, p) for p in "abc")


def test_two_workers_with_the_same_people_do_not_stand_in_each_others_way(place: Place) -> None:
    workers = [place.open(), place.open()]
    people = [f"p{n}" for n in range(6)]
    batches = [[asked(p, f"{n}-{p}") for p in (people if n % 2 else people[::-1])] for n in range(10)]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda n: workers[n % 2].run_turns(batches[n]), range(len(batches))))
    assert all(isinstance(r, Committed) for batch in results for r in batch)
    for person in people:
        assert sorted(said(workers[0], person)) == sorted(f"{n}-{person}" for n in range(10))
    assert len(deliver(workers[1])) == 60


@rounds(25)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(0, 5), st.booleans()),
        min_size=1,
        max_size=12,
    )
)
def test_together_or_one_by_one_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, talk: list[tuple[str, int, bool]]
) -> None:
    def turns() -> list[Asked]:
        return [
            Asked(
                inbound=message(f"第{n}条", person=p),
                work=broken if bad else remember(f"第{n}条"),
                now=NOON,
            )
            for p, n, bad in talk
        ]

    kept = []
    for together in (True, False):
        folder = tmp_path_factory.mktemp("together")
        with Store.open(f"sqlite:///{folder / 'x.db'}", folder / "key") as store:
            if together:
                store.run_turns(turns())
            else:
                for one in turns():
                    store.run_turns([one])
            kept.append({p: (sorted(said(store, p)), len(store.history("terminal", p))) for p in "abcd"})
            assert len(deliver(store)) == sum(len(told) for told, _ in kept[-1].values())
    assert kept[0] == kept[1]
