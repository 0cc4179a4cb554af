"""What pages call kinds, grades, changes and formats, and how they explain them."""

from articles.quoting.grades import ChangeKind, Grade, Presentation

RECORD_KINDS = {"article": "Article", "release": "Press release"}

GRADE_LABELS: dict[str, str] = {
    Grade.VERBATIM: "verbatim",
    Grade.TYPOGRAPHIC: "style only",
    Grade.ELIDED: "shortened",
    Grade.INTERPOLATED: "bracketed",
    Grade.ALTERED: "altered",
}
GRADE_MEANINGS: dict[str, str] = {
    Grade.VERBATIM: "Exactly as in the release, apart from spacing.",
    Grade.TYPOGRAPHIC: (
        "The same words in the same order. Only capitalization, punctuation, hyphens, spacing, "
        "accents, spelling, abbreviations or the way of writing numbers differ (“14,” “fourteen”), "
        "or the article interrupts the quotation with its own words."
    ),
    Grade.ELIDED: "Words of the release are left out, with or without an ellipsis.",
    Grade.INTERPOLATED: "The article inserts words or letters in square brackets.",
    Grade.ALTERED: "Words were changed or added, or a word such as “not” was left out.",
}
PRESENTATION_MEANINGS: dict[str, str] = {
    Presentation.BLOCK: "Set off from the article’s own text as a quotation.",
    Presentation.INLINE: "In quotation marks, within a sentence or paragraph.",
    Presentation.UNMARKED: "Copied from the release without quotation marks.",
}
UNTRACED_LABEL = "release not in this archive"
"""The badge of a passage attributed to a release that the archive doesn't have."""
UNTRACED_MEANING = (
    "The article attributes the passage to a press release, but no release in this archive "
    "contains it."
)
SHARED_MEANING = "Both texts quote a third source, such as a law, a ruling or a speech."

CHANGE_LABELS: dict[str, str] = {
    ChangeKind.NUMBER: "Number",
    ChangeKind.NEGATION: "Negation",
    ChangeKind.NAME: "Name",
    ChangeKind.DATE: "Date",
    ChangeKind.WORD: "Wording",
}
"""The kinds of changes, the most serious first."""

FORMAT_LABELS = {
    "jsonl": "JSON Lines",
    "json": "JSON",
    "markdown": "Markdown",
    "clipping": "plain text",
    "html": "HTML",
    "csv": "CSV",
    "tsv": "TSV",
    "warc": "WARC",
    "wacz": "WACZ",
}
"""The formats of source files, by the names that their readers record."""
