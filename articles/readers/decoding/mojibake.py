"""Text that was encoded twice ("â€œ", "Ã©") made whole.

By ftfy (https://ftfy.readthedocs.io), of which only the mending of encodings is used: quotation
marks, widths, ligatures, line ends and white space stay as they are.
"""

import re
from typing import Any

_LEFT_ALONE: dict[str, Any] = {
    "unescape_html": False,
    "remove_terminal_escapes": False,
    "replace_lossy_sequences": False,
    "fix_latin_ligatures": False,
    "fix_character_width": False,
    "uncurl_quotes": False,
    "fix_line_breaks": False,
    "fix_surrogates": False,
    "remove_control_chars": False,
    "normalization": None,
    "explain": False,
}
"""What else ftfy would do."""
_EXACT = ("key", "url")
_AFTER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPECT = re.compile(f"[\xc2-\xf4][{_AFTER}]|Ã |‚Ä|√|¬|вЂ|[ГРС][^\\W\\da-z]")
"""What UTF-8 looks like when read as Windows-1252, Mac Roman or Windows-1251. ftfy itself weighs
every character, which takes ten times as long as all other reading."""


def fix_mojibake(raw: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields with double encodings undone, and a sentence for each that had one.

    A record with its provenance was exported from an archive: it stays as it is, to the byte.
    """
    if "provenance" in raw:
        return raw, ()
    changed = {}
    for name, value in raw.items():
        whole = value if name in _EXACT else _whole(value)
        if whole != value:
            changed[name] = whole
    told = tuple(f"{name}: double-encoded UTF-8 was repaired" for name in changed)
    return (raw | changed if changed else raw), told


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return [_whole(item) if isinstance(item, str) else item for item in value]
    if not isinstance(value, str) or value.isascii():
        return value
    return "\n".join(_line(line) for line in value.split("\n"))


def _line(line: str) -> str:
    return _mended(line) if _SUSPECT.search(line) else line


def _mended(line: str) -> str:
    from ftfy import TextFixerConfig, fix_encoding  # most texts need none of it

    return fix_encoding(line, TextFixerConfig(**_LEFT_ALONE))
