package io.serai.steps.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.steps.Ask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that differ in anything that changes the answer never share one. */
class RequestKeysPropertyTest {
    /** Starts no thread: nothing is scheduled. */
    private static final ScheduledExecutorService LOOP = Executors.newScheduledThreadPool(0);

    /** A request in parts. All but {@code last} and {@code stream} changes what a model says. */
    record Parts(
            String tenant,
            String model,
            String system,
            String before,
            String last,
            String behind,
            String tools,
            String temperature,
            String format,
            String extra,
            boolean stream) {

        static final int LAST = 4;
        static final int STREAM = 10;

        /** This one, with a part of another. */
        Parts with(int part, Parts donor) {
            return new Parts(
                    (part == 0 ? donor : this).tenant,
                    (part == 1 ? donor : this).model,
                    (part == 2 ? donor : this).system,
                    (part == 3 ? donor : this).before,
                    (part == LAST ? donor : this).last,
                    (part == 5 ? donor : this).behind,
                    (part == 6 ? donor : this).tools,
                    (part == 7 ? donor : this).temperature,
                    (part == 8 ? donor : this).format,
                    (part == 9 ? donor : this).extra,
                    (part == STREAM ? donor : this).stream);
        }

        Map<String, String> fields() {
            var fields = new LinkedHashMap<String, String>();
            fields.put("model", "\"auto\"");
            fields.put("stream", Boolean.toString(stream));
            fields.put(
                    "messages",
                    "[{\"role\":\"system\",\"content\":\"%s\"},{\"role\":\"user\",\"content\":\"%s\"},%s{\"role\":\"user\",\"content\":\"%s\"}%s]"
                            .formatted(system, before, "{\"role\":\"assistant\",\"content\":\"ok\"},", last, behind));
            fields.put("tools", tools);
            fields.put("temperature", temperature);
            fields.put("response_format", format);
            fields.put("x", extra);
            return fields;
        }

        RequestKeys keys() {
            return keys(fields(), "");
        }

        RequestKeys keys(Map<String, String> fields, String blank) {
            var body = new StringBuilder("{");
            fields.forEach((name, value) -> body.append(body.length() == 1 ? "" : ",")
                    .append(blank)
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(blank)
                    .append(value));
            var call = Ask.chat(body.append('}').toString()).principal(tenant).call(LOOP);
            return Objects.requireNonNull(RequestKeys.of(call, model, true), "not cacheable");
        }
    }

    @Provide
    Arbitrary<Parts> requests() {
        var word = Arbitraries.of("hi", "ho", "", "a b", "\\\"", "ü");
        return Combinators.combine(
                        Arbitraries.of("a", "b", ""),
                        Arbitraries.of("m", "n"),
                        Combinators.combine(word, word).as((one, two) -> one + "|" + two),
                        word,
                        word,
                        Arbitraries.of("", ",{\"role\":\"assistant\",\"content\":\"x\"}"),
                        Arbitraries.of("[]", "[{\"f\":1}]", "[{\"f\":2}]", "null"),
                        Arbitraries.of("{}", "{\"type\":\"json\"}"))
                .flatAs((tenant, model, system, before, last, behind, tools, format) -> Combinators.combine(
                                Arbitraries.of("0", "0.5", "1"),
                                Arbitraries.of("1", "\"1\"", "[1]", "{\"a\":\"} ]\"}"),
                                Arbitraries.of(true, false))
                        .as((temperature, extra, stream) -> new Parts(
                                tenant,
                                model,
                                system,
                                before,
                                last,
                                behind,
                                tools,
                                temperature,
                                format,
                                extra,
                                stream)));
    }

    /** Two requests that differ in at most one part: the hardest pairs. */
    @Property(tries = 2000)
    void theSameKeysMeanTheSameRequest(
            @ForAll("requests") Parts one, @ForAll("requests") Parts donor, @ForAll @IntRange(max = 10) int part) {
        Parts other = one.with(part, donor);

        assertThat(one.keys().exact().equals(other.keys().exact()))
                .isEqualTo(one.equals(other) || part == Parts.STREAM);
        assertThat(one.keys().shape().equals(other.keys().shape()))
                .isEqualTo(one.equals(other) || part == Parts.STREAM || part == Parts.LAST);
    }

