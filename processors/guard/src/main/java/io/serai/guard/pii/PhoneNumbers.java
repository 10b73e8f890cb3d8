package io.serai.guard.pii;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;

/**
 * Asks libphonenumber whether a number is valid anywhere. One instance serves one text: behind {@link #MOST_TRIES}
 * questions everything is taken for valid, since a flood of numbers must neither stop a core nor hide a real one.
 */
final class PhoneNumbers {
    static final int MOST_TRIES = 50_000;

    private static final String ANYWHERE = "ZZ";
    private static final List<String> REGIONS = List.of(
            "US", "GB", "DE", "FR", "IT", "ES", "NL", "BE", "CH", "AT", "SE", "DK", "NO", "FI", "PL", "PT", "IE", "CZ",
            "HU", "GR", "CY", "RO", "BR", "MX", "AU", "NZ", "ZA", "IN", "JP", "KR", "CN", "TR", "EE", "SI", "IS");

    private int tries;

    boolean valid(String number, boolean international) {
        if (international) {
            return valid(withPlus(number), ANYWHERE);
        }
        for (String region : REGIONS) {
            if (valid(number, region)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a number with its country's code has a length that this country uses. */
    boolean possible(String number) {
        return PhoneNumberUtil.getInstance().isPossibleNumber(withPlus(number), ANYWHERE);
    }

    private static String withPlus(String number) {
        return number.startsWith("00") ? "+" + number.substring(2) : number;
    }

    private boolean valid(String number, String region) {
        if (++tries > MOST_TRIES) {
            return true;
        }
        var library = PhoneNumberUtil.getInstance();
        try {
            var parsed = library.parse(number, region);
            return region.equals(ANYWHERE)
                    ? library.isValidNumber(parsed)
                    : library.isValidNumberForRegion(parsed, region);
        } catch (NumberParseException e) {
            return false;
        }
    }
}
