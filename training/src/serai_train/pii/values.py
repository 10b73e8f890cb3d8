"""Values of templates' slots: every slot makes a few pieces of text, each marked with a type or with none.

A person of one text keeps a culture, so that "Dr. Ngozi Okafor <n.okafor@...>" hangs together. Values are drawn
from the package's own lists or built of parts; about a fifth of names, towns and firms are made up of syllables, so
that a model learns where a name stands and not which names there are.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from serai_train.pii import numbers
from serai_train.pii.coin import coined_name
from serai_train.pii.dates import date_text
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
_PHONES: Mapping[str, tuple[str, ...]] = {
    "us": ("(%##) %##-####", "%##-%##-####", "+1 %## %## ####", "%##.%##.####", "1-%##-%##-####", "%##%######", "%##-####", "+1-%##-%##-####x###"),
    "uk": ("0%### ######", "+44 %### ######", "07### ######", "020 #### ####", "07##########"[:11], "(01%##) ######", "07# #### ####"),
    "de": ("0%## #######", "+49 %## #######", "01%#/#######", "0%##-######", "+49 (0)%## ######", "030 ########", "0170 #######"),
    "fr": ("0% ## ## ## ##", "+33 % ## ## ## ##", "0%########", "06.##.##.##.##"),
    "es": ("6## ### ###", "+34 6## ## ## ##", "9## ### ###", "9########"),
    "it": ("+39 3## #######", "3## #######", "0%# ########", "03## #######"),
    "nl": ("06-########", "+31 6 ########", "0%#-#######", "0%## ######"),
    "pt": ("9## ### ###", "+351 9## ### ###", "(1#) #####-####", "+55 11 9####-####", "(%#) ####-####"),
    "pl": ("%## ### ###", "+48 %## ### ###", "%##-###-###", "(##) ###-##-##", "%#########"[:9]),
}  # fmt: skip
_PHONES_WORLD = (
    "+91 9#### #####", "+86 1## #### ####", "+81 90-####-####", "+82 10-####-####", "+61 4## ### ###", "(0%) #### ####",
    "0%## ## ## ##", "+27 8# ### ####", "+254 7## ######", "+971 5# ### ####", "+46 7# ### ## ##", "0%## ### ## ##",
    "%## ####", "%## ## ###", "#### ####", "+36 %# ### ####", "(%#) ###-###", "0## ### ## ##", "%##-###-####", "00%# ### ### ###",
)  # fmt: skip
_ZIPS: Mapping[str, tuple[str, ...]] = {
    "us": ("#####", "#####-####", "#####"), "uk": ("@@# #@@", "@## #@@", "@@## #@@", "@#@ #@@"), "de": ("#####", "D-#####"),
    "fr": ("#####",), "es": ("#####",), "it": ("#####",), "nl": ("#### @@", "####@@"), "pt": ("####-###", "#####-###"),
    "pl": ("##-###",), "nordic": ("### ##", "####", "#####"), "slavic": ("######", "### ##", "####"), "hungarian": ("####",),
    "indian": ("######",), "eastasian": ("###-####", "######", "#####"),
}  # fmt: skip
_EMAIL_HOSTS = (
    "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "web.de", "gmx.net", "gmx.at", "orange.fr",
    "wanadoo.fr", "libero.it", "telefonica.net", "ziggo.nl", "sapo.pt", "uol.com.br", "wp.pl", "onet.pl", "proton.me",
    "mail.ru", "qq.com", "naver.com", "example.com", "example.org", "uni-ulm.de", "students.edu", "nhs.net",
)  # fmt: skip
_TLDS = ("com", "com", "org", "net", "io", "de", "fr", "es", "it", "nl", "pl", "pt", "co.uk", "com.au", "com.br", "se", "be", "at", "ch", "dk", "cz", "info", "app", "dev", "ai")  # fmt: skip


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

    def slot(self, name: str) -> Pieces:
        """Returns the pieces of slot ``name``; raises :class:`KeyError` for one that is not known."""
        return SLOTS[name](self)

    def pick(self, section: str) -> str:
        """Returns an entry of a list of the lexicon."""
        return self.rng.choice(lexicon()[section])

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
        """Returns a full name, or a part of one."""
        style = self.rng.random()
        if style < 0.62:
            return self.full_name()
        return self.given() if style < 0.85 else self.surname()

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
            return coined_name(
                self.rng, f"{self.culture}.city" if f"{self.culture}.city" in lexicon() else "world.city"
            )
        own = f"{self.culture}.city"
        return self.pick(own if own in lexicon() and style < 0.75 else "world.city")

    def place(self) -> str:
        """Returns a town, region, country or landmark."""
        return self.rng.choices(
            (self.town(), self.pick("country"), self.pick("region"), self.pick("landmark")), weights=(10, 5, 3, 3)
        )[0]

    def organization(self) -> str:
        """Returns an organisation: a real one, or one built of names, words or syllables."""
        style = self.rng.random()
        if style < 0.3:
            return self.pick("company")
        if style < 0.38:
            return self.pick("public")
        if style < 0.46:
            return self.pick(self.rng.choice(("school", "team", "band")))
        return self.made_up_organization()

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
            name = numbers.fill(rng, rng.choice(("@@@", "@@&@", "@@@@", "@@")))
        else:
            name = f"{self.pick('adjective')} {self.pick('coined.start')}{self.pick('coined.end')}"
        return f"{name}{rng.choice((' ', ' ', ', '))}{self.pick('legal')}" if self.chance(0.25) else name

    def zip(self) -> str:
        """Returns a postal code in the form of the culture."""
        return numbers.fill(self.rng, self.rng.choice(_ZIPS.get(self.culture, ("#####", "####", "######"))))

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
        return numbers.fill(self.rng, self.rng.choice(kinds))

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
        return numbers.fill(self.rng, self.rng.choice(patterns)).replace("@", self.surname())

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
        patterns = _PHONES.get(self.culture, _PHONES_WORLD) if self.chance(0.75) else _PHONES_WORLD
        return numbers.fill(self.rng, self.rng.choice(patterns))

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
        return f"{local}@{self.rng.choice(_EMAIL_HOSTS) if self.chance(0.6) else self.host()}"

    def host(self) -> str:
        """Returns a registered domain."""
        words = (
            self.pick("coined.start") + self.pick("coined.end"),
            self.pick("common") + self.pick("common"),
            self.surname(),
        )
        return f"{ascii_letters(self.rng.choice(words)) or 'shop'}.{self.rng.choice(_TLDS)}"

    def url(self) -> str:
        """Returns a web address: with a scheme, with a path, a short link, or only the host."""
        style = self.rng.random()
        if style < 0.25:
            return f"http://{self.rng.choice(('t.co', 'bit.ly', 'tinyurl.com', 'ow.ly', 'is.gd'))}/{numbers.fill(self.rng, '^@#^@^^#')}"
        if style < 0.45:
            name = self.pick("common").title() + self.pick("common").title()
            return f"{self.rng.choice(('http', 'https'))}://{self.rng.choice(('', 'www.'))}{name}.{self.rng.choice(_TLDS)}/"
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


def _entity(kind: str, make: Callable[[Values], str]) -> Callable[[Values], Pieces]:
    return lambda values: [Piece(make(values), kind)]


def _plain(make: Callable[[Values], str]) -> Callable[[Values], Pieces]:
    return lambda values: [Piece(make(values))]


def _titled(values: Values) -> Pieces:
    """A form of address and a name, each an entity of its own."""
    section = f"address.{values.language}"
    title = values.pick(section if section in lexicon() else "address.en")
    title = title.lower() if values.chance(0.08) else title
    name = values.surname() if values.chance(0.65) else values.full_name()
    return [Piece(title, "TITLE"), Piece(" "), Piece(name, "PERSON")]


def _joined(values: Values, kind: str, make: Callable[[], str], final: str) -> Pieces:
    pieces: Pieces = []
    count = values.rng.randint(2, 5)
    for index in range(count):
        if index:
            pieces.append(Piece(final if index == count - 1 else ", "))
        pieces.append(Piece(make(), kind))
    return pieces


def _city_line(values: Values) -> Pieces:
    """A town with region, state or country, each a place of its own, as in "Lyon, France"."""
    second = values.rng.choice((values.local("country"), values.pick("region"), values.pick("state.code")))
    return [Piece(values.town(), "LOCATION"), Piece(", "), Piece(second, "LOCATION")]


def _zip_city(values: Values) -> Pieces:
    return [Piece(values.zip(), "ZIP_CODE"), Piece(" "), Piece(values.town(), "LOCATION")]


def _nationality(values: Values) -> str:
    own = f"nrp.{values.language}"
    if own in lexicon():
        return values.pick(own)
    word = values.pick("nrp")
    return word.lower() if values.chance(0.12) else word


def _job(values: Values) -> str:
    word = values.local("job")
    return word.capitalize() if values.chance(0.3) else word


def _age(values: Values) -> str:
    return str(values.rng.randint(1, 101))


def _price(values: Values) -> str:
    amount = values.rng.choice(
        (
            f"{values.rng.randint(1, 999)}.{values.rng.randint(0, 99):02d}",
            f"{values.rng.randint(1, 90)},{values.rng.randint(100, 999)}",
            str(values.rng.randint(1, 5000)),
        )
    )
    return values.rng.choice(
        (f"${amount}", f"€{amount}", f"£{amount}", f"{amount} EUR", f"{amount} USD", f"{amount} €")
    )


def _version(values: Values) -> str:
    rng = values.rng
    return rng.choice(
        (
            f"v{rng.randint(0, 9)}.{rng.randint(0, 30)}.{rng.randint(0, 20)}",
            f"{rng.randint(0, 12)}.{rng.randint(0, 40)}.{rng.randint(0, 9)}",
            f"{rng.randint(1, 9)}.{rng.randint(0, 9)}-rc{rng.randint(1, 4)}",
            f"{rng.randint(1, 20)}.0.0.{rng.randint(0, 9)}-SNAPSHOT",
        )
    )


def _hash(values: Values) -> str:
    length = values.rng.choice((7, 8, 12, 32, 40, 64))
    return "".join(values.rng.choices("0123456789abcdef", k=length))


def _uuid(values: Values) -> str:
    text = "".join(values.rng.choices("0123456789abcdef", k=32))
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def _order(values: Values) -> str:
    patterns = (
        "#%####",
        "ORD-######",
        "%##-#######-#######",
        "A%#####",
        "SO%#######",
        "INV-2###-####",
        "#%######",
        "PO %####",
        "%#########",
        "RMA%####",
        "TCK-%####",
        "@@@-%##",
        "1Z###@@###########",
    )
    return numbers.fill(values.rng, values.rng.choice(patterns))


def _sku(values: Values) -> str:
    return numbers.fill(
        values.rng,
        values.rng.choice(
            ("@@-###-@@", "@@@####", "%##-###-##", "@#-####@", "###-@@@", "B0#@@##@#@", "978-%-##-######-#", "@@%##/##")
        ),
    )


SLOTS: Mapping[str, Callable[[Values], Pieces]] = {
    "person": _entity("PERSON", Values.person),
    "full": _entity("PERSON", Values.full_name),
    "first": _entity("PERSON", Values.given),
    "last": _entity("PERSON", Values.surname),
    "people": lambda v: _joined(
        v,
        "PERSON",
        v.person,
        {"de": " und ", "fr": " et ", "es": " y ", "it": " e ", "nl": " en ", "pt": " e ", "pl": " i "}.get(
            v.language, " and "
        ),
    ),
    "titled": _titled,
    "job": _entity("TITLE", _job),
    "org": _entity("ORGANIZATION", Values.organization),
    "neworg": _entity("ORGANIZATION", Values.made_up_organization),
    "company": _entity("ORGANIZATION", lambda v: v.pick("company")),
    "public": _entity("ORGANIZATION", lambda v: v.pick("public")),
    "team": _entity("ORGANIZATION", lambda v: v.pick("team")),
    "band": _entity("ORGANIZATION", lambda v: v.pick("band")),
    "school": _entity("ORGANIZATION", lambda v: v.pick("school")),
    "city": _entity("LOCATION", Values.town),
    "country": _entity("LOCATION", lambda v: v.local("country")),
    "region": _entity("LOCATION", lambda v: v.pick("region")),
    "state": _entity("LOCATION", lambda v: v.pick("state.code")),
    "landmark": _entity("LOCATION", lambda v: v.pick("landmark")),
    "place": _entity("LOCATION", Values.place),
    "cityline": _city_line,
    "zipcity": _zip_city,
    "zip": _entity("ZIP_CODE", Values.zip),
    "address": _entity("STREET_ADDRESS", Values.any_address),
    "addressline": _entity("STREET_ADDRESS", Values.address),
    "street": _entity("STREET_ADDRESS", Values.street),
    "streetname": _entity("STREET_ADDRESS", Values.street_name),
    "unit": _entity("STREET_ADDRESS", Values.unit),
    "date": _entity("DATE_TIME", lambda v: date_text(v.rng, v.language)),
    "longdate": _entity("DATE_TIME", lambda v: date_text(v.rng, v.language, "long")),
    "weekday": _entity("DATE_TIME", lambda v: date_text(v.rng, v.language, "weekday")),
    "year": _entity("DATE_TIME", lambda v: date_text(v.rng, v.language, "year")),
    "month": _entity("DATE_TIME", lambda v: date_text(v.rng, v.language, "month")),
    "timestamp": _entity("DATE_TIME", lambda v: date_text(v.rng, v.language, "timestamp")),
    "shortdate": _entity("DATE_TIME", lambda v: date_text(v.rng, v.language, "short")),
    "age": _entity("AGE", _age),
    "nrp": _entity("NRP", _nationality),
    "nrps": _entity("NRP", lambda v: v.pick("nrp.plural")),
    "religion": _entity("NRP", lambda v: v.pick("religion")),
    "politics": _entity("NRP", lambda v: v.pick("politics")),
    "phone": _entity("PHONE_NUMBER", Values.phone),
    "card": _entity("CREDIT_CARD", lambda v: numbers.card(v.rng)),
    "email": _entity("EMAIL_ADDRESS", Values.email),
    "iban": _entity("IBAN_CODE", lambda v: numbers.iban(v.rng, v.culture if v.chance(0.6) else "")),
    "ssn": _entity("US_SSN", lambda v: numbers.ssn(v.rng)),
    "ip": _entity("IP_ADDRESS", lambda v: numbers.ip(v.rng)),
    "url": _entity("DOMAIN_NAME", Values.url),
    "license": _entity("US_DRIVER_LICENSE", lambda v: numbers.driver_license(v.rng)),
    "id": _entity("ID", lambda v: numbers.identifier(v.rng)),
    "handle": _plain(Values.handle),
    "order": _plain(lambda v: _order(v)),
    "sku": _plain(_sku),
    "version": _plain(_version),
    "hash": _plain(_hash),
    "uuid": _plain(_uuid),
    "price": _plain(_price),
    "number": _plain(
        lambda v: str(v.rng.choice((v.rng.randint(2, 12), v.rng.randint(2, 99), v.rng.randint(100, 9999))))
    ),
    "small": _plain(lambda v: str(v.rng.randint(2, 12))),
    "percent": _plain(lambda v: f"{v.rng.randint(1, 99)}{v.rng.choice(('%', ' %', '.5%', ' percent'))}"),
    "product": _plain(lambda v: v.pick("product")),
    "capital": _plain(lambda v: v.pick("capital")),
    "word": _plain(lambda v: v.pick("common")),
    "words": _plain(lambda v: v.pick("common") + "s"),
    "adj": _plain(lambda v: v.pick("adjective.common")),
    "verb": _plain(lambda v: v.pick("verb")),
    "topic": _plain(lambda v: v.pick("topic")),
    "exclaim": _plain(lambda v: v.pick("exclaim")),
    "hashtag": _plain(lambda v: v.pick("hashtag")),
    "emoji": _plain(lambda v: v.pick("emoji")),
    "logger": _plain(lambda v: v.pick("logger")),
    "logword": _plain(lambda v: v.pick("logword")),
    "file": _plain(lambda v: v.pick("file")),
    "ident": _plain(lambda v: v.pick("identifier")),
}
"""Every slot that a template may name."""
