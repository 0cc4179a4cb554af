"""Repair mojibake: text that was encoded twice ("â€œ", "Ã©").

Only the encoding fixes of ftfy (https://ftfy.readthedocs.io) are used: quotation marks, character
widths, ligatures, line endings and white space stay as they are.
"""

import re
from typing import Any

_OTHER_FIXES: dict[str, Any] = {
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
"""Turned off."""
_EXACT_FIELDS = ("key", "url")
_SECOND_CHARACTER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPICIOUS = re.compile(f"[\xc2-\xf4][{_SECOND_CHARACTER}]|Ã |‚Ä|√|¬|вЂ|[ГРС][^\\W\\da-z]")
"""What UTF-8 looks like when read as Windows-1252, Mac Roman or Windows-1251. Only such lines go to
ftfy: it weighs every character, which takes ten times as long as all other reading."""


def fix_mojibake(raw: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the fields with double encodings undone, and a warning for each changed field.

    A record with provenance was exported from an archive, and stays as it is.
    """
    if "provenance" in raw:
        return raw, ()
    changed_fields = {}
    for name, value in raw.items():
        fixed_value = value if name in _EXACT_FIELDS else _fix_value(value)
        if fixed_value != value:
            changed_fields[name] = fixed_value
    warnings = tuple(f"{name}: double-encoded UTF-8 was repaired" for name in changed_fields)
    return (raw | changed_fields if changed_fields else raw), warnings


def _fix_value(value: Any) -> Any:
    if isinstance(value, list):
        return [_fix_value(item) if isinstance(item, str) else item for item in value]
    if not isinstance(value, str) or value.isascii():
        return value
    return "\n".join(
        _fix_line(line) if _SUSPICIOUS.search(line) else line for line in value.split("\n")
    )


def _fix_line(line: str) -> str:
    from ftfy import TextFixerConfig, fix_encoding  # imported late: most texts need no repair

    return fix_encoding(line, TextFixerConfig(**_OTHER_FIXES))
