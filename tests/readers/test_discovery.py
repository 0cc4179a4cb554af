"""Which files a load reads."""

import os
from pathlib import Path

from articles.core.problems import Problem
from articles.readers import FORMATS, discover_files


def put(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")


def names(folder, *paths):
    return [
        one.reason if isinstance(one, Problem) else one.relative_to(folder).as_posix()
        for one in discover_files(paths or [folder])
    ]


def test_a_folder_gives_its_files_by_name_and_those_of_its_folders(tmp_path):
    put(tmp_path, "b.jsonl", "a/z.MD", "a/y.json", "c.txt", "d/e/f.jsonl.gz")
    assert names(tmp_path) == ["a/y.json", "a/z.MD", "b.jsonl", "c.txt", "d/e/f.jsonl.gz"]


def test_other_files_readmes_and_hidden_ones_are_left_out(tmp_path):
    put(tmp_path, "a.md", "README.md", "readme.txt", "b.pdf", ".c.md", ".git/d.md", "e.gz")
    assert names(tmp_path) == ["a.md"]


def test_files_named_outright_come_in_the_order_named(tmp_path):
    put(tmp_path, "b.txt", "a.txt", "README.md")
    assert names(tmp_path, tmp_path / "b.txt", tmp_path / "a.txt") == ["b.txt", "a.txt"]
    assert names(tmp_path, tmp_path / "README.md") == ["README.md"]


def test_a_file_named_outright_is_read_whatever_its_suffix(tmp_path):
    put(tmp_path, "a.asp")
    assert names(tmp_path, tmp_path / "a.asp") == ["a.asp"]


def test_every_format_has_suffixes_that_are_found_packed_too(tmp_path):
    every = sorted(f"a{one}{packed}" for ends in FORMATS.values() for one in ends
                   for packed in ("", ".gz", ".zst"))  # fmt: skip
    put(tmp_path, *every)
    assert names(tmp_path) == every


def test_a_path_that_is_not_there_is_a_problem_and_the_next_is_read(tmp_path):
    put(tmp_path, "a.md")
    found = names(tmp_path, tmp_path / "gone.md", tmp_path / "a.md")
    assert found == ["cannot be read: No such file or directory", "a.md"]


def test_a_folder_with_nothing_to_load_is_a_problem(tmp_path):
    put(tmp_path, "README.md", "a.pdf")
    (found,) = discover_files([tmp_path])
    assert all(suffix in found.reason for suffixes in FORMATS.values() for suffix in suffixes)
    assert found.location == str(tmp_path)
    assert found.reason.startswith("holds no file that can be loaded")


def test_a_link_back_to_a_folder_above_is_a_problem_and_never_followed(tmp_path):
    put(tmp_path, "a/b.md")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert names(tmp_path) == ["cannot be read: leads to a folder that is read already", "a/b.md"]


def test_links_that_multiply_are_walked_once(tmp_path):
    for depth in range(30):
        folder = tmp_path / f"{depth:02}"
        folder.mkdir()
        for twice in "ab":
            (folder / twice).symlink_to(tmp_path / f"{depth + 1:02}", target_is_directory=True)
    put(tmp_path, "30/x.md")
    assert len(list(discover_files([tmp_path]))) < 100


def test_a_link_to_itself_or_to_nothing_is_a_problem(tmp_path):
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    (tmp_path / "nothing.md").symlink_to(tmp_path / "gone.md")
    found = names(tmp_path)
    assert len(found) == 2
    assert all(one.startswith("cannot be read: ") for one in found)


def test_a_folder_that_may_not_be_read_is_a_problem(tmp_path, monkeypatch):
    put(tmp_path, "a/b.md", "c.md")
    allowed = Path.iterdir

    def iterdir(path):
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return allowed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert names(tmp_path) == ["cannot be read: Permission denied", "c.md"]


def test_a_pipe_in_a_folder_is_left_out(tmp_path):
    put(tmp_path, "a.md")
    os.mkfifo(tmp_path / "b.md")
    assert names(tmp_path) == ["a.md"]
