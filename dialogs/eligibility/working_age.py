"""法定劳动年龄: from 16 (劳动法第十五条) to the statutory retirement month (decision of 2024-09-13, from 2025-01-01).

Both are outside facts: the tracks are data (`working_age.tracks` of a rules file), typed with their source.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dialogs.eligibility.readings import Context, Reading
from dialogs.eligibility.spans import month_index, month_name, span
from dialogs.form import Model


class Track(Model):
    """One row of the decision: `start` (YYYY-MM) and later births retire later, one month per `step`, at most `cap`."""

    sex: str
    key: str = ""
    start: str
    age: int
    step: int
    cap: int


def retirement_index(track: Track, birth: int) -> int:
    """The month index of statutory retirement for a birth month index."""
    k = birth - month_index(span(track.start)[0])
    delay = 0 if k < 0 else min(track.cap, k // track.step + 1)
    return birth + track.age * 12 + delay


def retirement_month(track: Track, birth: str) -> str:
    """`YYYY-MM` in which someone born in `birth` (`YYYY-MM`) reaches the statutory retirement age of the track."""
    return month_name(retirement_index(track, month_index(span(birth)[0])))


class WorkingAge(Reading):
    """`young`, `within`, `in_month`, `past`, `delayed` (past, not retired, an agreed delay), `retired_early`.

    What is unsaid is kept open: without sex or track every track that may apply is looked at, with only an age every
    month of birth that fits; only when all agree is the word known.
    """

    birth: str
    birth_day: str
    age: str
    sex: str
    track: str
    agreed_delay: str
    retired: str
    from_age: int
    tracks: tuple[Track, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.birth, self.birth_day, self.age, self.sex, self.track, self.agreed_delay, self.retired)

    @property
    def domain(self) -> tuple[str, ...]:
        return ("young", "within", "in_month", "past", "delayed", "retired_early")

    def born(self, facts: Mapping[str, Any], as_of: date) -> tuple[date, date] | None:
        """First and last possible day of birth, or None when nothing was said."""
        for key in (self.birth_day, self.birth):
            if key in facts:
                return span(facts[key])
        if self.age in facts:
            age = int(facts[self.age])
            return _years_before(as_of, age + 1, plus_day=True), _years_before(as_of, age)
        return None

    def possible(self, facts: Mapping[str, Any]) -> list[Track]:
        """The tracks that may apply to this person."""
        fits = [t for t in self.tracks if facts.get(self.sex) in (None, t.sex)]
        chosen = [t for t in fits if t.key and t.key == facts.get(self.track)]
        return chosen or fits

    def read(self, at: Context) -> str | None:
        born = self.born(at.facts, at.as_of)
        if born is None:
            return None
        words = {self._young(day, at.as_of) for day in born}
        if words == {True}:
            return "young"
        if True in words:
            return None
        now = month_index(at.as_of)
        words_now = {
            _against(now, retirement_index(track, birth))
            for track in self.possible(at.facts)
            for birth in range(month_index(born[0]), month_index(born[1]) + 1)
        }
        if len(words_now) > 1:
            return None
        found = words_now.pop()
        if found == "within" and at.facts.get(self.retired) is True:
            return "retired_early"
        if found == "past" and at.facts.get(self.agreed_delay) is True and at.facts.get(self.retired) is not True:
            return "delayed"
        return found

    def _young(self, born: date, as_of: date) -> bool:
        return _years_before(as_of, self.from_age) < born

    def gaps(self, at: Context) -> list[str]:
        born = self.born(at.facts, at.as_of)
        if born is None:
            return [self.birth]
        rough = [self.birth] if self.birth not in at.facts and self.birth_day not in at.facts else []
        if self.sex not in at.facts:
            return [*rough, self.sex]
        if len(self.possible(at.facts)) > 1:
            return [*rough, self.track]
        return rough or [self.birth_day]

    def months(self, facts: Mapping[str, Any], as_of: date) -> list[str]:
        """The retirement months that may be this person's, earliest first; empty when the birth is not known."""
        born = self.born(facts, as_of)
        if born is None or month_index(born[0]) != month_index(born[1]):
            return []
        return sorted({month_name(retirement_index(t, month_index(born[0]))) for t in self.possible(facts)})


def _against(now: int, retirement: int) -> str:
    if now < retirement:
        return "within"
    return "in_month" if now == retirement else "past"


def _years_before(day: date, years: int, *, plus_day: bool = False) -> date:
    try:
        back = day.replace(year=day.year - years)
    except ValueError:  # 29 February
        back = date(day.year - years, 2, 28)
    return date.fromordinal(back.toordinal() + 1) if plus_day else back
