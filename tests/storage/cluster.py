"""A throw-away PostgreSQL server from the system's own programs, for the tests of storage."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg

_HOME = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`, newest version first; None where PostgreSQL is not installed."""
    versions = sorted(_HOME.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    found = versions[0] if versions else shutil.which("initdb")
    return Path(found).parent if found else None


class Cluster:
    """A server on a Unix socket of its own; `fresh()` gives the URL of an empty database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs = folder
        self._made = 0

    @classmethod
    def start(cls, programs_: Path) -> Cluster:
        cluster = cls(Path(tempfile.mkdtemp(prefix="tetie-pg-")))
        cluster._programs = programs_
        if os.getuid() == 0:
            # PostgreSQL refuses to run as root
            shutil.chown(cluster._folder, *_servant())
        cluster._run("initdb", "-D", cluster._data, "-U", "tetie", "-A", "trust", "-E", "UTF8", "--no-sync")
        cluster.start_server()
        return cluster

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        identity: dict[str, Any] = {}
        if os.getuid() == 0:
            user, group = _servant()
            identity = {"user": user, "group": group, "extra_groups": []}
        subprocess.run(
            [str(self._programs / program), *arguments],
            check=True,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **identity,
        )

    def fresh(self) -> str:
        """The URL of a new empty database."""
        self._made += 1
        name = f"t{self._made}"
        self.execute(f"CREATE DATABASE {name}")
        return f"postgresql://tetie@/{name}?host={self._folder}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement as the owner of everything."""
        with psycopg.connect(host=str(self._folder), user="tetie", dbname=database, autocommit=True) as connection:
            connection.execute(statement.encode())

    def restart(self) -> None:
        """Stop at once, as in a crash, and start again."""
        self.stop_server()
        self.start_server()

    def stop_server(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-w", "-m", "immediate", "stop")

    def start_server(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._folder}' -c fsync=off"
        self._run("pg_ctl", "-D", self._data, "-w", "-o", options, "-l", f"{self._folder}/log", "start")

    def remove(self) -> None:
        """Stop and leave nothing behind."""
        self.stop_server()
        shutil.rmtree(self._folder)


def _servant() -> tuple[str, str]:
    """An unprivileged user to run the server as."""
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return name, _group(entry.pw_gid)
    raise RuntimeError("no unprivileged user")


def _group(gid: int) -> str:
    import grp

    return grp.getgrgid(gid).gr_name
