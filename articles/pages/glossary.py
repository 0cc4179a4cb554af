"""What the archive's words for quotations mean, as its pages say it."""

GRADES = {
    "verbatim": "Word for word and mark for mark as in the release, spaces aside.",
    "typographic": (
        "The same words in the same order; only capitals, punctuation, quotation marks, hyphens or "
        "spacing differ, or the article interrupts the quotation with words of its own."
    ),
    "elided": "Words of the release are left out, with an ellipsis or without any sign.",
    "interpolated": "Words or letters stand in square brackets that the release does not have.",
    "altered": "Words are others, or more, than those of the release.",
}
PRESENTATIONS = {
    "block": "Set off from the article’s own words as a quotation.",
    "inline": "Within a sentence or paragraph, between quotation marks.",
    "unmarked": "The release’s words stand as if they were the article’s own.",
}
UNLOCATED = (
    "The article presents the passage as a press release’s, but no release that the archive holds "
    "has it."
)
SHARED = "Both texts take the passage from a third source: a statute, say, a ruling or a speech."

CHANGES = {
    "number": "A number",
    "negation": "A negation",
    "name": "A name",
    "date": "A date",
    "word": "Wording",
}
"""What was changed, by its kind; what weighs most comes first."""
