"""Values of templates' slots: every slot makes a few pieces of text, each marked with a type or with none.

A person of one text keeps a culture, so that "Dr. Ngozi Okafor <n.okafor@...>" hangs together. Values are drawn
from the package's own lists or built of parts; about a fifth of names, towns and firms are made up of syllables, so
that a model learns where a name stands and not which names there are.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from serai_train.pii import formats
from serai_train.pii.coin import coined_name
from serai_train.pii.lexicon import lexicon


class Piece(NamedTuple):
    """A part of a text; ``type`` is empty where it is no entity."""

    text: str
    type: str = ""


Pieces = list[Piece]

CULTURES: tuple[str, ...] = (
    "us", "uk", "de", "fr", "es", "it", "nl", "pt", "pl", "nordic", "slavic", "hungarian", "greekturk", "arabic",
    "indian", "eastasian", "african",
)  # fmt: skip
_CULTURES_OF_LANGUAGE: Mapping[str, tuple[str, ...]] = {"en": ("us", "us", "us", "uk")}


def ascii_letters(text: str) -> str:
    """Returns the letters and digits of ``text`` without accents, lower case."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ł", "l").replace("ø", "o"))
    return re.sub(r"[^a-z0-9]", "", plain.encode("ascii", "ignore").decode().lower())


