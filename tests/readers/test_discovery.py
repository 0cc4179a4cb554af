"""The files that a load reads."""

import os
from pathlib import Path

from articles.core.problems import Problem
from articles.readers import FORMATS, discover_files


def write_files(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")


def names_in(folder, *paths):
    """Return the names of the files of the folder (or of the paths), and reasons of problems."""
    return [
        entry.reason if isinstance(entry, Problem) else entry.relative_to(folder).as_posix()
        for entry in discover_files(paths or [folder])
    ]


def test_a_folder_gives_all_files_in_it_by_name(tmp_path):
    write_files(tmp_path, "b.jsonl", "a/z.MD", "a/y.json", "c.txt", "d/e/f.jsonl.gz")
    assert names_in(tmp_path) == ["a/y.json", "a/z.MD", "b.jsonl", "c.txt", "d/e/f.jsonl.gz"]


def test_other_files_readmes_and_hidden_files_are_left_out(tmp_path):
    write_files(tmp_path, "a.md", "README.md", "readme.txt", "b.pdf", ".c.md", ".git/d.md", "e.gz")
    assert names_in(tmp_path) == ["a.md"]


def test_named_files_come_in_the_order_named(tmp_path):
    write_files(tmp_path, "b.txt", "a.txt", "README.md")
    assert names_in(tmp_path, tmp_path / "b.txt", tmp_path / "a.txt") == ["b.txt", "a.txt"]
    assert names_in(tmp_path, tmp_path / "README.md") == ["README.md"]


def test_a_named_file_is_read_whatever_its_suffix(tmp_path):
    write_files(tmp_path, "a.asp")
    assert names_in(tmp_path, tmp_path / "a.asp") == ["a.asp"]


def test_files_of_every_format_are_found_also_if_compressed(tmp_path):
    file_names = sorted(f"a{suffix}{compression}" for suffixes in FORMATS.values()
                        for suffix in suffixes for compression in ("", ".gz", ".zst"))  # fmt: skip
    write_files(tmp_path, *file_names)
    assert names_in(tmp_path) == file_names


def test_a_missing_path_is_a_problem_and_the_next_is_read(tmp_path):
    write_files(tmp_path, "a.md")
    paths = [tmp_path / "gone.md", tmp_path / "a.md"]
    assert names_in(tmp_path, *paths) == ["can't be read: file not found", "a.md"]


def test_a_folder_with_nothing_to_load_is_a_problem(tmp_path):
    write_files(tmp_path, "README.md", "a.pdf")
    (problem,) = discover_files([tmp_path])
    assert all(suffix in problem.reason for suffixes in FORMATS.values() for suffix in suffixes)
    assert problem.location == str(tmp_path)
    assert problem.reason.startswith("contains no files that can be loaded")


def test_a_link_to_a_parent_folder_is_a_problem_and_never_followed(tmp_path):
    write_files(tmp_path, "a/b.md")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert names_in(tmp_path) == [
        "can't be read: links to a folder that has already been read",
        "a/b.md",
    ]


def test_each_folder_is_read_once_however_many_links_lead_to_it(tmp_path):
    for depth in range(30):
        folder = tmp_path / f"{depth:02}"
        folder.mkdir()
        for name in "ab":
            (folder / name).symlink_to(tmp_path / f"{depth + 1:02}", target_is_directory=True)
    write_files(tmp_path, "30/x.md")
    assert len(list(discover_files([tmp_path]))) < 100


def test_a_broken_link_is_a_problem(tmp_path):
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    (tmp_path / "nothing.md").symlink_to(tmp_path / "gone.md")
    reasons = names_in(tmp_path)
    assert len(reasons) == 2
    assert all(reason.startswith("can't be read: ") for reason in reasons)


def test_an_unreadable_folder_is_a_problem(tmp_path, monkeypatch):
    write_files(tmp_path, "a/b.md", "c.md")
    iterdir_of_path = Path.iterdir

    def iterdir(path):
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return iterdir_of_path(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert names_in(tmp_path) == ["can't be read: permission denied", "c.md"]


def test_a_pipe_in_a_folder_is_left_out(tmp_path):
    write_files(tmp_path, "a.md")
    os.mkfifo(tmp_path / "b.md")
    assert names_in(tmp_path) == ["a.md"]
