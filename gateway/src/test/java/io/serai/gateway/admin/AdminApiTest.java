package io.serai.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.core.Api;
import io.serai.guard.Access;
import io.serai.steps.http.PathTable.Match;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminApiTest {
    private static final AdminFixture ADMIN = new AdminFixture();

    @AfterAll
    static void close() {
        ADMIN.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /workers,           true",
        "GET,    /workers,           false",
        "GET,    /workers/a:1,       false",
        "PUT,    /workers/a:1,       true",
        "PATCH,  /workers/a:1,       true",
        "DELETE, /workers/a:1,       false",
        "POST,   /workers/a:1/drain, true",
        "GET,    /models,            false",
        "GET,    /models/org/m,      false",
        "PATCH,  /models/org/m,      true",
        "DELETE, /models/org/m,      false",
        "GET,    /requests,          false",
        "GET,    /requests/r1,       false",
        "GET,    /routes,            false",
        "GET,    /config,            false",
    })
    void guardsEveryRoute(String method, String path, boolean json) {
        assertThat(ADMIN.table.find(method, path)).isInstanceOfSatisfying(Match.Found.class, found -> {
            assertThat(found.entry().access()).isEqualTo(Access.ADMIN);
            assertThat(found.entry().api()).isEqualTo(Api.OTHER);
            assertThat(found.entry().json()).isEqualTo(json);
            assertThat(found.entry().routeId()).startsWith("admin-");
        });
    }

    @Test
    void namesTheMethodsOfAPath() {
        assertThat(ADMIN.table.find("PUT", "/workers")).isEqualTo(new Match.WrongMethod("GET, POST"));
        assertThat(ADMIN.table.find("DELETE", "/config")).isEqualTo(new Match.WrongMethod("GET"));
        assertThat(ADMIN.table.find("GET", "/workers/")).isEqualTo(Match.NotFound.INSTANCE);
    }
}
