"""Dates, weekdays, months, years and time stamps as people and programs write them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

_MONTHS: Mapping[str, str] = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
}
_WEEKDAYS: Mapping[str, str] = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "pl": "poniedziałek wtorek środę czwartek piątek sobotę niedzielę",
}
_FIRST = datetime(1930, 1, 1)
_DAYS = 36_500
_STYLES = ("short", "long", "year", "weekday", "timestamp", "month")


def date_text(rng: random.Random, language: str = "en", style: str = "") -> str:
    """Returns a date in one of the forms of a language.

    Args:
        rng: the only source of chance.
        language: two letters; English for one that is not known.
        style: ``short`` (07/05/1981), ``long`` (7 May 1981), ``year``, ``weekday``, ``timestamp`` or ``month``
            (May 1981); any of them where it is empty.
    """
    language = language if language in _MONTHS else "en"
    style = style or rng.choices(_STYLES, weights=(4, 4, 2, 2, 1, 1))[0]
    moment = _FIRST + timedelta(days=rng.randrange(_DAYS), seconds=rng.randrange(86_400))
    month = _MONTHS[language].split()[moment.month - 1]
    if style == "year":
        return str(rng.randint(1900, 2030))
    if style == "weekday":
        weekday = _WEEKDAYS[language].split()[moment.weekday()]
        return weekday.lower() if rng.random() < 0.15 else weekday
    if style == "month":
        return f"{month} {moment.year}"
    if style == "timestamp":
        return moment.strftime(
            rng.choice(("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%d/%b/%Y:%H:%M:%S +0000", "%Y-%m-%d %H:%M"))
        )
    if style == "short":
        return _short(rng, moment, language)
    return _long(rng, moment, month, language)


def _short(rng: random.Random, moment: datetime, language: str) -> str:
    y, m, d = moment.year, moment.month, moment.day
    forms = [
        f"{y}-{m:02d}-{d:02d}",
        f"{d:02d}.{m:02d}.{y}",
        f"{d:02d}/{m:02d}/{y}",
        f"{d}.{m}.{y}",
        f"{d}/{m}/{y % 100:02d}",
    ]
    if language == "en":
        forms += [
            f"{m}/{d}/{y}",
            f"{m:02d}/{d:02d}/{y}",
            f"{m}/{d}/{y % 100:02d}",
            f"{m:02d}-{d:02d}-{y}",
            f"{m}/{d}/{y}",
        ]
    return rng.choice(forms)


def _long(rng: random.Random, moment: datetime, month: str, language: str) -> str:
    d, y = moment.day, moment.year
    if language == "en":
        suffix = "th" if 10 < d < 14 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
        short = month[:3]
        return rng.choice(
            (
                f"{month} {d}, {y}",
                f"{d} {month} {y}",
                f"{month} {d}{suffix}",
                f"{d}{suffix} of {month}",
                f"{short} {d}, {y}",
                f"{d} {short} {y}",
                f"{month} {d}",
                f"{short}. {d}",
            )
        )
    if language == "de":
        return rng.choice((f"{d}. {month} {y}", f"{d}. {month}", f"{d:02d}. {month[:3]}. {y}"))
    if language in ("es", "pt"):
        return rng.choice((f"{d} de {month} de {y}", f"{d} de {month}"))
    return rng.choice((f"{d} {month} {y}", f"{d} {month}"))
