"""PostgreSQL and Redis of a site's own: new data folders, free ports, gone at the end."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import psycopg
from redis import Redis, RedisError

from tests.resilience.processes import Part, free_port, listens, wait_until

POSTGRES_USER = "postgres"
DATABASE = "wangan"


class Postgres(Part):
    """A PostgreSQL server in a folder, which hosts of `network` may reach at `address` too."""

    def __init__(
        self,
        folder: Path,
        *,
        address: str = "127.0.0.1",
        network: str = "",
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.port = free_port()
        self.address = address
        self._network = network
        self.data = folder / "postgresql"
        programs = postgresql_programs()
        assert programs, "PostgreSQL is not installed"
        self._as_owner = _as_somebody_else(self.data)
        options = {
            "port": self.port,
            "listen_addresses": ",".join({"127.0.0.1", address}),
            "unix_socket_directories": "",
            "max_connections": 100,
            # A killed process loses nothing that the system has; what a lost machine does is the
            # business of the settings of a real one.
            "fsync": "off",
        }
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        super().__init__(
            "PostgreSQL",
            [*self._as_owner, str(programs / "postgres"), "-D", str(self.data), *arguments],
            log=folder / "postgresql.log",
            environment=environment,
            ready=self._answers,
        )
        self._initdb = [str(programs / "initdb"), "--no-sync", "-A", "trust", "-E", "UTF8"]

    @property
    def url(self) -> str:
        """Where it is, as `DATABASE_URL`."""
        return f"postgres://{POSTGRES_USER}@{self.address}:{self.port}/{DATABASE}"

    def create(self) -> None:
        """Make the data folder, start, and make an empty database."""
        command = [*self._as_owner, *self._initdb, "-U", POSTGRES_USER, "-D", str(self.data)]
        subprocess.run(command, check=True, capture_output=True)
        if self._network:
            with (self.data / "pg_hba.conf").open("a") as rules:
                rules.write(f"host all all {self._network} trust\n")
        self.start()
        self.execute(f"CREATE DATABASE {DATABASE}", database="postgres")

    def connect(self, database: str = DATABASE) -> "psycopg.Connection[tuple[object, ...]]":
        """A connection of our own, each statement committed by itself."""
        return psycopg.connect(
            f"postgres://{POSTGRES_USER}@127.0.0.1:{self.port}/{database}",
            autocommit=True,
            connect_timeout=5,
        )

    def execute(self, statement: str, *, database: str = DATABASE) -> list[tuple[object, ...]]:
        """Run one statement; its rows."""
        with self.connect(database) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def held(self, table: str, *, then: Callable[[], object]) -> Iterator[None]:
        """Let everybody wait who writes into this table; when somebody does, `then` happens."""

        def somebody_waits() -> bool:
            waiting = "SELECT query FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            return any(table in str(query) for (query,) in self.execute(waiting))

        with self.connect() as holding, holding.transaction():
            holding.execute(f"LOCK TABLE {table} IN SHARE MODE".encode())
            yield
            wait_until(somebody_waits, f"somebody writes into {table}")
            then()

    def count(self, rows: str) -> int:
        """How many rows there are; `rows` is what comes after FROM."""
        [(number,)] = self.execute(f"SELECT count(*) FROM {rows}")
        return int(str(number))

    def wait_until_done(self, job_id: str, *, within_s: float = 120) -> None:
        """Wait until the job is done."""

        def done() -> bool:
            [(state,)] = self.execute(f"SELECT state FROM common_job WHERE id = '{job_id}'")
            assert state != "failed"
            return state == "done"

        wait_until(done, f"job {job_id} done", within_s=within_s)

    def start_without_waiting(self) -> None:
        """Start it, also over what a killed one left behind."""
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        super().start_without_waiting()

    def _answers(self) -> bool:
        try:
            self.execute("SELECT 1", database="postgres")
        except psycopg.OperationalError:
            return False
        return True


class RedisServer(Part):
    """A Redis server in a folder; it keeps nothing over its death."""

    def __init__(
        self,
        folder: Path,
        *,
        address: str = "127.0.0.1",
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.port = free_port()
        self.address = address
        (folder / "redis").mkdir()
        arguments = ["--port", str(self.port), "--bind", *sorted({"127.0.0.1", address})]
        arguments += ["--protected-mode", "no", "--save", "", "--appendonly", "no"]
        arguments += ["--dir", str(folder / "redis")]
        super().__init__(
            "Redis",
            ["redis-server", *arguments],
            log=folder / "redis.log",
            environment=environment,
            ready=self._answers,
        )

    @property
    def url(self) -> str:
        """Where it is, as `REDIS_URL`."""
        return f"redis://{self.address}:{self.port}/0"

    def client(self) -> "Redis":
        """A connection of our own."""
        return Redis(port=self.port, socket_timeout=5)

    def _answers(self) -> bool:
        if not listens(self.port):
            return False
        try:
            with self.client() as client:
                return bool(client.ping())
        except RedisError:
            return False


def postgresql_programs() -> Path | None:
    """Where the newest PostgreSQL of this machine is; Debian does not put it on the PATH."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = max(versions, key=lambda program: int(program.parts[-3]), default=None)
    on_path = shutil.which("initdb")
    if found is None and on_path:
        return Path(on_path).parent
    return found.parent if found else None


def _as_somebody_else(data: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as its own user, who owns the folder."""
    data.mkdir(mode=0o700)
    if os.getuid() != 0:
        return []
    owner = pwd.getpwnam(POSTGRES_USER)
    os.chown(data, owner.pw_uid, owner.pw_gid)
    return ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
