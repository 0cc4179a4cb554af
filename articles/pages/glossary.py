"""What the archive's words for quotations mean, as its pages say it."""

from articles.quoting.grades import ChangeKind, Grade, Presentation

GRADES: dict[str, str] = {
    Grade.VERBATIM: "Word for word and mark for mark as in the release, spaces aside.",
    Grade.TYPOGRAPHIC: (
        "The same words in the same order; only capitals, punctuation, quotation marks, hyphens or "
        "spacing differ, or the article interrupts the quotation with words of its own."
    ),
    Grade.ELIDED: "Words of the release are left out, with an ellipsis or without any sign.",
    Grade.INTERPOLATED: "Words or letters stand in square brackets that the release does not have.",
    Grade.ALTERED: "Words are others, or more, than those of the release.",
}
PRESENTATIONS: dict[str, str] = {
    Presentation.BLOCK: "Set off from the article’s own words as a quotation.",
    Presentation.INLINE: "Within a sentence or paragraph, between quotation marks.",
    Presentation.UNMARKED: "The release’s words stand as if they were the article’s own.",
}
UNLOCATED = (
    "The article presents the passage as a press release’s, but no release that the archive holds "
    "has it."
)
SHARED = "Both texts take the passage from a third source: a statute, say, a ruling or a speech."

CHANGES: dict[str, str] = {
    ChangeKind.NUMBER: "A number",
    ChangeKind.NEGATION: "A negation",
    ChangeKind.NAME: "A name",
    ChangeKind.DATE: "A date",
    ChangeKind.WORD: "Wording",
}
"""What was changed, by its kind; what weighs most comes first."""
