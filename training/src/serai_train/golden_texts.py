"""Texts for golden vectors and for calibration: ordinary ones, and those that runtimes tend to read differently."""

from __future__ import annotations

_PEOPLE = ("Ada Winters", "Bruno Keller", "Chidi Okafor", "Dolores Ibarra", "Eun-ji Park", "Farid Haddad")
_PLACES = ("Lisbon", "Oslo", "Nairobi", "Kyoto", "Porto Alegre", "St. John's")
_TASKS = (
    "book a table for four on Friday evening",
    "move two hundred from savings to checking",
    "explain why the sky is blue in one sentence",
    "prove that the square root of two is irrational",
    "translate this paragraph into Portuguese",
    "write a function that reverses a linked list",
    "tell me how much I spent on groceries last month",
    "find the eigenvalues of a symmetric 3 x 3 matrix",
    "cancel the card that was stolen yesterday",
    "summarise the meeting notes below",
    "play something calm",
    "compare three insurance plans and recommend one",
)
_PREFIXES = ("", "Please ", "Could you ", "I need you to ", "hey, ")

_SENTENCES = (
    "My name is {person} and I live in {place}.",
    "Send the parcel to {person}, 12 Mill Lane, {place}.",
    "{person} called from +1 202 555 0143 about the invoice.",
    "Write to {person} at mail@example.org before Monday.",
    "is {person} still working in {place}?",
    "The office in {place} opens at 9:30; ask for {person}.",
)

_CODE = (
    "def add(a, b):\n    return a + b",
    "SELECT name, count(*) FROM orders WHERE total > 100 GROUP BY name;",
    "curl -X POST https://api.example.com/v1/items -d '{\"id\": 42}'",
    "git commit -m 'fix: off by one' && git push origin main",
    "for (int i = 0; i < n; i++) { sum += values[i]; }",
    '<div class="card"><p>Hello</p></div>',
    "npm ERR! code ERESOLVE react@18.2.0",
    "x^2 + 3x - 4 = 0; \\frac{a}{b} \\leq \\sqrt{c}",
    "192.168.0.1:8080 2001:db8::8a2e:370:7334 00:1A:2B:3C:4D:5E",
    "Order #A-10045, version 2.14.3-rc1, sha 9fceb02d0ae598e95dc970b74767f19372d61af8",
    '{"messages": [{"role": "user", "content": "hi"}]}',
    "| a | b |\n|---|---|\n| 1 | 2 |",
)

_SCRIPTS = (
    "Guten Tag, ich möchte mein Konto schließen.",
    "¿Cuánto cuesta enviar un paquete a Chile?",
    "Où se trouve la gare la plus proche, s'il vous plaît ?",
    "Můžete mi prosím poslat fakturu?",
    "Zażółć gęślą jaźń",
    "Привет, как дела сегодня?",
    "Γειά σου Κόσμε",
    "今日の天気はどうですか",
    "请帮我预订明天的机票",
    "안녕하세요 반갑습니다",
    "नमस्ते, आप कैसे हैं?",
    "สวัสดีครับ",
    "გამარჯობა მსოფლიო",
    "Xin chào, tôi muốn đổi mật khẩu",
    "İstanbul'da IŞIK ışık İĞNE",
    "STRASSE Straße ẞ",
)

_RIGHT_TO_LEFT = (
    "مرحبا كيف حالك",
    "שלום עולם",
    "أريد تحويل 250 ريال إلى حساب Layla",
    "\u202bاسمي Omar وأعيش في دبي\u202c",
    "המספר שלי הוא 03-555-0199",
    "abc \u202edcba\u202c abc",
    "اَلْعَرَبِيَّةُ",
)

_EMOJI = (
    "🙂",
    "👍👍👍",
    "great job 🎉🎉",
    "👩‍👩‍👧‍👦 family trip to Oslo 🇳🇴",
    "🏳️‍🌈❤️‍🔥",
    "I ❤️ New York",
    "call me ☎️ 555-0100",
    "1️⃣ 2️⃣ 3️⃣",
    "𝓗𝓮𝓵𝓵𝓸 𝕎𝕠𝕣𝕝𝕕",
    "¯\\_(ツ)_/¯",
)

