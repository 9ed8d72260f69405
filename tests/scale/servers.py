"""The servers of the trial, on the loopback: Redis, PostgreSQL and an object store."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = "127.0.0.1"
PATIENCE = 60.0
_POSTGRES = (
    *(str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)),
    *os.environ.get("PATH", "").split(os.pathsep),
)


class NotHere(Exception):
    """A program that the trial needs is not installed."""


@dataclass(frozen=True)
class Servers:
    """Where they listen."""

    redis: int
    postgres: int
    objects: int

    def settings(self) -> dict[str, str]:
        """The environment that every process of the trial is given."""
        return {
            "KC_CELERY_BROKER": f"redis://{LOOPBACK}:{self.redis}/0",
            "KC_DAGSTER_POSTGRES_URL": (
                f"postgresql+psycopg2://kc@{LOOPBACK}:{self.postgres}/postgres"
            ),
            "AWS_ENDPOINT_URL": f"http://{LOOPBACK}:{self.objects}",
            "AWS_ACCESS_KEY_ID": "trial",
            "AWS_SECRET_ACCESS_KEY": "trial",
            "AWS_DEFAULT_REGION": "us-east-1",
            "NO_PROXY": LOOPBACK,
        }


@contextmanager
def servers(folder: Path) -> Iterator[Servers]:
    """All three, ended at the end. Raises NotHere for one that is not installed."""
    redis, initdb = shutil.which("redis-server"), shutil.which("initdb", path=":".join(_POSTGRES))
    objects = Path(sys.executable).with_name("moto_server")
    if redis is None:
        raise NotHere("redis-server is not installed (apt-get install redis-server)")
    if initdb is None:
        raise NotHere("PostgreSQL is not installed (apt-get install postgresql)")
    if not objects.is_file():
        raise NotHere("moto_server is not installed: make scale installs it into .venv-scale")
    found = Servers(*(_free_port() for _ in range(3)))
    with ExitStack() as running:
        told = ["--bind", LOOPBACK, "--save", "", "--dir", str(folder)]
        running.enter_context(
            started([redis, "--port", str(found.redis), *told], folder / "redis.log")
        )
        running.enter_context(
            started(
                [str(objects), "-H", LOOPBACK, "-p", str(found.objects)], folder / "objects.log"
            )
        )
        running.enter_context(_postgres(Path(initdb).parent, folder, found.postgres))
        for port in (found.redis, found.objects, found.postgres):
            _wait_for(port)
        yield found


@contextmanager
def started(
    command: Sequence[str],
    log: Path,
    environment: Mapping[str, str] | None = None,
    user: str | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A program with a session of its own, ended at the end."""
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603  # programs of the trial
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            user=user,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _postgres(programs: Path, folder: Path, port: int) -> Iterator[None]:
    """PostgreSQL with a database of its own. It refuses to run as root: `postgres` does instead."""
    data, user = folder / "postgres", "postgres" if os.geteuid() == 0 else None
    data.mkdir()
    if user is not None:
        shutil.chown(data, user)
    command = [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "kc"]
    subprocess.run(  # noqa: S603  # likewise
        command, user=user, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    told = ["-c", f"listen_addresses={LOOPBACK}", "-p", str(port), "-k", str(data)]
    command = [str(programs / "postgres"), "-D", str(data), *told]
    with started(command, folder / "postgres.log", user=user) as process:
        yield
        process.send_signal(2)  # at once, connections or not


def _free_port() -> int:
    with closing(socket.socket()) as opened:
        opened.bind((LOOPBACK, 0))
        return int(opened.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with closing(socket.socket()) as opened:
            if opened.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nothing listens on port {port}")
