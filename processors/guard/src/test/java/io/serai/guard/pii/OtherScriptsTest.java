package io.serai.guard.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.PiiSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values right beside letters of scripts that have no capitals, which are no part of them, and beside others. */
class OtherScriptsTest {
    private static final PiiRules RULES = PiiRules.standard();

    /** What stands right before a value, and right behind. */
    private static final List<String[]> AROUND = List.of(
            new String[] {"这是我的", "谢谢"},
            new String[] {"これは", "です"},
            new String[] {"カタカナー", "ーです"},
            new String[] {"이것은", "입니다"},
            new String[] {"ของฉันคือ", "ครับ"},
            new String[] {"នេះជា", "អរគុណ"},
            new String[] {"هذا", "شكرا"},
            new String[] {"של", "תודה"},
            new String[] {"मेरा", "है"});

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("4111111111111111", "CREDIT_CARD"),
            Map.entry("5500-0055-5555-5559", "CREDIT_CARD"),
            Map.entry("jane.doe@example.com", "EMAIL_ADDRESS"),
            Map.entry("12345678@example.org", "EMAIL_ADDRESS"),
            Map.entry("DE89370400440532013000", "IBAN_CODE"),
            Map.entry("GB29 NWBK 6016 1331 9268 19", "IBAN_CODE"),
            Map.entry("203.0.113.7", "IP_ADDRESS"),
            Map.entry("2001:db8:85a3::8a2e:370:7334", "IP_ADDRESS"),
            Map.entry("00:1b:44:11:3a:b7", "MAC_ADDRESS"),
            Map.entry("536-22-8726", "US_SSN"),
            Map.entry("X1234567L", "ES_NIE"),
            Map.entry("RSSMRA85T10A562S", "IT_FISCAL_CODE"),
            Map.entry("529.982.247-25", "BR_CPF"),
            Map.entry("AB123456C", "UK_NINO"),
            Map.entry("+44 20 7946 0958", "PHONE_NUMBER"),
            Map.entry("(650) 253-0000", "PHONE_NUMBER"),
            Map.entry("03-1234-5678", "PHONE_NUMBER"),
            Map.entry("52.52000, 13.40495", "COORDINATES"),
            Map.entry("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "CRYPTO"),
            Map.entry("ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1bC3dE5", "API_KEY"));

    private static List<String> found(String text) {
        return RULES.find(text).stream()
                .map(it -> it.type() + "=" + text.substring(it.start(), it.end()))
                .toList();
    }

    static Stream<Map.Entry<String, String>> values() {
        return VALUES.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsFoundBetweenLettersWithoutCapitals(Map.Entry<String, String> entry) {
        String value = entry.getKey();
        for (String[] around : AROUND) {
            assertThat(found(around[0] + value + around[1])).containsExactly(entry.getValue() + "=" + value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "Ж", "ж", "ω", "a"})
    void lettersThatNumbersGoOnWithStillHideThem(String letter) {
        for (String number : List.of("4111111111111111", "203.0.113.7", "536-22-8726", "DE89370400440532013000")) {
            assertThat(found(letter + number)).isEmpty();
            assertThat(found(number + letter)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "订单号4111111111111111已发货",
                "訂單4111111111111111",
                "注文番号4111111111111111です",
                "주문번4111111111111111입니다",
                "软件版本9.8.7.6已发布",
                "バージョン9.8.7.6です",
                "价格1234567890元",
                "2024年01月31日11时34分35秒",
                "第4111111111111112号",
                "共536228726人",
                "127.0.0.1是本机",
            })
    void otherNumbersBesideThemAreLeftAlone(String text) {
        assertThat(found(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "电话13812345678谢谢|PHONE_NUMBER=13812345678",
                "我的SSN号码536228726谢谢|US_SSN=536228726",
                "请看Steuer-ID号86095742719|DE_TAX_ID=86095742719",
                "转到DE89370400440532013000或GB29NWBK60161331926819"
                        + "|IBAN_CODE=DE89370400440532013000, IBAN_CODE=GB29NWBK60161331926819",
                "发给jane@example.com或bob.roe@example.org。|EMAIL_ADDRESS=jane@example.com, EMAIL_ADDRESS=bob.roe@example.org",
                "写给用户@例子.广告|EMAIL_ADDRESS=写给用户@例子.广告",
                "डेटामेल@डेटामेल.भारत|EMAIL_ADDRESS=डेटामेल@डेटामेल.भारत",
                "寄到jane@例子.tw謝謝|EMAIL_ADDRESS=jane@例子.tw",
                "寄到jane@abc例子.com謝謝|EMAIL_ADDRESS=jane@abc例子.com",
                "看https://app:s3cr3t!@例子.cn吧|URL_CREDENTIALS=app:s3cr3t!",
            })
    void wordsAndAddressesAreSeenBetweenThem(String text, String expected) {
        assertThat(String.join(", ", found(text))).isEqualTo(expected);
    }

    private static String maskedElsewhere(String value, String text) {
        var masker = new PiiMasker(new byte[16]);
        masker.learn(value, List.of(new PiiSpan("PERSON", 0, value.length(), 0.9, "model:test")));
        return masker.mask(text, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "王小明, 请问王小明在吗",
        "田中一郎, 田中一郎さんへ",
        "김철수, 김철수는 어디",
        "สมชาย, คุณสมชายครับ",
        "Jane, 请问Jane在吗",
        "علي, قال علي لي",
        "מרים, אמרה מרים לי"
    })
    void namesOfAModelAreMaskedWhereTheScriptLetsThemTouchOthers(String name, String text) {
        assertThat(maskedElsewhere(name, text)).doesNotContain(name).contains("<PERSON_");
    }

    @ParameterizedTest
    @CsvSource({"علي, قال عليها", "राम, वह रामायण", "מרים, המרים", "Ann, Anna"})
    void namesOfAModelStayInLongerWordsOfScriptsWithSpaces(String name, String text) {
        assertThat(maskedElsewhere(name, text)).isEqualTo(text);
    }

    @Test
    void aPlaceholderWithoutBracketsIsRestoredBetweenThem() {
        var masker = new PiiMasker(new byte[16]);
        String body =
                masker.mask("jane@example.com", RULES.find("jane@example.com")).replaceAll("[<>]", "");
        var texts = new ArrayList<String>();
        for (String[] around : AROUND) {
            Unmasker unmasker = masker.unmasker();
            texts.add(unmasker.push(around[0] + body + around[1]) + unmasker.end());
        }
        assertThat(texts).allMatch(text -> text.contains("jane@example.com"));
    }
}
