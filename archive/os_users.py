"""Run programs as another system user: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_USER_NAME = "blockquote"
_NOBODY_ID = 65534


class PostgresError(RuntimeError):
    """The embedded server cannot be used; the message says where, why and what to set."""


class SystemUser(NamedTuple):
    """A system user to run programs as; without ids, the user of this process."""

    uid: int | None = None
    gid: int | None = None

    def run(
        self, *command: str, cwd: str = "/", inherited_fds: tuple[int, ...] = (), **env: str
    ) -> str:
        """Run a program and return its output; raises PostgresError with the output if it fails."""
        names = {"PATH", "TZ", "LD_LIBRARY_PATH"} & os.environ.keys()  # no secrets
        with tempfile.TemporaryFile() as file:  # the server could keep a pipe open
            process = subprocess.run(  # noqa: S603 - no shell, and the programs are ours
                command,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env={name: os.environ[name] for name in names} | {"LC_ALL": "C"} | env,
                pass_fds=inherited_fds,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else [],
                check=False,
            )
            file.seek(0)
            output = file.read().decode(errors="replace").strip()
        if process.returncode:
            raise PostgresError(f"{Path(command[0]).name} failed: {output or process.returncode}")
        return output

    def can_run(self, *command: str) -> bool:
        """Whether the program runs and succeeds."""
        with suppress(PostgresError, OSError):
            self.run(*command)
            return True
        return False

    def can_enter(self, folder: Path) -> bool:
        """Whether the user may pass through the folder, or its nearest existing parent."""
        while not os.path.lexists(folder):
            folder = folder.parent
        return self.uid is None or self.can_run("test", "-x", str(folder))

    def take_ownership(self, folder: Path) -> None:
        """Give the user a folder that is root's, with its content; may be repeated if it fails."""
        if self.uid is None or self.gid is None or folder.stat().st_uid:
            return
        for parent, folders, files in os.walk(folder, topdown=False):
            for path in (*(Path(parent, name) for name in folders + files), Path(parent)):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)


def find_server_user(pgdata: Path) -> SystemUser:
    """Return the user to run the server as, which is created if root needs it.

    Raises PostgresError if the folder belongs to another user.
    """
    owner = pgdata.stat() if os.path.lexists(pgdata) else None
    if os.geteuid():
        if owner and owner.st_uid != os.geteuid():
            message = f"it belongs to another user (id {owner.st_uid}); run as that user"
            raise PostgresError(message)
        return SystemUser()
    if owner and owner.st_uid:
        return SystemUser(owner.st_uid, owner.st_gid)
    return _find_blockquote_user() or _create_blockquote_user()


def find_unprivileged_user() -> SystemUser:
    """Return the server's user, or before that exists one with the same access to files."""
    return _find_blockquote_user() or SystemUser(_NOBODY_ID, _NOBODY_ID)


def _find_blockquote_user() -> SystemUser | None:
    try:
        user = pwd.getpwnam(_USER_NAME)
    except KeyError:
        return None
    return SystemUser(user.pw_uid, user.pw_gid)


def _create_blockquote_user() -> SystemUser:
    search_path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    useradd = shutil.which("useradd", path=search_path) or "useradd"
    options = ["--system", "--no-create-home", "--home-dir=/nonexistent"]
    try:
        SystemUser().run(useradd, *options, "--shell=/usr/sbin/nologin", _USER_NAME)
    except (PostgresError, OSError) as error:
        if not _find_blockquote_user():  # another process may just have created it
            raise PostgresError(
                f"it cannot run as root, and the system user {_USER_NAME} could not be created: "
                f"create that user ({error})"
            ) from error
    return find_unprivileged_user()


def create_folder(folder: Path) -> None:
    """Create the folder; as root with permissions that let the server's user pass through."""
    if not folder.is_dir():
        create_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            folder.chmod(0o711)
