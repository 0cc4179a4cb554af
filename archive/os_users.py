"""The system users that the embedded PostgreSQL can run as: it refuses to be root's."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_ACCOUNT = "blockquote"


class PostgresError(RuntimeError):
    """The embedded server cannot be used; the message says where, why and what to set."""


class Account(NamedTuple):
    """A system user to run programs as; without ids, that of this process."""

    uid: int | None = None
    gid: int | None = None

    def run(self, *command: str, cwd: str = "/", keep: tuple[int, ...] = (), **env: str) -> str:
        """What the program says; raises PostgresError with that if it fails."""
        names = {"PATH", "TZ", "LD_LIBRARY_PATH"} & os.environ.keys()  # no secrets
        with tempfile.TemporaryFile() as output:  # a pipe could stay open in the server
            done = subprocess.run(  # noqa: S603 - no shell, and the programs are ours
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env={name: os.environ[name] for name in names} | {"LC_ALL": "C"} | env,
                pass_fds=keep,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else [],
                check=False,
            )
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
        if done.returncode:
            raise PostgresError(f"{Path(command[0]).name} failed: {said or done.returncode}")
        return said

    def can(self, *command: str) -> bool:
        with suppress(PostgresError, OSError):
            self.run(*command)
            return True
        return False

    def enters(self, folder: Path) -> bool:
        """Whether the user can pass through the folder, or the nearest parent that exists."""
        while not os.path.lexists(folder):
            folder = folder.parent
        return self.uid is None or self.can("test", "-x", str(folder))

    def own(self, folder: Path) -> None:
        """Give the user what root put there; an interrupted call can be repeated."""
        if self.uid is None or self.gid is None or folder.stat().st_uid:
            return
        for parent, folders, files in os.walk(folder, topdown=False):
            for path in (*(Path(parent, name) for name in folders + files), Path(parent)):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)


def account_for(pgdata: Path) -> Account:
    """The user that the server runs as, made if it's missing."""
    owner = pgdata.stat() if os.path.lexists(pgdata) else None
    if os.geteuid():
        if owner and owner.st_uid != os.geteuid():
            raise PostgresError(f"it belongs to another user (id {owner.st_uid}): run as that one")
        return Account()
    if owner and owner.st_uid:
        return Account(owner.st_uid, owner.st_gid)
    return _system_user() or _make_system_user()


def _system_user() -> Account | None:
    try:
        return Account(*pwd.getpwnam(_ACCOUNT)[2:4])
    except KeyError:
        return None


def stand_in() -> Account:
    # Before the system user is made, any user in no group sees the same of the file system.
    return _system_user() or Account(65534, 65534)


def _make_system_user() -> Account:
    folders = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    useradd = shutil.which("useradd", path=folders) or "useradd"
    options = ["--system", "--no-create-home", "--home-dir=/nonexistent"]
    try:
        Account().run(useradd, *options, "--shell=/usr/sbin/nologin", _ACCOUNT)
    except (PostgresError, OSError) as error:
        if not _system_user():  # another process may just have made it
            raise PostgresError(
                f"it cannot run as root, and the system user {_ACCOUNT} is missing: make that "
                f"user ({error})"
            ) from error
    return stand_in()


def make_folder(folder: Path) -> None:
    """Make the folder; under root, so that the server's user can pass whatever the umask."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            folder.chmod(0o711)
