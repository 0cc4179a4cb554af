"""Files to records: one reader for each format, which is detected from a file's first bytes."""

from articles.readers.chunks import Chunk, ReadyChunk, read_entries, split_into_chunks
from articles.readers.discovery import discover_files
from articles.readers.entry import Entry
from articles.readers.format_detection import FORMATS
from articles.readers.mapping import Mapping, load_map

__all__ = [
    "FORMATS",
    "Chunk",
    "Entry",
    "Mapping",
    "ReadyChunk",
    "discover_files",
    "load_map",
    "read_entries",
    "split_into_chunks",
]
