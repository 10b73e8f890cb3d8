package io.serai.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Headers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final Headers NO_KEY = Headers.empty();
    private static final CredentialsSettings OPEN = CredentialsSettings.NONE;
    private static final CredentialsSettings CLIENTS = new CredentialsSettings(
            List.of(ApiKey.of("alice", "sk-alice"), ApiKey.of("bob", "sk-bob"), ApiKey.of("carol", "sk-carol")), null);
    private static final CredentialsSettings ADMIN_ONLY =
            new CredentialsSettings(List.of(), ApiKey.of("admin", "sk-admin"));
    private static final CredentialsSettings BOTH =
            new CredentialsSettings(CLIENTS.clientKeys(), ADMIN_ONLY.adminKey());

    record Case(
            String name, CredentialsSettings keys, Access access, Headers headers, boolean loopback, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                remote("open path needs nothing", BOTH, Access.OPEN, NO_KEY, "granted "),
                remote("open path ignores a wrong key", BOTH, Access.OPEN, bearer("nope"), "granted "),
                remote("no client keys", OPEN, Access.CLIENT, NO_KEY, "granted "),
                remote("no client keys, one presented", OPEN, Access.CLIENT, bearer("any"), "granted "),
                remote("admin key alone leaves the data path open", ADMIN_ONLY, Access.CLIENT, NO_KEY, "granted "),
                remote("client key missing", CLIENTS, Access.CLIENT, NO_KEY, "401 missing_api_key"),
                remote("first key", CLIENTS, Access.CLIENT, bearer("sk-alice"), "granted alice"),
                remote("last key", CLIENTS, Access.CLIENT, bearer("sk-carol"), "granted carol"),
                remote("x-api-key", CLIENTS, Access.CLIENT, Headers.of("X-Api-Key", "sk-bob"), "granted bob"),
                remote("scheme in capitals", CLIENTS, Access.CLIENT, authorization("BEARER sk-bob"), "granted bob"),
                remote("blanks around", CLIENTS, Access.CLIENT, authorization("Bearer   sk-bob "), "granted bob"),
                remote("key in capitals", CLIENTS, Access.CLIENT, bearer("SK-BOB"), "401 invalid_api_key"),
                remote("part of a key", CLIENTS, Access.CLIENT, bearer("sk-bo"), "401 invalid_api_key"),
                remote("key and more", CLIENTS, Access.CLIENT, bearer("sk-bob1"), "401 invalid_api_key"),
                remote("empty bearer", CLIENTS, Access.CLIENT, authorization("Bearer "), "401 missing_api_key"),
                remote("scheme only", CLIENTS, Access.CLIENT, authorization("Bearer"), "401 missing_api_key"),
                remote("no scheme", CLIENTS, Access.CLIENT, authorization("sk-bob"), "401 missing_api_key"),
                remote(
                        "another scheme beside x-api-key",
                        CLIENTS,
                        Access.CLIENT,
                        Headers.of("authorization", "Basic Og==", "x-api-key", "sk-bob"),
                        "granted bob"),
                remote(
                        "bearer wins over x-api-key",
                        CLIENTS,
                        Access.CLIENT,
                        Headers.of("x-api-key", "sk-bob", "authorization", "Bearer wrong"),
                        "401 invalid_api_key"),
                remote("admin key as a client's", BOTH, Access.CLIENT, bearer("sk-admin"), "granted admin"),
                new Case("loopback is no client key", CLIENTS, Access.CLIENT, NO_KEY, true, "401 missing_api_key"),
                remote("admin", BOTH, Access.ADMIN, bearer("sk-admin"), "granted admin"),
                remote("client key for admin", BOTH, Access.ADMIN, bearer("sk-alice"), "401 invalid_api_key"),
                remote("no admin key sent", BOTH, Access.ADMIN, NO_KEY, "401 missing_api_key"),
                local("no admin key sent from loopback", BOTH, NO_KEY, "401 missing_api_key"),
                local("wrong admin key from loopback", BOTH, bearer("x"), "401 invalid_api_key"),
                local("no admin key configured, loopback", OPEN, NO_KEY, "granted "),
                local("client keys do not close loopback", CLIENTS, NO_KEY, "granted "),
                remote("no admin key configured, remote", OPEN, Access.ADMIN, NO_KEY, "403 admin_loopback_only"),
                remote("client key, remote", CLIENTS, Access.ADMIN, bearer("sk-bob"), "403 admin_loopback_only"),
                local("host localhost", OPEN, Headers.of("host", "LocalHost:30000"), "granted "),
                local("host 127.0.0.1", OPEN, Headers.of("host", "127.0.0.1:30000"), "granted "),
                local("host [::1]", OPEN, Headers.of("host", "[::1]:30000"), "granted "),
                local("host [::1] without a port", OPEN, Headers.of("host", "[::1]"), "granted "),
                local("local console", OPEN, Headers.of("origin", "http://localhost:30000"), "granted "),
                local("rebound name", OPEN, Headers.of("host", "evil.example:30000"), "403 admin_loopback_only"),
                local("name like an address", OPEN, Headers.of("host", "127.evil.example"), "403 admin_loopback_only"),
                local("web page", OPEN, Headers.of("origin", "https://evil.example"), "403 admin_loopback_only"),
                local("opaque page", OPEN, Headers.of("origin", "null"), "403 admin_loopback_only"),
                local("proxied", OPEN, Headers.of("X-Forwarded-For", "127.0.0.1"), "403 admin_loopback_only"),
                local("proxied, RFC 7239", OPEN, Headers.of("forwarded", "for=10.1.2.3"), "403 admin_loopback_only"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decides(Case c) {
        Verdict verdict = new Credentials(c.keys).check(c.access, c.headers, c.loopback);
        assertThat(shown(verdict)).isEqualTo(c.expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f3abf2a6cc4f00987743db5f544ba345b4899ae31f326d8ee9c4816de153c9e0",
                "F3ABF2A6CC4F00987743DB5F544BA345B4899AE31F326D8EE9C4816DE153C9E0"
            })
    void acceptsAKeyGivenAsItsHash(String sha256OfSkTest) {
        var credentials =
                new Credentials(new CredentialsSettings(List.of(ApiKey.ofSha256("alice", sha256OfSkTest)), null));
        assertThat(shown(credentials.check(Access.CLIENT, bearer("sk-test"), false)))
                .isEqualTo("granted alice");
    }

    @Test
    void oneNameMayHaveTwoKeys() {
        var credentials = new Credentials(
                new CredentialsSettings(List.of(ApiKey.of("alice", "old"), ApiKey.of("alice", "new")), null));
        assertThat(List.of("old", "new"))
                .allSatisfy(key -> assertThat(shown(credentials.check(Access.CLIENT, bearer(key), false)))
                        .isEqualTo("granted alice"));
    }

    @Test
    void aRefusalShowsNothingOfWhatWasPresented() {
        var verdict = new Credentials(BOTH).check(Access.CLIENT, bearer("sk-secret"), false);
        assertThat(((Verdict.Refused) verdict).error().message()).doesNotContain("secret");
    }

    private static String shown(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Granted(String principal) -> "granted " + principal;
            case Verdict.Refused(var error) -> error.status() + " " + error.code();
        };
    }

    private static Case remote(String name, CredentialsSettings keys, Access access, Headers headers, String expected) {
        return new Case(name, keys, access, headers, false, expected);
    }

    private static Case local(String name, CredentialsSettings keys, Headers headers, String expected) {
        return new Case(name, keys, Access.ADMIN, headers, true, expected);
    }

    private static Headers bearer(String key) {
        return authorization("Bearer " + key);
    }

    private static Headers authorization(String value) {
        return Headers.of("Authorization", value);
    }
}
