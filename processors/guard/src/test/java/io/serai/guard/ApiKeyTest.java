package io.serai.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
    @Test
    void showsItsNameOnly() {
        var settings = new CredentialsSettings(List.of(ApiKey.of("alice", "sk-1")), ApiKey.of("admin", "sk-2"));
        assertThat(settings.toString())
                .isEqualTo("CredentialsSettings[clientKeys=[ApiKey[alice]], adminKey=ApiKey[admin]]");
    }

    @Test
    void equalsByNameAndSecret() {
        assertThat(ApiKey.of("a", "x"))
                .isEqualTo(ApiKey.of("a", "x"))
                .hasSameHashCodeAs(ApiKey.of("a", "x"))
                .isNotEqualTo(ApiKey.of("b", "x"))
                .isNotEqualTo(ApiKey.of("a", "y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "se cret", "secret\n", "secret\u00e9"})
    void refusesWhatNoClientCanPresentWithoutShowingIt(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKey.of("alice", key))
                .withMessageContaining("alice")
                .withMessageNotContaining("cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz"})
    void refusesWhatIsNoHash(String end) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKey.ofSha256("alice", "a".repeat(62) + end))
                .withMessageContaining("64 hexadecimal digits");
    }

    @Test
    void refusesANamelessKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.of(" ", "x"));
    }

    @Test
    void refusesAClientKeyThatWouldBeAdmin() {
        var admin = ApiKey.of("admin", "same");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CredentialsSettings(List.of(ApiKey.of("alice", "same")), admin))
                .withMessageContaining("auth.api-keys: alice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CredentialsSettings(List.of(ApiKey.of("admin", "x")), null))
                .withMessageContaining("choose another name");
    }
}