class Values:
    """Makes the values of one text."""

    def __init__(self, rng: random.Random, language: str = "en") -> None:
        self.rng = rng
        self.language = language
        own = _CULTURES_OF_LANGUAGE.get(language, (language,))
        self.culture = rng.choice(own if rng.random() < (0.5 if language == "en" else 0.8) else CULTURES)
        self._last_person: tuple[str, str] | None = None

    def pick(self, section: str) -> str:
        """Returns an entry of a list of the lexicon."""
        return self.rng.choice(lexicon()[section])

    def of_culture(self, kind: str) -> str:
        """Returns an entry of the culture's list of this kind, or of the world's where it has none."""
        own = f"{self.culture}.{kind}"
        return self.pick(own if own in lexicon() else f"world.{kind}")

    def local(self, section: str) -> str:
        """Returns an entry of the list in the text's language, or of the general one."""
        own = f"{section}.{self.language}"
        return self.pick(own if own in lexicon() and self.rng.random() < 0.9 else section)

    def chance(self, probability: float) -> bool:
        """Returns true with this probability."""
        return self.rng.random() < probability

    def given(self) -> str:
        """Returns a given name of the text's culture, at times of another or made up."""
        return self._name("given")

    def surname(self) -> str:
        """Returns a surname of the text's culture, at times of another, made up or of two parts."""
        name = self._name("surname")
        if self.culture in ("es", "pt") and self.chance(0.35):
            return f"{name} {self._name('surname')}"
        return f"{name}-{self._name('surname')}" if self.chance(0.03) else name

    def _name(self, kind: str) -> str:
        culture = self.rng.choice(CULTURES) if self.chance(0.15) else self.culture
        section = f"{culture}.{kind}"
        return coined_name(self.rng, section) if self.chance(0.18) else self.pick(section)

    def full_name(self) -> str:
        """Returns a name as people are written in full, with middle names, initials and suffixes at times."""
        first, last = self.given(), self.surname()
        self._last_person = first, last
        style = self.rng.random()
        if style < 0.7:
            return f"{first} {last}"
        if style < 0.78:
            return f"{first} {self.rng.choice('ABCDEFGHJKLMNPRSTW')}. {last}"
        if style < 0.82:
            return f"{first} {self.rng.choice('ABCDEFGHJKLMNPRSTW')} {last}"
        if style < 0.88:
            return f"{first} {self.given()} {last}"
        if style < 0.91:
            return f"{first[0]}. {last}"
        if style < 0.93:
            return f"{first} {last} {self.rng.choice(('Jr.', 'Sr.', 'III', 'II'))}"
        if style < 0.95:
            return f"{last.upper()} {first}" if self.chance(0.3) else f"{last}, {first}"
        return f"{first}-{self.given()} {last}" if style < 0.97 else f"{last} {first}"

    def person(self) -> str:
        """Returns a full name, a part of one, or (one in twelve) a name that everybody knows or a stage name."""
        style = self.rng.random()
        if style > 0.92:
            return self.stage_name()
        if style < 0.62:
            return self.full_name()
        return self.given() if style < 0.85 else self.surname()

    def stage_name(self) -> str:
        """Returns a celebrity's, an artist's or a character's name."""
        if self.chance(0.6):
            return self.pick("stage.name")
        name = self.rng.choice((self.given(), self.pick("coined.start").title(), self.pick("common").title()))
        return f"{self.pick('stage.start')} {name}"

    def town(self) -> str:
        """Returns a town of the culture's country, of the world, or made up."""
        style = self.rng.random()
        if style < 0.2:
            start = self.pick("town.start")
            prefix = self.rng.choice(
                ("", "", "", "New ", "Port ", "Fort ", "Mount ", "St. ", "Upper ", "Bad ", "San ", "El ")
            )
            return prefix + start + self.pick("town.end")
        if style < 0.28:
            own = f"{self.culture}.city"
            return coined_name(self.rng, own if own in lexicon() else "world.city")
        return self.of_culture("city") if style < 0.75 else self.pick("world.city")

    def place(self) -> str:
        """Returns a town, region, country or landmark."""
        return self.rng.choices(
            (self.town(), self.pick("country"), self.pick("region"), self.pick("landmark")), weights=(10, 5, 3, 3)
        )[0]

    def venue(self) -> str:
        """Returns a bar, stadium, school or park as a place to go to."""
        start = self.rng.choices((self.pick("venue.start"), self.town(), self.surname()), weights=(5, 2, 2))[0]
        if self.chance(0.15):
            return self.pick("landmark")
        name = start if self.chance(0.2) else f"{start} {self.pick('venue.noun')}"
        return f"the {name}" if self.chance(0.12) else name

    def work(self) -> str:
        """Returns a film, book, game or product; no entity, though written like one."""
        if self.chance(0.55):
            return self.pick("work")
        one, other = self.pick("work.noun"), self.pick("work.noun")
        adjective = self.pick("adjective.common").title()
        forms = (
            f"The {adjective} {one}",
            f"{one} of {other}",
            f"The {one}",
            f"{one} and {other}",
            f"{adjective} {one} {self.rng.randint(2, 4)}",
        )
        return self.rng.choice(forms)

    def organization(self) -> str:
        """Returns an organisation: a real one, or one built of names, words or syllables."""
        style = self.rng.random()
        if style < 0.3:
            return self.pick("company")
        if style < 0.38:
            return self.pick("public")
        if style < 0.46:
            return self.rng.choice((self.pick("school"), self.team(), self.band()))
        return self.made_up_organization()

    def team(self) -> str:
        """Returns a team or league; one in three is made up."""
        return f"{self.town()} {self.pick('mascot')}" if self.chance(0.33) else self.pick("team")

    def band(self) -> str:
        """Returns a band or another group that carries a name; half of them are made up."""
        if self.chance(0.5):
            return self.pick("band")
        start = self.rng.choice((self.pick("adjective"), self.pick("adjective.common").title(), self.surname()))
        return f"{self.rng.choice(('The ', 'the ', '', ''))}{start} {self.pick('group.noun')}"

    def made_up_organization(self) -> str:
        """Returns an organisation that nobody has heard of."""
        rng = self.rng
        style = rng.random()
        if style < 0.3:
            name = self.pick("coined.start") + self.pick("coined.end")
        elif style < 0.5:
            name = f"{self.pick('adjective')} {self.pick('noun')}"
        elif style < 0.6:
            name = f"{self.surname()} {self.pick('noun')}"
        elif style < 0.66:
            name = f"{self.surname()}{rng.choice((' & ', ' and ', '-', ', '))}{self.surname()}"
        elif style < 0.7:
            name = f"{self.surname()}, {self.surname()} {rng.choice(('and', '&'))} {self.surname()}"
        elif style < 0.85:
            name = f"{rng.choice((self.town(), self.surname(), self.pick('adjective')))} {self.pick('place.noun')}"
        elif style < 0.9:
            name = f"{rng.choice(('University of', 'Bank of', 'City of', 'Church of'))} {self.town()}"
        elif style < 0.95:
            name = formats.fill(rng, rng.choice(("@@@", "@@&@", "@@@@", "@@")))
        else:
            name = f"{self.pick('adjective')} {self.pick('coined.start')}{self.pick('coined.end')}"
        return f"{name}{rng.choice((' ', ' ', ', '))}{self.pick('legal')}" if self.chance(0.25) else name

    def zip(self) -> str:
        """Returns a postal code in the form of the culture."""
        return formats.fill(self.rng, self.of_culture("zip"))

    def house(self) -> str:
        """Returns a house number."""
        limit = (
            self.rng.choice((30, 200, 2000, 9999)) if self.culture in ("us", "uk") else self.rng.choice((30, 150, 400))
        )
        return str(self.rng.randint(1, limit)) + (
            self.rng.choice(("a", "b", "B", " bis", "c")) if self.chance(0.08) else ""
        )

    def street_name(self) -> str:
        """Returns a street's name without a number."""
        own = f"street.{self.culture}"
        if self.culture in ("us", "uk") or (own not in lexicon() and self.chance(0.2)):
            word = self.rng.choices((self.pick("street.word"), self.surname(), self.given()), weights=(6, 3, 1))[0]
            return f"{word} {self.pick('street.uk' if self.culture == 'uk' else 'street.us')}"
        return self.pick(own if own in lexicon() else "street.world")

    def street(self) -> str:
        """Returns street and number in the order of the culture."""
        name, number = self.street_name(), self.house()
        if self.culture in ("us", "uk", "fr"):
            return f"{number}{', ' if self.culture == 'fr' and self.chance(0.4) else ' '}{name}"
        comma = self.culture in ("es", "it", "pt") and self.chance(0.6)
        return f"{number} {name}" if self.chance(0.12) else f"{name}{', ' if comma else ' '}{number}"

    def unit(self) -> str:
        """Returns a flat, suite or box within a house."""
        kinds = (
            "Apt. ###",
            "Suite ###",
            "Apt ##",
            "Unit #",
            "#%@",
            "Flat #",
            "P.O. Box ####",
            "Floor #",
            "Apt. %##",
            "Suite %##",
        )
        return formats.fill(self.rng, self.rng.choice(kinds))

    def address(self, separator: str = ", ") -> str:
        """Returns a whole postal address; its lines are joined by ``separator``."""
        lines = [self.street()]
        if self.chance(0.3):
            lines[0] += f"{self.rng.choice((' ', ', ', separator))}{self.unit()}"
        town = self.town()
        town = town.upper() if self.chance(0.12) else town
        style = self.rng.random()
        if self.culture == "us":
            lines.append(f"{town}, {self.pick('state.code')} {self.zip()}" if style < 0.75 else town)
        elif self.culture == "uk" or style < 0.1:
            lines.extend((town, self.zip()) if style < 0.6 else (f"{town} {self.zip()}",))
        elif style < 0.8:
            lines.append(f"{self.zip()} {town}")
        elif style < 0.9:
            lines.append(town)
        if self.chance(0.3):
            lines.append(self.local("country"))
            if self.chance(0.25):
                lines[-1] += f" {self.zip()}"
        return separator.join(lines)

    def military_address(self) -> str:
        """Returns an address of the US forces' post."""
        patterns = (
            "USS @ FPO AE #####",
            "Unit #### Box #### DPO AA #####",
            "PSC ####, Box #### APO AP #####",
            "USNV @ FPO AP #####",
        )
        return formats.fill(self.rng, self.rng.choice(patterns)).replace("@", self.surname())

    def any_address(self) -> str:
        """Returns an address on one line, on several, or only its first part."""
        style = self.rng.random()
        if style < 0.35:
            return self.address(", ")
        if style < 0.5:
            return self.address(self.rng.choice(("\n", "\n ", " ", "\n    ")))
        if style < 0.9:
            return self.street() + (f" {self.unit()}" if self.chance(0.2) else "")
        if style < 0.95:
            return f"the corner of {self.street_name()} and {self.street_name()}"
        return self.military_address()

    def phone(self) -> str:
        """Returns a phone number in a form of the culture's country, at times of another one."""
        return formats.fill(self.rng, self.of_culture("phone") if self.chance(0.75) else self.pick("world.phone"))

    def email(self) -> str:
        """Returns an address, mostly of the person named last in the text."""
        first, last = self._last_person if self._last_person and self.chance(0.7) else (self.given(), self.surname())
        one, two = ascii_letters(first) or "info", ascii_letters(last) or "team"
        local = self.rng.choice(
            (
                f"{one}.{two}",
                f"{one[0]}{two}",
                f"{one}_{two}",
                f"{one}{two}",
                f"{one}{self.rng.randint(1, 99)}",
                f"{two}.{one[0]}",
                one,
            )
        )
        if self.chance(0.15):
            local = local.title().replace(".", "")
        return f"{local}@{self.pick('email.host') if self.chance(0.6) else self.host()}"

    def host(self) -> str:
        """Returns a registered domain."""
        words = (
            self.pick("coined.start") + self.pick("coined.end"),
            self.pick("common") + self.pick("common"),
            self.surname(),
        )
        return f"{ascii_letters(self.rng.choice(words)) or 'shop'}.{self.pick('tld')}"

    def url(self) -> str:
        """Returns a web address: with a scheme, with a path, a short link, or only the host."""
        style = self.rng.random()
        if style < 0.25:
            return f"http://{self.pick('short.link')}/{formats.fill(self.rng, '^@#^@^^#')}"
        if style < 0.45:
            name = self.pick("common").title() + self.pick("common").title()
            return f"{self.rng.choice(('http', 'https'))}://{self.rng.choice(('', 'www.'))}{name}.{self.pick('tld')}/"
        host = self.host()
        if style < 0.6:
            return host if self.chance(0.5) else f"www.{host}"
        path = self.rng.choice(
            ("", "/", "/login", f"/{self.pick('common')}/{self.rng.randint(1, 900)}", f"/{self.pick('common')}.html")
        )
        return f"{self.rng.choice(('http', 'https'))}://{self.rng.choice(('', 'www.', 'blog.', 'shop.'))}{host}{path}"

    def handle(self) -> str:
        """Returns a @handle, which is no entity."""
        base = ascii_letters(self.given() + self.rng.choice(("", self.surname(), self.pick("common")))) or "someone"
        forms = (base, base.title(), f"{base}{self.rng.randint(1, 999)}", f"{base}_", self.pick("common") + base[:4])
        return f"@{self.rng.choice(forms)}"
