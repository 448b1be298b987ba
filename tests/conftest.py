"""What holds for every test: property tests that say nothing of their length take a hundred examples, more in `make fuzz`."""

from __future__ import annotations

from hypothesis import settings

from tests.fuzzing import rounds

settings.register_profile("tetie", rounds(100))
settings.load_profile("tetie")