    @Property(tries = 200)
    void orderOfFieldsAndBlanksDoNotCount(@ForAll("requests") Parts parts) {
        var turned = new LinkedHashMap<String, String>();
        List.copyOf(parts.fields().keySet())
                .reversed()
                .forEach(name -> turned.put(name, parts.fields().get(name)));

        assertThat(parts.keys(turned, " \n\t")).isEqualTo(parts.keys());
    }

    // ---- what is left alone

    private static RequestKeys keys(String fields) {
        return Objects.requireNonNull(
                RequestKeys.of(Ask.chat("{" + fields + "}").call(LOOP), "m", true), "not cacheable");
    }

    private static String messages(String content) {
        return "\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]";
    }

    @Test
    void whomAndHowItIsSentDoesNotCount() {
        String plain = messages("\"hi\"");

        assertThat(
                        keys(
                                plain
                                        + ",\"user\":\"u\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"metadata\":{\"a\":1}"))
                .isEqualTo(keys(plain));
    }

    @Test
    void wordsWithDigitsMustBeTheSame() {
        assertThat(keys(messages("\"what is 2 + 2?\"")).shape())
                .isNotEqualTo(keys(messages("\"what is 2 + 3?\"")).shape());
        assertThat(keys(messages("\"what is 2 + 2?\"")).shape())
                .isEqualTo(keys(messages("\"tell me 2 + 2?\"")).shape());
        assertThat(keys(messages("\"a 1 b 2\"")).shape())
                .isNotEqualTo(keys(messages("\"a 12\"")).shape());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "due 2026-11-23, ok   | due 2026-11-23, yes  | true",
                "due 2026-11-23, ok   | due 2026-11-24, ok   | false",
                "v_2 of it            | v_2 of that          | true",
                "v_2 of it            | w_2 of it            | false",
                "chapter \u2167 please| chapter \u2168 please| false",
                "is x\u00b2 even      | is x\u00b3 even      | false",
                "a.b.c                | d.e.f                | true",
                "\ud83d\ude00 4       | \ud83d\ude01 4       | true",
            })
    void wordsWithDigitsGoAsFarAsTheyAreJoined(String one, String other, boolean same) {
        assertThat(keys(messages("\"" + one + "\""))
                        .shape()
                        .equals(keys(messages("\"" + other + "\"")).shape()))
                .isEqualTo(same);
    }

    /** Whoever looks for a digit again from each letter is at it for hours. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMegabyteWithoutABlankIsReadOnce() {
        String letters = "a".repeat(1_000_000);
        assertThat(keys(messages("\"" + letters + "\"")).shape())
                .isEqualTo(keys(messages("\"" + letters + "a\"")).shape())
                .isNotEqualTo(keys(messages("\"" + letters + "1\"")).shape());
    }

    @Test
    void withoutSimilarAnswersThereIsNoShape() {
        var call = Ask.chat("{" + messages("\"hi\"") + "}").call(LOOP);
        var exact = Objects.requireNonNull(RequestKeys.of(call, "m", false), "not cacheable");
        assertThat(exact.shape()).isEmpty();
        assertThat(exact.exact()).isEqualTo(keys(messages("\"hi\"")).exact());
    }

    @Test
    void aMessageWithMoreThanTextIsOnlyTheSameAsItself() {
        assertThat(keys(messages("[{\"type\":\"text\",\"text\":\"hi\"}]")).shape())
                .isNotEmpty();
        for (String content : List.of(
                "[{\"type\":\"text\",\"text\":\"hi\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}]",
                "[{\"type\":\"text\",\"text\":\"hi\",\"cache_control\":{}}]",
                "null",
                "[1]")) {
            assertThat(keys(messages(content)).shape()).isEmpty();
            assertThat(keys(messages(content)).exact()).isNotEmpty();
        }
        assertThat(keys("\"messages\":[]").shape()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"n\":2",
                "\"n\":[1]",
                "\"logprobs\":true",
                "\"logprobs\":5",
                "\"temperature\":0,\"temperature\":1",
                "\"x\":1,\"\\u0078\":2"
            })
    void isNotKept(String fields) {
        assertThat(RequestKeys.of(
                        Ask.chat("{" + messages("\"hi\"") + "," + fields + "}").call(LOOP), "m", true))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"n\":1", "\"n\":null", "\"logprobs\":false", "\"logprobs\":null"})
    void isKept(String fields) {
        assertThat(keys(messages("\"hi\"") + "," + fields).exact()).isNotEmpty();
    }
}
