package io.serai.guard.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers here are those that standards and networks publish for tests, or made up with their check digits. */
class PiiRulesTest {
    private static final PiiRules RULES = PiiRules.standard();

    private static List<String> found(String text) {
        return RULES.find(text).stream()
                .map(it -> it.type() + "=" + text.substring(it.start(), it.end()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL_ADDRESS|write to jane.doe+x@mail.example.co.uk.|jane.doe+x@mail.example.co.uk",
                "EMAIL_ADDRESS|<a_b@x-y.org>|a_b@x-y.org",
                "EMAIL_ADDRESS|user=o'neil@example.com&x=1|o'neil@example.com",
                "EMAIL_ADDRESS|send(b'neil@example.com')|neil@example.com",
                "EMAIL_ADDRESS|to: 'neil@example.com|neil@example.com",
                "EMAIL_ADDRESS|m\u00fcller@b\u00fccher.de an|m\u00fcller@b\u00fccher.de",
                "CREDIT_CARD|pay 4111111111111111 now|4111111111111111",
                "CREDIT_CARD|4111 1111 1111 1111 12/27|4111 1111 1111 1111",
                "CREDIT_CARD|5500-0055-5555-5559|5500-0055-5555-5559",
                "CREDIT_CARD|amex 3782 822463 10005.|3782 822463 10005",
                "CREDIT_CARD|6011000990139424|6011000990139424",
                "CREDIT_CARD|3530111333300000|3530111333300000",
                "CREDIT_CARD|30569309025904|30569309025904",
                "IBAN_CODE|IBAN: DE89 3704 0044 0532 0130 00, please|DE89 3704 0044 0532 0130 00",
                "IBAN_CODE|gb29nwbk60161331926819|gb29nwbk60161331926819",
                "IBAN_CODE|FR1420041010050500013M02606|FR1420041010050500013M02606",
                "IBAN_CODE|NO9386011117947|NO9386011117947",
                "IP_ADDRESS|from 203.0.113.7:8080|203.0.113.7",
                "IP_ADDRESS|at 198.51.100.23.|198.51.100.23",
                "IP_ADDRESS|host 2001:db8:85a3::8a2e:370:7334|2001:db8:85a3::8a2e:370:7334",
                "IP_ADDRESS|2001:0db8:0000:0000:0000:ff00:0042:8329|2001:0db8:0000:0000:0000:ff00:0042:8329",
                "MAC_ADDRESS|00:1B:44:11:3a:b7|00:1B:44:11:3a:b7",
                "MAC_ADDRESS|00-1b-44-11-3a-b7|00-1b-44-11-3a-b7",
                "MAC_ADDRESS|001b.4411.3ab7|001b.4411.3ab7",
                "URL_CREDENTIALS|postgres://app:s3cr3t!@db:5432/x|app:s3cr3t!",
                "URL_CREDENTIALS|redis://:s3cr3t!@[::1]:6379/0|:s3cr3t!",
                "EMAIL_ADDRESS|GET /x?user=jane.doe%2Bx%40example.com&y=1|jane.doe%2Bx%40example.com",
                "EMAIL_ADDRESS|/r?to=%2Fa%3Fmail%3Djane%40example.co.uk%26b|jane%40example.co.uk",
                "US_SSN|my SSN is 536-22-8726|536-22-8726",
                "US_SSN|social security number 536228726|536228726",
                "DE_TAX_ID|Steuer-ID 86 095 742 719|86 095 742 719",
                "FR_NIR|2 69 05 49 588 157 80|2 69 05 49 588 157 80",
                "FR_NIR|NIR 269054958815780|269054958815780",
                "ES_NIF|DNI 12345678Z|12345678Z",
                "ES_NIF|12345678-Z|12345678-Z",
                "ES_NIE|X1234567L|X1234567L",
                "IT_FISCAL_CODE|RSSMRA85T10A562S|RSSMRA85T10A562S",
                "NL_BSN|BSN 111222333|111222333",
                "BR_CPF|529.982.247-25|529.982.247-25",
                "BR_CPF|CPF 52998224725|52998224725",
                "BR_CNPJ|11.222.333/0001-81|11.222.333/0001-81",
                "PL_PESEL|PESEL 44051401359|44051401359",
                "SE_PERSONNUMMER|811218-9876|811218-9876",
                "SE_PERSONNUMMER|personnummer 198112189876|198112189876",
                "UK_NHS|NHS number 943 476 5919|943 476 5919",
                "UK_NINO|AB 12 34 56 C|AB 12 34 56 C",
                "UK_NINO|National Insurance AB123456C|AB123456C",
                "IN_AADHAAR|Aadhaar 2363 4567 8901|",
                "CRYPTO|1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa|1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "CRYPTO|bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4|bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "CRYPTO|0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed|0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "COORDINATES|at 52.52000, 13.40495 today|52.52000, 13.40495",
                "COORDINATES|lat/lon -33.86, 151.21|-33.86, 151.21",
                "COORDINATES|40\u00b026'46\"N 79\u00b058'56\"W|40\u00b026'46\"N 79\u00b058'56\"W",
                "PHONE_NUMBER|+49(0)30/901820|+49(0)30/901820",
                "PHONE_NUMBER|call _+44 20 7946 0958_|+44 20 7946 0958",
                "CREDIT_CARD|my card: _4111 1111 1111 1111_|4111 1111 1111 1111",
                "CREDIT_CARD|scan_4111111111111111.pdf|4111111111111111",
                "CREDIT_CARD|?card%3D4111111111111111|4111111111111111",
                "US_SSN|SSN __536-22-8726__|536-22-8726",
                "IBAN_CODE|_DE89 3704 0044 0532 0130 00_|DE89 3704 0044 0532 0130 00",
                "MAC_ADDRESS|_00:1B:44:11:3a:b7_|00:1B:44:11:3a:b7",
                "PHONE_NUMBER|+44 20 7946 0958 and|+44 20 7946 0958",
                "PHONE_NUMBER|(650) 253-0000|(650) 253-0000",
                "PHONE_NUMBER|Anna (+49 30 901820)|+49 30 901820",
                "PHONE_NUMBER|(+1 212-555-0187)|+1 212-555-0187",
                "PHONE_NUMBER|(0171 2345678)|0171 2345678",
                "PHONE_NUMBER|((650) 253-0000)|(650) 253-0000",
                "PHONE_NUMBER|(+49 30) 901820|(+49 30) 901820",
                "PHONE_NUMBER|Anna (650-253-0000)|650-253-0000",
                "PHONE_NUMBER|call 650-253-0000x12 now|650-253-0000x12",
                "PHONE_NUMBER|fax +1-984-182-0190|+1-984-182-0190",
                "PHONE_NUMBER|Telefon 030 23125 000|030 23125 000",
                "PHONE_NUMBER|+1-992-509-4225x742|+1-992-509-4225x742",
                "PHONE_NUMBER|joindre au 01 23 45 67 89|01 23 45 67 89",
                "PHONE_NUMBER|nobody is answering at 78 651 450|78 651 450",
                "PHONE_NUMBER|my number is 99 668 472|99 668 472",
                "US_SSN|my social is 536 22 8726|536 22 8726",
                "US_SSN|SSN 536228726, license to follow|536228726",
                "IP_ADDRESS|ssh root@10.0.0.8|10.0.0.8",
                "IP_ADDRESS|new version on server 203.0.113.7|203.0.113.7",
                "IP_ADDRESS|please update 203.0.113.7|203.0.113.7",
                "IP_ADDRESS|update the IP to 8.0.0.8|8.0.0.8",
                "CREDIT_CARD|my card for order 4111111111111111|4111111111111111",
                "EMAIL_ADDRESS|git@example.com: a list|git@example.com",
                "CREDIT_CARD|card 4111111111111111110|4111111111111111110",
                "CREDIT_CARD|6221261234567890129|6221261234567890129",
                "IP_ADDRESS|ip.addr==8.8.8.8|8.8.8.8",
                "ES_NIF|DNI 12.345.678-Z|12.345.678-Z",
                "ES_NIE|NIE X-1234567-L|X-1234567-L",
                "CRYPTO|LXnuXiqa55pUrWSGtai6h1bFzettYCYugi|LXnuXiqa55pUrWSGtai6h1bFzettYCYugi",
                "CRYPTO|DHi3omUPHqUi8hviT2iMxkh6faFugcJsYA|DHi3omUPHqUi8hviT2iMxkh6faFugcJsYA",
                "CRYPTO|TNYAGZuU99hNksokJiNWw9DdhEGvYtmkJK|TNYAGZuU99hNksokJiNWw9DdhEGvYtmkJK",
                "CRYPTO|ltc1q38w0fqrqnpdqxf8gla6uetczdf5wz69s23y45f|ltc1q38w0fqrqnpdqxf8gla6uetczdf5wz69s23y45f",
                "COORDINATES|coordinates 0.1234, 1.2345|0.1234, 1.2345",
                "PHONE_NUMBER|0 532 123 45 67|0 532 123 45 67",
                "PHONE_NUMBER|1. 650-253-0000|650-253-0000",
                "CRYPTO|wallet 0xa846c17bca1149aea140cd81ed3762cb8e5f9a90|0xa846c17bca1149aea140cd81ed3762cb8e5f9a90",
            })
    void finds(String type, String text, String value) {
        assertThat(found(text)).isEqualTo(value == null ? List.of() : List.of(type + "=" + value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Hello, how are you?",
                "user@localhost @home a@b @ x@.com y@-a.com z@a.1",
                "4111111111111112 card",
                "9111111111111119",
                "0000000000000000 card",
                "order 4111111111111111",
                "0.4111111111111111",
                "GB29NWBK60161331926818",
                "ZZ29NWBK60161331926819",
                "version 1.2.3.4 and v10.20.30.40 and 1.2.3 and 256.1.1.1 and 1.2.3.4.5",
                "127.0.0.1 0.0.0.0 ::1 :: a::b std::vector 12:30:45",
                "00:00:00:00:00:00",
                "https://user@host/ https://a:b/ https://u:password@host/ https://u:${PW}@host/",
                "666-12-3456 000-12-3456 900-12-3456 536-00-8726 536-22-0000",
                "536228726",
                "Steuer-ID 86095742718",
                "NIR 269054958815781",
                "12345678A X1234567A",
                "RSSMRA85T10A562T",
                "BSN 111222334",
                "529.982.247-26 111.111.111-11",
                "11.222.333/0001-82",
                "PESEL 44051401358",
                "811218-9875 personnummer 811318-9876",
                "NHS number 9434765918",
                "BG123456C QQ123456C AB123456E",
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
                "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "vector 0.12345, 0.23456, 0.34567",
                "91.12345, 13.40495",
                "2024-01-31 11:34:35 and 31.01.2024 and 2024/01/31",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "d41d8cd98f00b204e9800998ecf8427e",
                "0xa846c17bca1149aea140cd81ed3762cb8e5f9a90",
                "fails on 13.0.0.8-SNAPSHOT and 2.4.6.8-rc1, not on 1.0.0.0",
                "2010\u20132015, pages 100\u2013200, 12\u202f345\u202f678 of 20%40of.them",
                "%40example.com jane%40localhost %4",
                "pear==9.0.0.9 and npm install pear@7.0.0.2 and image shop/pear:3.0.0.3",
                "firmware 19.10.0.9, upgrade from 10.0.0.8",
                "versi\u00f3n 120.4.5.6 del cliente",
                "our shop at 6556 106 Rue Haute",
                "Contact us in our office at 9543 1819 Elm Street",
                "Bolivia 93336-3378\nPhone: none",
                "zip code 09705-7504",
                "440-9796 Pune\nTelephone: see below",
                "{\"zip\": \"97057504\", \"phone\": null}",
                "SSN: see file\nDriver's license: 536228726",
                "customer number is 659806266",
                "Kundennummer 70.018.667-1",
                "git clone git@example.com:team/shop.git, ssh://git@example.com/team/shop.git",
                "logo@2x.png getty@tty1.service",
                "id 4111111111111111110, seed 35307111111111111117",
                "Chrome/120.0.0.0 and >= 1.4.5.0 and ~> 2.1.0.3",
                "ObjectIdentifier(\"2.5.29.36\"), 2.5.4.3",
                "[[0.9041, 0.0196], [-1.2345, 3.2101], [6.5000, 7.0000]]",
                "0 1 2 3 4 5 6 7 8 9",
                "0.5 1. 1.5 2.5 3.5 and 0.575 -0.025 0.225 and 0-306-40615-2",
                "[0, -177/128 - 1369] in 23(3): 181-201. 1999",
                "2.85916637e-06 6.29151648e-09",
                "the call has been removed (merge 7063693)",
                "550e8400-e29b-41d4-a716-446655440000",
                "the 1234567890 things cost $6502530000",
                "for (int i = 0; i < 1000000; i++) x[i] = 3.14159265;",
                "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx sk-your-api-key-here-and-more",
                "AKIAIOSFODNN7EXAMPLE",
                "eyJub3QiOiJhIGp3dCJ9.abc.def",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            })
    void leavesAlone(String text) {
        assertThat(found(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lat\":48.85837,\"lon\":-2.294481}",
                "{\n  \"latitude\" : \"48.85837\",\n      \"longitude\" : \"-2.294481\"\n}",
                "{\\\"lat\\\": 48.85837, \\\"lng\\\": -2.294481}",
                "https://maps.example.com/?userLat=48.85837&userLong=-2.294481",
                "Latitude: 48.85837, Longitude: -2.294481",
                "home_lat = 48.85837; home_lon = -2.294481",
                "lat: 48.85837\nlon: -2.294481\n"
            })
    void findsCoordinatesByTheirNames(String text) {
        assertThat(found(text)).containsExactly("COORDINATES=48.85837", "COORDINATES=-2.294481");
        String swapped =
                text.replace("48.85837", "#").replace("-2.294481", "48.85837").replace("#", "-112.29448");
        assertThat(found(swapped)).as("a latitude of 112 degrees").isEmpty();
    }

    @Test
    void namesOfCoordinatesMayBeSwapped() {
        assertThat(found("{\"lng\": -112.294481, \"lat\": 48.85837}"))
                .containsExactly("COORDINATES=-112.294481", "COORDINATES=48.85837");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lat\":48.86,\"lon\":2.29}",
                "{\"lat\":48.85837}",
                "{\"price\":48.85837,\"lon\":2.294481}",
                "{\"lat\":48.85837,\"price\":2.294481}",
                "{\"lat\":48.85837,\"name\":\"x\",\"lon\":2.294481}",
                "{\"lat\":48.85837,\"lat\":2.294481}",
                "lat 48.85837"
            })
    void otherFractionsAreNoCoordinates(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void findsAadhaarByVerhoeffsDigit() {
        // 236 is Verhoeff's own example: its check digit is 3.
        assertThat(CheckDigits.verhoeff("2363")).isTrue();
        assertThat(CheckDigits.verhoeff("2364")).isFalse();
        for (int last = 0; last < 10; last++) {
            String number = "2345 6789 012" + last;
            boolean valid = CheckDigits.verhoeff(number.replace(" ", ""));
            assertThat(found("Aadhaar " + number)).hasSize(valid ? 1 : 0);
        }
    }

    @Test
    void hashesAsKeccakNotAsSha3() {
        assertThat(HexFormat.of().formatHex(Keccak256.of("")))
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    }

    /** Put together here, so that no scanner of repositories takes them for keys. */
    @ParameterizedTest
    @CsvSource({
        "sk-proj-, aB3dE5gH7jK9mN1pQ3sT5vW7",
        "sk-ant-, api03-aB3dE5gH7jK9mN1pQ3sT5vW7",
        "AKIA, Q3EGRIHWZPTM7YJ2",
        "ghp_, aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1bC3dE5",
        "github_pat_, 11ABCDEFG0aB3dE5gH7jK9_mN1pQ3sT5vW7xY9zA1bC3dE5",
        "glpat-, aB3dE5gH7jK9mN1pQ3sT",
        "xoxb-, 123456789012-123456789012-aB3dE5gH7jK9",
        "AIza, SyA1bC3dE5fG7hI9jK1lM3nO5pQ7rS9tU1v",
        "sk_live_, aB3dE5gH7jK9mN1pQ3sT5vW7",
        "hf_, aBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgH",
        "npm_, aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1bC3dE5",
        "pypi-AgE, IcHlwaS5vcmcCJDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA",
        "SG., aB3dE5gH7jK9mN1pQ3sT5v.aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1bC3dE5gH7jK9m",
        "SK, 0123456789abcdef0123456789abcdef",
        "hooks.slack.com/services/, T01ABCDEF/B01ABCDEF/aB3dE5gH7jK9mN1pQ3sT5vW7",
        "dp.pt., aB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1bC3dE5gH7jK9m",
        "pul-, 0123456789abcdef0123456789abcdef01234567",
        "lsv2_pt_, 0123456789abcdef0123456789abcdef_0123456789",
        "pat-eu1-, 01234567-89ab-cdef-0123-456789abcdef",
        "pscale_tkn_, aB3dE5gH7jK9mN1pQ3sT.5vW7xY9zA1bC3dE",
        "AGE-SECRET-KEY-1, QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE"
    })
    void findsKeysOfVendors(String prefix, String tail) {
        String key = prefix + tail;
        for (String text :
                List.of(key, "KEY=" + key, "\"" + key + "\"", "a\\n" + key + ".", "Bearer " + key, "my_" + key + "_")) {
            assertThat(found(text)).containsExactly("API_KEY=" + key);
        }
        assertThat(found("x" + key)).isEmpty();
    }

    @Test
    void findsSecretsOfAwsByWordsOnly() {
        String secret = "aB3dE5gH7jK9mN1pQ3sT/vW7xY9zA1bC3dE5gH7j";
        assertThat(found("aws_secret_access_key = " + secret)).containsExactly("API_KEY=" + secret);
        assertThat(found("checksum " + secret)).isEmpty();
    }

    @Test
    void findsTokensOfTelegramsBots() {
        String token = "110201543:" + "AAaB3dE5gH7jK9mN1pQ3sT5vW7xY9zA1bC3";
        for (String text : List.of(token, "https://api.telegram.org/bot" + token + "/getMe", "a\\n" + token + ".")) {
            assertThat(found(text)).containsExactly("API_KEY=" + token);
        }
        assertThat(found("x" + token)).isEmpty();
        assertThat(found(token + "x")).isEmpty();
        assertThat(found(token.substring(2))).isEmpty();
    }

    @Test
    void findsAllPartsOfEncryptedTokens() {
        String signed = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0.a2V5.aXY";
        String encrypted = signed + ".Y2lwaGVydGV4dA.dGFn";
        assertThat(found(encrypted + ".")).containsExactly("JWT=" + encrypted);
        assertThat(found(signed + ". Next")).containsExactly("JWT=" + signed);
    }

    @Test
    void findsTokensAndPrivateKeys() {
        String jwt =
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";
        assertThat(found("Bearer " + jwt + ".")).containsExactly("JWT=" + jwt);
        String pem = "-----BEGIN RSA " + "PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\nMIIEow+/=\n"
                + "-----END RSA PRIVATE KEY-----";
        assertThat(found("key:\n" + pem + "\nbye")).containsExactly("PRIVATE_KEY=" + pem);
        assertThat(found(pem.substring(0, 70))).hasSize(1);
        String inJson = pem.replace("\n", "\\n");
        assertThat(found("{\"k\":\"" + inJson + "\"}")).containsExactly("PRIVATE_KEY=" + inJson);
    }

    @Test
    void wordsRaiseTheScore() {
        assertThat(RULES.find("536-22-8726").getFirst().score())
                .isLessThan(RULES.find("ssn 536-22-8726").getFirst().score());
        for (String word : List.of("phone", "userPhone", "T\u00e9l\u00e9phone", "\u7535\u8bdd")) {
            assertThat(found(word + ": 2 1234 567 89")).as(word).isEqualTo(found("phone: 2 1234 567 89"));
        }
        assertThat(PiiRules.of(PiiRules.types(), 0.2).find("111222333")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL_ADDRESS|to ja\u200bne@exam\u00adple.com now|ja\u200bne@exam\u00adple.com",
                "EMAIL_ADDRESS|\uff4aane\uff20example\uff0ecom|\uff4aane\uff20example\uff0ecom",
                "CREDIT_CARD|card 4111\u20601111\u20601111\u20601111|4111\u20601111\u20601111\u20601111",
                "CREDIT_CARD|\uff14\uff11\uff11\uff11111111111111|\uff14\uff11\uff11\uff11111111111111",
                "US_SSN|SSN 5\ufeff36-22-8726|5\ufeff36-22-8726",
                "PHONE_NUMBER|\u0647\u0627\u062a\u0641 \u0660\u0663\u0660 \u0662\u0663\u0661\u0662\u0665 \u0660\u0660\u0660"
                        + "|\u0660\u0663\u0660 \u0662\u0663\u0661\u0662\u0665 \u0660\u0660\u0660",
                "CREDIT_CARD|4111111111111111\u200b12/27|4111111111111111",
                "EMAIL_ADDRESS|\u202bjane@example.com\u202c|jane@example.com",
                "CREDIT_CARD|card 4111\u20131111\u20131111\u20131111.|4111\u20131111\u20131111\u20131111",
                "CREDIT_CARD|card 4111\u20091111\u20091111\u20091111.|4111\u20091111\u20091111\u20091111",
                "CREDIT_CARD|4111\ud83d\udc41\u20d0 4111\u30001111\u30001111\u30001111|4111\u30001111\u30001111\u30001111",
                "US_SSN|SSN 536\u201122\u22128726|536\u201122\u22128726",
                "IBAN_CODE|GB29\u202fNWBK\u202f6016\u202f1331\u202f9268\u202f19|GB29\u202fNWBK\u202f6016\u202f1331\u202f9268\u202f19",
                "CREDIT_CARD|4111\u31641111\uffa01111\udb40\udc201111 ok|4111\u31641111\uffa01111\udb40\udc201111",
                "CREDIT_CARD|4111\ufe0f\u20e31111\ufe0f\u20e31111\udb40\udd001111\ufe0f|4111\ufe0f\u20e31111\ufe0f\u20e31111\udb40\udd001111",
                "CREDIT_CARD|\ud83d\ude00\ud835\udfd2\ud835\udfcf\ud835\udfcf\ud835\udfcf-1111-1111-1111 \ud83d\ude00"
                        + "|\ud835\udfd2\ud835\udfcf\ud835\udfcf\ud835\udfcf-1111-1111-1111",
            })
    void findsWhatIsHiddenInInvisibleOrForeignCharacters(String type, String text, String value) {
        assertThat(found(text)).containsExactly(type + "=" + value);
    }

    @Test
    void aLabelOnTheLineBeforeIsForTheNumberThere() {
        assertThat(found("SSN: 536-22-8726\nMember: 536228727")).containsExactly("US_SSN=536-22-8726");
        assertThat(found("Social security numbers:\n536228726\n536228727")).hasSize(2);
    }

    @Test
    void looksForTheTypesAskedFor() {
        PiiRules emails = PiiRules.of(Set.of("EMAIL_ADDRESS"), 0.5);
        assertThat(emails.find("a@example.com 4111111111111111")).hasSize(1);
        assertThatThrownBy(() -> PiiRules.of(Set.of("PERSON"), 0.5)).hasMessageContaining("PERSON");
        assertThatThrownBy(() -> PiiRules.of(Set.of(), 2)).hasMessageContaining("2.0");
    }
}
