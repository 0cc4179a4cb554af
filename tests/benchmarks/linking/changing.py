"""What newsrooms do to a passage. Each returns None where it cannot be done to this one."""

import random
import re

WORDS = [
    "harbor", "quickly", "seven", "officials", "program", "families", "never", "critical", "2004",
    "support", "review", "local", "increase", "twelve", "reported", "several", "national", "money",
    "Thursday", "policy", "agents", "later", "northern", "million", "because", "strong", "against",
]  # fmt: skip
ELLIPSES = [" … ", "... ", " ... ", " [...] ", " […] ", " . . . ", "…"]
BRACKETS = ["[sic]", "[the agency]", "[emphasis added]", "[in the city]", "[as it is known]"]


def typographic(passage: str, chance: random.Random) -> str | None:
    ways = [
        lambda text: text.replace("“", '"').replace("”", '"').replace("’", "'"),
        lambda text: text.replace("'", "’").replace(' "', " “").replace('" ', "” "),
        lambda text: text.replace(",", "", 1),
        lambda text: text.replace("-", " ", 1),
        lambda text: text.replace(" - ", "—").replace("--", "—").replace("–", "-"),
        lambda text: text[0].lower() + text[1:],
        lambda text: re.sub(r"(\d),(\d{3})\b", r"\1\2", text),
        lambda text: text.replace(";", "—", 1),
        lambda text: _cased(text, chance),
        lambda text: text.replace("U.S.", "US"),
        lambda text: text.replace("fi", "ﬁ", 1),
    ]
    chance.shuffle(ways)
    for way in ways[: chance.randint(3, 8)]:
        changed = way(passage)
        if changed != passage and chance.random() < 0.5:
            return changed
        passage, before = changed, passage
        if passage != before:
            return passage
    return None


def _cased(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    place = chance.randrange(1, len(words) - 1)
    words[place] = words[place].upper() if words[place].islower() else words[place].lower()
    return " ".join(words)


def without_apostrophes(passage: str, chance: random.Random) -> str | None:
    changed = re.sub(r"(?<=\w)['’](?=\w)", "", passage)
    return changed if changed != passage else None


def elided(passage: str, chance: random.Random) -> str | None:
    """Two to fifteen words left out; a third without a sign.

    Twelve or more are kept, four or more on either side.
    """
    words = passage.split()
    most = min(15, len(words) - 12)
    if most < 2:
        return None
    count = chance.randint(2, most)
    first = chance.randint(4, len(words) - count - 4)
    sign = " " if chance.random() < 0.33 else chance.choice(ELLIPSES)
    return " ".join(words[:first]) + sign + " ".join(words[first + count :])


def interpolated(passage: str, chance: random.Random) -> str | None:
    words = passage.split(" ")
    if len(words) < 8:
        return None
    place = chance.randint(2, len(words) - 2)
    way = chance.randrange(3)
    if way == 0 and words[0][:1].isalpha():
        first = words[0][0]
        return f"[{first.lower() if first.isupper() else first.upper()}]{passage[1:]}"
    if way == 1:
        words[place] = chance.choice(["[the agency]", "[he]", "[the suspects]", "[Poe]"])
    else:
        words.insert(place, chance.choice(BRACKETS))
    return " ".join(words)


def altered(passage: str, chance: random.Random) -> str | None:
    """One to three words replaced, anywhere in the passage."""
    words = passage.split(" ")
    for place in chance.sample(range(len(words)), chance.randint(1, 3)):
        bare = re.sub(r"\W", "", words[place])
        other = chance.choice([word for word in WORDS if word != bare.lower()])
        if not bare:
            return None
        words[place] = words[place].replace(bare, other) if bare in words[place] else other
    return " ".join(words)


_SMALL = "a an and as at but by for from in is it of on or that the to was with"
SMALL = frozenset(_SMALL.split())


def phrase(sentence: str, chance: random.Random) -> str | None:
    """Four to seven words of a sentence that neither begin nor end with a small word."""
    words = sentence.split(" ")
    count = chance.randint(4, 7)
    if len(words) <= count:
        return None
    first = chance.randrange(len(words) - count)
    chosen = words[first : first + count]
    if chosen[0].lower() in SMALL or chosen[-1].lower() in SMALL:
        return None
    text = " ".join(chosen).rstrip(",.;:")
    return None if re.search('[“”"\u2018]', text) else text


SOURCES = [
    ("As 8 U.S.C. § 1373 provides, “{}”", "Section 1373 has it that “{}”"),
    ("The statute reads: “{}”", "The statute has these words: “{}”"),
    ("The court wrote in its opinion: “{}”", "As the court wrote: “{}”"),
    ("In his speech on the quay the President said: “{}”", "His speech had this: “{}”"),
    ("The Fourth Amendment says: “{}”", "> {}"),
    ("The report of the inspectors found: “{}”", "I read the report. “{}”"),
]
