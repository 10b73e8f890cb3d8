package io.serai.gateway.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A time to stand still at. Where its zone is not said it does not matter: what is shown is what was written. */
record FixedTime(Instant instant, ZoneId zone) {
    /** Null for null. */
    static @Nullable FixedTime parse(@Nullable String text) throws CaseException {
        if (text == null) {
            return null;
        }
        try {
            if (text.indexOf('T') < 0 && text.indexOf(' ') < 0) {
                return of(LocalDate.parse(text).atStartOfDay());
            }
            String iso = text.replace(' ', 'T');
            boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            if (!zoned) {
                return of(LocalDateTime.parse(iso));
            }
            OffsetDateTime time = OffsetDateTime.parse(iso);
            return new FixedTime(time.toInstant(), time.getOffset());
        } catch (DateTimeException e) {
            throw new CaseException("the time is '" + text + "'; write it as 2026-07-26T12:00:00, with Z or an offset"
                    + " such as +02:00 where it matters");
        }
    }

    private static FixedTime of(LocalDateTime time) {
        return new FixedTime(time.toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }
}
