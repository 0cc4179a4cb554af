"""Read and validate files, before the database is touched."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from articles.core.problems import Problem
from articles.editions.load import Load, LoadRequest
from articles.editions.outcomes import ReadOutcome
from articles.loading.validating import LoadDefaults, validate_chunk
from articles.readers import Chunk, ReadyChunk, discover_files, split_into_chunks


def read_input(load: Load, request: LoadRequest) -> ReadOutcome:
    """Read all files of a request; good records go to the load's spool."""
    paths = list(discover_files(request.paths))
    total = sum(path.stat().st_size for path in paths if isinstance(path, Path) and path.exists())
    terms = LoadDefaults(request.fiction, [f"{path.parent}/" for path in request.paths])
    outcome, input_chunks = ReadOutcome(), _InputChunks(paths, request)
    with load.progress.start_meter("read", "records") as meter:
        for chunk in load.workers.map(partial(validate_chunk, defaults=terms), input_chunks):
            load.spool.add_chunk(chunk)
            outcome.add(chunk)
            meter.advance(chunk.entry_count, input_chunks.bytes_read / (total or 1))
    return outcome


class _InputChunks:
    """The chunks of all files, and how many bytes of the files they have covered so far."""

    def __init__(self, paths: Sequence[Path | Problem], request: LoadRequest) -> None:
        self.bytes_read = 0
        self._paths = paths
        self._request = request

    def __iter__(self) -> Iterator[Chunk]:
        for path in self._paths:
            for chunk in self._chunks_of(path):
                self.bytes_read += chunk.file_bytes
                yield chunk

    def _chunks_of(self, path: Path | Problem) -> Iterator[Chunk]:
        if isinstance(path, Problem):
            return iter([ReadyChunk([path])])
        return split_into_chunks(path, self._request.maps, self._request.format)
