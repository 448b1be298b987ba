"""`make bench`: every benchmark in turn, or those named: `python -m benchmarks step start`."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(names: list[str]) -> None:
    """Run the named benchmarks (default: all) and show what each measured."""
    known = [m.name for m in pkgutil.iter_modules(benchmarks.__path__) if not m.name.startswith("_")]
    for name in names or known:
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        for line in importlib.import_module(f"benchmarks.{name}").run():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
