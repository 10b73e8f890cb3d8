package io.serai.guard.pii;

/**
 * Phone numbers: pieces of digits and separators that libphonenumber takes for valid in some country. Numbers that
 * are not written as phone numbers usually are need a word beside them.
 */
final class PhoneRule implements Rule {
    private static final int MIN_DIGITS = 7;
    private static final int MAX_EXTENSION = 7;
    private static final int JUST_BEFORE = 9;

    /** Of the right length for its country, in a range that nobody has yet, where a word or an extension tells. */
    private static final double POSSIBLE = 0.6;

    private static final Words WORDS = Words.of(
            "phone",
            "telephone",
            "tel",
            "mobile",
            "cell",
            "call",
            "fax",
            "contact",
            "reach",
            "sms",
            "text me",
            "whatsapp",
            "office",
            "desk",
            "hotline",
            "dial",
            "my number is",
            "your number is",
            "his number is",
            "her number is",
            "our number is",
            "their number is",
            "the number is",
            "answering at",
            "ring me",
            "ring us",
            "ring him",
            "ring her",
            "voicemail",
            "telefon",
            "handy",
            "mobil",
            "rufnummer",
            "anruf",
            "erreichen",
            "erreichbar",
            "t\u00e9l\u00e9phone",
            "t\u00e9l",
            "portable",
            "appel",
            "joindre",
            "joignable",
            "tel\u00e9fono",
            "m\u00f3vil",
            "llam",
            "celular",
            "telefone",
            "ligar",
            "telefono",
            "cellulare",
            "chiama",
            "telefoon",
            "mobiel",
            "komork",
            "dzwoni",
            "zadzwo",
            "puhelin",
            "\u0442\u0435\u043b\u0435\u0444\u043e\u043d",
            "\u7535\u8bdd",
            "\u624b\u673a",
            "\u96fb\u8a71",
            "\u643a\u5e2f",
            "\uc804\ud654",
            "\u0647\u0627\u062a\u0641",
            "\u092b\u094b\u0928");

    @Override
    public boolean applies(Traits traits) {
        return traits.digits() >= MIN_DIGITS;
    }

    @Override
    public void find(Scan scan) {
        if (!scan.wants(PiiTypes.PHONE)) {
            return;
        }
        String text = scan.text;
        var numbers = new PhoneNumbers();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean starts = (Chars.digit(c) || ((c == '+' || c == '(') && opens(text, i))) && mayStart(text, i);
            i = starts ? candidate(scan, numbers, i) : i + 1;
        }
    }

    private static boolean opens(String text, int index) {
        char next = Chars.at(text, index + 1);
        return Chars.digit(next) || next == '+' || next == '(';
    }

    private static boolean mayStart(String text, int index) {
        char before = Chars.at(text, index - 1);
        if ("$\u20ac\u00a3\u00a5=#&@%+".indexOf(before) >= 0) {
            return before == '=' && text.charAt(index) == '+';
        }
        boolean chained = (before == '.' || before == '-' || before == '/' || before == ',' || before == ':')
                && Chars.word(Chars.at(text, index - 2))
                && (before != ':' || Chars.digit(Chars.at(text, index - 2)));
        return Chars.starts(text, index) && !chained;
    }

    /** Looks at the pieces that begin here, the longest first; where the search goes on. */
    private static int candidate(Scan scan, PhoneNumbers numbers, int start) {
        var piece = PhonePiece.read(scan.text, start);
        for (int groups = piece.groups(); groups > 0; groups--) {
            if (piece.use(groups) && !otherForm(piece) && accept(scan, numbers, piece)) {
                return piece.end();
            }
        }
        return scan.text.charAt(start) == '(' ? within(scan.text, start) : piece.firstEnd();
    }

    /** What stands in brackets may be a number where it is none with them; of many, in the last ones. */
    private static int within(String text, int start) {
        int next = start + 1;
        while (Chars.at(text, next) == '(' && Chars.at(text, next + 1) == '(') {
            next++;
        }
        return next;
    }

    private static boolean accept(Scan scan, PhoneNumbers numbers, PhonePiece piece) {
        PhonePiece.Form form = piece.form();
        double score = scan.score(piece.start(), piece.end(), form.alone(), form.withWord(), WORDS);
        if (score < PhonePiece.LEAST || (form == PhonePiece.Form.GROUPED && isHouse(scan.text, piece))) {
            return false;
        }
        boolean international = form == PhonePiece.Form.INTERNATIONAL;
        int end = extensionEnd(scan.text, piece.end());
        if (!numbers.valid(piece.text(), international)) {
            boolean told = score > form.alone() || end > piece.end();
            if (!told || !international || !numbers.possible(piece.text())) {
                return false;
            }
            score = POSSIBLE;
        }
        scan.add(PiiTypes.PHONE, piece.start(), end, score, "phone");
        return true;
    }

    /** Two groups in front of a name, as of a street, unless a word stands just before them. */
    private static boolean isHouse(String text, PhonePiece piece) {
        return piece.used() == 2
                && Chars.at(text, piece.end()) == ' '
                && Character.isUpperCase(Chars.at(text, piece.end() + 1))
                && WORDS.lastBefore(text, piece.start(), JUST_BEFORE) < 0;
    }

    /** Dates, amounts and addresses of the network. */
    private static boolean otherForm(PhonePiece piece) {
        String shape = piece.shape();
        return switch (shape) {
            case "4-2-2", "2.2.4", "2/2/4", "2-2-4", "4/2/2", "4.2.2", "4-2-2 2", "1/2/4", "2/1/4", "1.2.4", "2.1.4" ->
                true;
            default ->
                (shape.indexOf('/') >= 0
                                && piece.form() != PhonePiece.Form.INTERNATIONAL
                                && (shape.contains(" - ") || (shape.indexOf(' ') < 0 && shape.length() > 5)))
                        || (piece.used() == 2 && shape.indexOf('.') >= 0)
                        || piece.dottedQuad();
        };
    }

    /** Behind {@code x459} or {@code ext. 12}, or {@code end} if there is none. */
    private static int extensionEnd(String text, int end) {
        int at = Chars.at(text, end) == ' ' ? end + 1 : end;
        for (String mark : new String[] {"extension ", "ext. ", "ext.", "ext ", "ext", "x"}) {
            if (text.regionMatches(true, at, mark, 0, mark.length())) {
                int from = at + mark.length();
                int to = Chars.alnumEnd(text, from, MAX_EXTENSION + 1);
                boolean digits = to > from
                        && to - from <= MAX_EXTENSION
                        && text.substring(from, to).chars().allMatch(c -> Chars.digit((char) c));
                return digits ? to : end;
            }
        }
        return end;
    }
}
