"""The slots that templates may name, and how each is filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from serai_train.pii import formats
from serai_train.pii.dates import date_text
from serai_train.pii.lexicon import lexicon
from serai_train.pii.values import Piece, Pieces, Values


def fill_slot(values: Values, name: str) -> Pieces:
    """Returns the pieces of slot ``name``; raises :class:`KeyError` for one that is not known."""
    return SLOTS[name](values)


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
    if values.chance(0.06):
        return word.lower() + "s"
    return word.lower() if values.chance(0.12) else word


def _job(values: Values) -> str:
    word = values.local("job")
    return word.capitalize() if values.chance(0.3) else word


def _role(values: Values) -> str:
    """What somebody is, said in passing ("the nurse left"): no entity, though occupations are elsewhere."""
    return values.local("job") if values.language != "en" or values.chance(0.4) else values.pick("role")


def _bank_country(values: Values) -> str:
    if values.chance(0.4):
        return ""
    return "GB" if values.culture in ("us", "uk") else values.culture


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
    return formats.fill(values.rng, values.rng.choice(patterns))


def _sku(values: Values) -> str:
    return formats.fill(
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
    "team": _entity("ORGANIZATION", Values.team),
    "band": _entity("ORGANIZATION", Values.band),
    "school": _entity("ORGANIZATION", lambda v: v.pick("school")),
    "city": _entity("LOCATION", Values.town),
    "country": _entity("LOCATION", lambda v: v.local("country")),
    "region": _entity("LOCATION", lambda v: v.pick("region")),
    "state": _entity("LOCATION", lambda v: v.pick("state.code")),
    "landmark": _entity("LOCATION", lambda v: v.pick("landmark")),
    "place": _entity("LOCATION", Values.place),
    "venue": _entity("LOCATION", Values.venue),
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
    "card": _entity("CREDIT_CARD", lambda v: formats.card(v.rng)),
    "email": _entity("EMAIL_ADDRESS", Values.email),
    "iban": _entity("IBAN_CODE", lambda v: formats.iban(v.rng, _bank_country(v))),
    "ssn": _entity("US_SSN", lambda v: formats.ssn(v.rng)),
    "ip": _entity("IP_ADDRESS", lambda v: formats.ip(v.rng)),
    "url": _entity("DOMAIN_NAME", Values.url),
    "license": _entity("US_DRIVER_LICENSE", lambda v: formats.driver_license(v.rng)),
    "id": _entity("ID", lambda v: formats.identifier(v.rng)),
    "work": _plain(Values.work),
    "event": _plain(lambda v: v.pick("event")),
    "role": _plain(_role),
    "handle": _plain(Values.handle),
    "order": _plain(_order),
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

PLAIN_SLOTS: frozenset[str] = frozenset(
    (
        "handle", "order", "sku", "version", "hash", "uuid", "price", "number", "small", "percent", "product",
        "capital", "word", "words", "adj", "verb", "topic", "exclaim", "hashtag", "emoji", "logger", "logword", "file",
        "ident", "role", "work", "event",
    )
)  # fmt: skip
"""Slots whose values are no entity."""
