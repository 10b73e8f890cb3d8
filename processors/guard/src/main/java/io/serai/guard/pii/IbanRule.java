package io.serai.guard.pii;

import java.util.HashMap;
import java.util.Map;

/** IBANs: the country's length, and the remainder 1 of 97; in one piece or in groups of four. */
final class IbanRule implements Rule {
    private static final Map<String, Integer> LENGTHS = lengths("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29"
            + " BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27"
            + " GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24"
            + " ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18"
            + " SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30");

    private static Map<String, Integer> lengths(String list) {
        var lengths = new HashMap<String, Integer>();
        for (String entry : list.split(" ", -1)) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return Map.copyOf(lengths);
    }

    @Override
    public boolean applies(Traits traits) {
        return traits.digits() >= 6;
    }

    @Override
    public void find(Scan scan) {
        String text = scan.text;
        for (int i = 0; i + 15 <= text.length(); i++) {
            if (Chars.digit(text.charAt(i + 2))
                    && Chars.letter(text.charAt(i))
                    && Chars.letter(text.charAt(i + 1))
                    && Chars.digit(text.charAt(i + 3))
                    && Chars.starts(text, i)) {
                check(scan, i);
            }
        }
    }

    private static void check(Scan scan, int start) {
        String text = scan.text;
        String country = new String(new char[] {upper(text.charAt(start)), upper(text.charAt(start + 1))});
        Integer length = LENGTHS.get(country);
        if (length == null) {
            return;
        }
        var iban = new StringBuilder(length);
        int end = start;
        while (iban.length() < length) {
            char c = Chars.at(text, end);
            if (Chars.alnum(c)) {
                iban.append(upper(c));
            } else if ((c != ' ' && c != '-' && c != '\u00a0') || !Chars.alnum(Chars.at(text, end + 1))) {
                return;
            }
            end++;
        }
        if (Chars.ends(text, end) && CheckDigits.mod97(iban.substring(4) + iban.substring(0, 4)) == 1) {
            scan.add(PiiTypes.IBAN, start, end, 0.98, "iban");
        }
    }

    private static char upper(char c) {
        return Chars.lower(c) ? (char) (c - 'a' + 'A') : c;
    }
}