_INVISIBLE = (
    "zero\u200bwidth\u200bspace",
    "join\u200der and non\u200cjoiner",
    "soft\u00adhyphen and no\u00a0break",
    "\ufeffbyte order mark",
    "word\u2060joiner",
    "\u200b\u200b\u200b",
    "e\u0301 and \u00e9, A\u030a and \u00c5",
    "Z\u0351\u0343a\u0300\u0301\u0302l\u0323g\u0324o",
    "tab\tand\r\nline\vbreaks\f",
    "null\x00byte \x07bell \x1b[31mred\x1b[0m",
    "\ufffd\ufffd replaced",
    "ﬁne ﬂow №5 ½ ² Ⅷ ™",
    "ｆｕｌｌ ｗｉｄｔｈ １２３",
    "\U000e0041\U000e0042 tags",
)

_EMPTY = ("", " ", "\n\n\t  ", "\u00a0", "\x00\x01\x02", "\u3000")

_ODD = (
    "a",
    "A",
    ".",
    "?!",
    "...",
    "42",
    "3.14159",
    "1,000,000.00",
    "x" * 99,
    "x" * 100,
    "x" * 101,
    "antidisestablishmentarianism floccinaucinihilipilification",
    "[CLS] hello [SEP] [PAD] [MASK] [UNK]",
    "##ing ##ed ## #",
    "[ SEP ] [sep]",
    "ALL CAPS SHOUTING AT YOU NOW",
    "iPhone eBay McDonald O'Neill van der Berg de la Cruz",
    "B2B R2D2 4th 1st 2ND H2O covid19",
    "'quoted' “curly” «guillemets» „low“ —dash– …",
    "snake_case camelCase PascalCase kebab-case SCREAMING_SNAKE",
    "mixed АBС cyrillic and latin раураl",
    "العربية and English and 中文 together",
    "$100 €50 £20 ¥1000 ₹500 ₿1",
    "50% of 3/4 is 37.5%",
    "a-b_c/d\\e|f~g^h",
    "To: ada@example.com\nSubject: Re: invoice 2024-0117\n\nHi Ada,\nplease see attached.\n\nBest,\nBruno",
    "2024-02-29T23:59:60Z and 29/02/2024 and Feb 29th",
    "the the the the the the the",
    "Ünïcödé ÀÉÎÕÜ ñ ç ø å æ œ ß",
    "aaa bbb ccc " * 3,
)

_FILLER = (
    "The committee met in the morning and again after lunch.",
    "Nobody had read the report, so the first hour went to questions about page three.",
    "By the end there were five proposals, two of them serious.",
    "Someone asked what the unresolved dependencies were costing the maintenance budget.",
    "The minutes say that Ada Winters will write to the office in Lisbon.",
    "Reservations about electroencephalographic instrumentation were noted without comment.",
    "It rained, and the bus at 17:45 was late.",
)

_LONG = (
    " ".join(_FILLER * 3),
    " ".join(_FILLER * 8) + " Regards, Bruno Keller, Porto Alegre.",
    "My name is Farid Haddad. " + " ".join(_FILLER * 4) + " Call Eun-ji Park on 555-0143.",
    "word " * 400,
    "pneumonoultramicroscopicsilicovolcanoconiosis " * 30,
    "x" * 90 + " " + "qz" * 50 + " " + "vk" * 45 + " end " + "jq" * 49 + " " + "wx" * 48,
    "一二三四五六七八九十" * 30,
    "🙂🙃" * 120,
    "".join(f"{n * 7919 % 10000} " for n in range(150)),
    "\n".join(f"{n}. {task}" for n, task in enumerate(_TASKS * 3, 1)),
    "مرحبا كيف حالك اليوم " * 40,
    "for i in range(10):\n    print(i)\n" * 25,
)


def golden_texts() -> list[str]:
    """At least 200 texts without repetition: ordinary, empty, long, and awkward ones."""
    ordinary = [prefix + task for task in _TASKS for prefix in _PREFIXES]
    personal = [
        sentence.format(person=person, place=_PLACES[(at + turn) % len(_PLACES)])
        for turn, sentence in enumerate(_SENTENCES)
        for at, person in enumerate(_PEOPLE)
    ]
    awkward = [*_CODE, *_SCRIPTS, *_RIGHT_TO_LEFT, *_EMOJI, *_INVISIBLE, *_EMPTY, *_ODD]
    return list(dict.fromkeys([*ordinary, *personal, *awkward, *_LONG]))


def calibration_texts() -> list[str]:
    """Ordinary text in several kinds and lengths, for measuring the ranges of hidden states."""
    return [text for text in golden_texts() if len(text) < 1000 and text.strip()]
