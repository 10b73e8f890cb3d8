package io.serai.tokens.template.python;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Python's {@code datetime.strftime} of a local time without zone, in the C locale, with glibc's flags and widths. */
final class Strftime {
    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final int MAX_WIDTH = 1000;

    private final ZonedDateTime moment;
    private final LocalDateTime time;
    private final StringBuilder out = new StringBuilder();

    private Strftime(ZonedDateTime moment) {
        this.moment = moment;
        time = moment.toLocalDateTime();
    }

    static String format(String format, ZonedDateTime moment, Meter meter) {
        var strftime = new Strftime(moment);
        strftime.run(format, meter);
        meter.make(strftime.out.length());
        return strftime.out.toString();
    }

    private void run(String format, Meter meter) {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            int start = i++;
            char flag = 0;
            while (i < format.length() && "_-0^#".indexOf(format.charAt(i)) >= 0) {
                flag = format.charAt(i++);
            }
            int width = 0;
            while (i < format.length() && format.charAt(i) >= '0' && format.charAt(i) <= '9') {
                width = Math.min(width * 10 + (format.charAt(i++) - '0'), MAX_WIDTH);
            }
            String shown = i < format.length() ? directive(format.charAt(i), flag, width) : null;
            out.append(shown != null ? shown : format.substring(start, Math.min(i + 1, format.length())));
            meter.grown(out.length());
        }
    }

    private @Nullable String directive(char directive, char flag, int width) {
        String text = text(directive);
        if (text != null) {
            String shown = flag == '^' ? text.toUpperCase(Locale.ROOT) : flag == '#' ? swapped(directive, text) : text;
            return padded(shown, width, flag == '0' ? '0' : ' ');
        }
        return switch (directive) {
            case 'd' -> number(time.getDayOfMonth(), 2, '0', flag, width);
            case 'e' -> number(time.getDayOfMonth(), 2, ' ', flag, width);
            case 'm' -> number(time.getMonthValue(), 2, '0', flag, width);
            case 'y' -> number(time.getYear() % 100, 2, '0', flag, width);
            case 'C' -> number(time.getYear() / 100, 2, '0', flag, width);
            case 'Y' -> number(time.getYear(), 1, '0', flag, width);
            case 'H' -> number(time.getHour(), 2, '0', flag, width);
            case 'k' -> number(time.getHour(), 2, ' ', flag, width);
            case 'I' -> number(hour12(), 2, '0', flag, width);
            case 'l' -> number(hour12(), 2, ' ', flag, width);
            case 'M' -> number(time.getMinute(), 2, '0', flag, width);
            case 'S' -> number(time.getSecond(), 2, '0', flag, width);
            case 'f' -> number(time.get(ChronoField.MICRO_OF_SECOND), 6, '0', (char) 0, 0);
            case 'j' -> number(time.getDayOfYear(), 3, '0', flag, width);
            case 'u' -> number(time.getDayOfWeek().getValue(), 1, '0', flag, width);
            case 'w' -> number(sundayBased(), 1, '0', flag, width);
            case 'U' -> number(week(sundayBased()), 2, '0', flag, width);
            case 'W' -> number(week(time.getDayOfWeek().getValue() - 1), 2, '0', flag, width);
            case 'V' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flag, width);
            case 'G' -> number(time.get(IsoFields.WEEK_BASED_YEAR), 1, '0', flag, width);
            case 'g' -> number(time.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0', flag, width);
            case 's' -> number(moment.truncatedTo(ChronoUnit.SECONDS).toEpochSecond(), 1, '0', flag, width);
            default -> null;
        };
    }

    private @Nullable String text(char directive) {
        String day = DAYS.get(time.getDayOfWeek().getValue() - 1);
        String month = MONTHS.get(time.getMonthValue() - 1);
        return switch (directive) {
            case 'a' -> day.substring(0, 3);
            case 'A' -> day;
            case 'b', 'h' -> month.substring(0, 3);
            case 'B' -> month;
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'P' -> time.getHour() < 12 ? "am" : "pm";
            case 'c' -> nested("%a %b %e %H:%M:%S %Y");
            case 'D', 'x' -> nested("%m/%d/%y");
            case 'F' -> nested("%Y-%m-%d");
            case 'T', 'X' -> nested("%H:%M:%S");
            case 'R' -> nested("%H:%M");
            case 'r' -> nested("%I:%M:%S %p");
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            case 'z', 'Z' -> ""; // the time has no zone
            default -> null;
        };
    }

    private String nested(String format) {
        return format(format, moment, Meter.small());
    }

    private static String swapped(char directive, String text) {
        return directive == 'p' ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT);
    }

    private static String number(long value, int digits, char byDefault, char flag, int width) {
        if (flag == '-') {
            return Long.toString(value);
        }
        char fill = flag == '_' ? ' ' : flag == '0' ? '0' : byDefault;
        return padded(Long.toString(value), Math.max(digits, width), fill);
    }

    private static String padded(String text, int width, char fill) {
        return String.valueOf(fill).repeat(Math.max(0, width - text.length())) + text;
    }

    private int hour12() {
        int hour = time.getHour() % 12;
        return hour == 0 ? 12 : hour;
    }

    private int sundayBased() {
        return time.getDayOfWeek().getValue() % 7;
    }

    /** Week of the year, of weeks that begin with the day that {@code dayOfWeek} counts as 0. */
    private int week(int dayOfWeek) {
        return (time.getDayOfYear() + 6 - dayOfWeek) / 7;
    }
}
