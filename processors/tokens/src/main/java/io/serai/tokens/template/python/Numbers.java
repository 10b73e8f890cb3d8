package io.serai.tokens.template.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Arithmetic of integers of any size and of floats. */
final class Numbers {
    private static final int MAX_BITS = 100_000;
    /** Python refuses to print integers of more digits. */
    private static final int MAX_DIGITS = 4300;

    private static final long EXACT = 1L << 53;

    private Numbers() {}

    static BigInteger big(Object integer) {
        return switch (integer) {
            case BigInteger number -> number;
            case Boolean truth -> truth ? BigInteger.ONE : BigInteger.ZERO;
            default -> BigInteger.valueOf((Long) integer);
        };
    }

    /** In its one form: a long where it fits. */
    static Object of(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        if (value.bitLength() > MAX_BITS) {
            throw Failure.limit("an integer of " + value.bitLength() + " bits; at most " + MAX_BITS);
        }
        return value;
    }

    /** A bool as the integer it is. */
    static Object plain(Object number) {
        return number instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : number;
    }

    static double asDouble(Object number) {
        return switch (number) {
            case Double value -> value;
            case Long value -> value;
            case Boolean truth -> truth ? 1 : 0;
            default -> finite((BigInteger) number);
        };
    }

    private static double finite(BigInteger number) {
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            throw Failure.of("OverflowError", "int too large to convert to float");
        }
        return value;
    }

    static boolean isInteger(double value) {
        return !Double.isInfinite(value) && value == Math.rint(value);
    }

    /** What {@code int()} makes of a float. */
    static Object integer(double value) {
        if (Double.isNaN(value)) {
            throw Failure.value("cannot convert float NaN to integer");
        }
        if (Double.isInfinite(value)) {
            throw Failure.of("OverflowError", "cannot convert float infinity to integer");
        }
        if (Math.abs(value) < EXACT) {
            return (long) value;
        }
        return of(new BigDecimal(value).toBigInteger());
    }

    static String decimal(BigInteger number) {
        if (number.bitLength() > MAX_DIGITS * 10 / 3) {
            String text = number.toString();
            if (text.length() > MAX_DIGITS) {
                throw Failure.value("Exceeds the limit (" + MAX_DIGITS + " digits) for integer string conversion");
            }
            return text;
        }
        return number.toString();
    }

    static @Nullable Object add(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            long sum = a + b;
            return ((a ^ sum) & (b ^ sum)) < 0 ? (Object) big(a).add(big(b)) : sum;
        }
        if (left instanceof Double || right instanceof Double) {
            return asDouble(left) + asDouble(right);
        }
        return of(big(left).add(big(right)));
    }

    static Object subtract(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            long difference = a - b;
            return ((a ^ b) & (a ^ difference)) < 0 ? (Object) big(a).subtract(big(b)) : difference;
        }
        if (left instanceof Double || right instanceof Double) {
            return asDouble(left) - asDouble(right);
        }
        return of(big(left).subtract(big(right)));
    }

    static Object multiply(Object left, Object right) {
        if (left instanceof Double || right instanceof Double) {
            return asDouble(left) * asDouble(right);
        }
        return of(big(left).multiply(big(right)));
    }

    static Object divide(Object left, Object right) {
        if (left instanceof Double || right instanceof Double) {
            double divisor = asDouble(right);
            if (divisor == 0) {
                throw zero("float division by zero");
            }
            return asDouble(left) / divisor;
        }
        BigInteger divisor = big(right);
        if (divisor.signum() == 0) {
            throw zero("division by zero");
        }
        BigInteger dividend = big(left);
        if (dividend.bitLength() <= 53 && divisor.bitLength() <= 53) {
            return dividend.doubleValue() / divisor.doubleValue();
        }
        return quotient(dividend, divisor);
    }

    /** Correctly rounded, as Python's division of integers is. */
    private static double quotient(BigInteger dividend, BigInteger divisor) {
        int shift = 66 - (dividend.bitLength() - divisor.bitLength());
        BigInteger scaled = shift > 0 ? dividend.abs().shiftLeft(shift) : dividend.abs();
        BigInteger scale = shift > 0 ? divisor.abs() : divisor.abs().shiftLeft(-shift);
        BigInteger[] parts = scaled.divideAndRemainder(scale);
        // a bit that stands for all that is cut off keeps the rounding right
        BigInteger sticky = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
        BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(shift)));
        BigDecimal exact = shift > 0 ? new BigDecimal(sticky).divide(power) : new BigDecimal(sticky).multiply(power);
        double value = exact.doubleValue();
        if (Double.isInfinite(value)) {
            throw Failure.of("OverflowError", "integer division result too large for a float");
        }
        return dividend.signum() * divisor.signum() < 0 ? -value : value;
    }

    static Object floorDivide(Object left, Object right) {
        if (left instanceof Double || right instanceof Double) {
            double divisor = asDouble(right);
            if (divisor == 0) {
                throw zero("float floor division by zero");
            }
            return floatFloor(asDouble(left), divisor);
        }
        if (left instanceof Long a && right instanceof Long b && b != 0 && !(a == Long.MIN_VALUE && b == -1)) {
            return Math.floorDiv(a, b);
        }
        BigInteger divisor = big(right);
        if (divisor.signum() == 0) {
            throw zero("integer division or modulo by zero");
        }
        return of(floor(big(left), divisor));
    }

    private static BigInteger floor(BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        boolean below = parts[1].signum() != 0 && parts[1].signum() != divisor.signum();
        return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** As Python computes it, by the remainder: the quotient itself may be rounded up to the next integer. */
    private static double floatFloor(double dividend, double divisor) {
        double remainder = dividend % divisor;
        double quotient = (dividend - remainder) / divisor;
        if (remainder != 0 && divisor < 0 != remainder < 0) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0, dividend / divisor);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    static Object modulo(Object left, Object right) {
        if (left instanceof Double || right instanceof Double) {
            return floatModulo(asDouble(left), asDouble(right));
        }
        if (left instanceof Long a && right instanceof Long b && b != 0) {
            return Math.floorMod(a, b);
        }
        BigInteger divisor = big(right);
        if (divisor.signum() == 0) {
            throw zero("integer modulo by zero");
        }
        BigInteger remainder = big(left).mod(divisor.abs());
        return of(divisor.signum() < 0 && remainder.signum() != 0 ? remainder.add(divisor) : remainder);
    }

    private static double floatModulo(double dividend, double divisor) {
        if (divisor == 0) {
            throw zero("float modulo");
        }
        double remainder = dividend % divisor;
        if (remainder == 0) {
            return Math.copySign(0, divisor);
        }
        return divisor < 0 != remainder < 0 ? remainder + divisor : remainder;
    }

    static Object power(Object left, Object right) {
        if (Types.isInteger(left) && Types.isInteger(right) && big(right).signum() >= 0) {
            BigInteger base = big(left);
            BigInteger exponent = big(right);
            if (base.bitLength() > 1
                    && (exponent.bitLength() > 31 || base.bitLength() * exponent.longValue() > MAX_BITS)) {
                throw Failure.limit("an integer power of more than " + MAX_BITS + " bits");
            }
            return of(base.bitLength() > 1 ? base.pow(exponent.intValue()) : small(base, exponent));
        }
        return floatPower(asDouble(left), asDouble(right));
    }

    /** Of -2, -1, 0 and 1: their powers have few bits, or a known sign. */
    private static BigInteger small(BigInteger base, BigInteger exponent) {
        if (base.equals(BigInteger.TWO.negate())) {
            return base.pow(exponent.bitLength() > 17 ? MAX_BITS + 1 : exponent.intValue());
        }
        return base.signum() < 0 && !exponent.testBit(0)
                ? BigInteger.ONE
                : exponent.signum() == 0 ? BigInteger.ONE : base;
    }

    private static double floatPower(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw zero("0.0 cannot be raised to a negative power");
        }
        if (base == 1) {
            return 1; // even to the power of nan
        }
        if (base < 0 && !Double.isInfinite(base) && !isInteger(exponent) && !Double.isInfinite(exponent)) {
            throw Failure.type("complex numbers are not supported");
        }
        if (base == -1 && Double.isInfinite(exponent)) {
            return 1;
        }
        double value = Math.pow(base, exponent);
        if (Double.isInfinite(value) && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
            throw Failure.of("OverflowError", "(34, 'Numerical result out of range')");
        }
        return value;
    }

    private static Failure zero(String message) {
        return Failure.of("ZeroDivisionError", message);
    }

    static Object negative(Object number) {
        return switch (number) {
            case Double value -> -value;
            case Long value when value != Long.MIN_VALUE -> -value;
            default -> of(big(number).negate());
        };
    }

    static Object absolute(Object number) {
        if (number instanceof Double value) {
            return Math.abs(value);
        }
        return of(big(number).abs());
    }

    /** Python's {@code round}: ties go to the even neighbour, by the exact value of the float. */
    static Object round(Object number, int places) {
        if (number instanceof Double value) {
            if (Double.isNaN(value) || Double.isInfinite(value) || places > 400) {
                return value;
            }
            double size = places < -400
                    ? 0
                    : new BigDecimal(value)
                            .setScale(places, RoundingMode.HALF_EVEN)
                            .doubleValue();
            return size == 0 ? Math.copySign(0.0, value) : size;
        }
        if (places >= 0) {
            return plain(number);
        }
        if (places < -MAX_DIGITS) {
            return 0L;
        }
        return of(new BigDecimal(big(number))
                .setScale(places, RoundingMode.HALF_EVEN)
                .toBigInteger());
    }

    /** Order of two numbers, exact also between integers and floats; null where one is not a number. */
    static @Nullable Integer compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof Double || right instanceof Double) {
            return compareFloat(left, right);
        }
        return big(left).compareTo(big(right));
    }

    private static @Nullable Integer compareFloat(Object left, Object right) {
        if (isNan(left) || isNan(right)) {
            return null;
        }
        if ((small(left) && small(right)) || isInfinite(left) || isInfinite(right)) {
            double a = roughly(left);
            double b = roughly(right);
            return a < b ? -1 : a > b ? 1 : 0;
        }
        return exact(left).compareTo(exact(right));
    }

    private static double roughly(Object number) {
        return number instanceof BigInteger big ? big.doubleValue() : asDouble(number);
    }

    private static boolean small(Object number) {
        return number instanceof Double
                || number instanceof Boolean
                || (number instanceof Long value && Math.abs(value) < EXACT);
    }

    private static boolean isNan(Object number) {
        return number instanceof Double value && Double.isNaN(value);
    }

    private static boolean isInfinite(Object number) {
        return number instanceof Double value && Double.isInfinite(value);
    }

    private static BigDecimal exact(Object number) {
        return number instanceof Double value ? new BigDecimal(value) : new BigDecimal(big(number));
    }
}
