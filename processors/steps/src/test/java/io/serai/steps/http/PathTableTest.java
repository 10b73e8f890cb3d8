package io.serai.steps.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.core.Api;
import io.serai.guard.Access;
import io.serai.steps.http.PathTable.Match;
import java.util.List;
import java.util.Set;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTableTest {
    private final PathTable table = new PathTable(List.of(
            entry("models", "/v1/models", "GET"),
            entry("model", "/v1/models/{id}", "GET"),
            entry("special", "/v1/models/special", "GET", "POST"),
            entry("files", "/v1/{rest}", "GET"),
            entry("chat", "/v1/chat/completions", "POST"),
            entry("model-delete", "/v1/models/{name}", "DELETE")));

    private static PathEntry entry(String id, String path, String... methods) {
        var processor = AsyncProcessorConverterHelper.convert(exchange -> {});
        return new PathEntry(path, Set.of(methods), Access.OPEN, Api.OTHER, false, id, processor);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/models, models, ''",
        "GET, /v1/models/m, model, m",
        "GET, /v1/models/org/name, model, org/name",
        "DELETE, /v1/models/m, model-delete, m",
        "GET, /v1/models/special, special, ''",
        "POST, /v1/models/special, special, ''",
        "GET, /v1/models/specials, model, specials",
        "GET, /v1/other, files, other",
        "POST, /v1/chat/completions, chat, ''"
    })
    void finds(String method, String path, String route, String rest) {
        assertThat(table.find(method, path)).isInstanceOfSatisfying(Match.Found.class, found -> {
            assertThat(found.entry().routeId()).isEqualTo(route);
            assertThat(found.rest()).isEqualTo(rest);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/models, GET",
        "DELETE, /v1/models/special, 'GET, POST'",
        "PUT, /v1/models/m, 'DELETE, GET'",
        "get, /v1/models, GET",
        "GET, /v1/chat/completions, POST"
    })
    void knowsWhichMethodsWouldDo(String method, String path, String allowed) {
        assertThat(table.find(method, path)).isEqualTo(new Match.WrongMethod(allowed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/v1", "/v2/models", "/V1/models"})
    void findsNothing(String path) {
        assertThat(table.find("GET", path)).isEqualTo(Match.NotFound.INSTANCE);
    }

    @Test
    void aTemplateWantsItsSegment() {
        var alone = new PathTable(List.of(entry("model", "/v1/models/{id}", "GET")));
        assertThat(alone.find("GET", "/v1/models/")).isEqualTo(Match.NotFound.INSTANCE);
    }

    @Test
    void theEmptyTableServesNothing() {
        assertThat(PathTable.EMPTY.find("GET", "/")).isEqualTo(Match.NotFound.INSTANCE);
    }

    @ParameterizedTest
    @CsvSource({"/a, /a", "/a/{x}, /a/{y}"})
    void refusesTwoOfTheSame(String one, String other) {
        var builder = new PathTableBuilder();
        builder.add(entry("first", one, "GET", "POST"));
        builder.add(entry("second", other, "POST"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("first", "second", "POST", "remove one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "", "/{a}/b", "/a{b}", "/a/{}", "/a/{b", "/a/b}", "/{a}{b}", "/a/{b}/", "/a/{b/c}"})
    void refusesPathsThatWouldServeMoreThanTheySay(String path) {
        assertThatThrownBy(() -> entry("r", path, "GET"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("path of route r is '" + path + "'", "set it to");
    }
}
