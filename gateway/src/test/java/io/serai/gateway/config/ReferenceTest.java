package io.serai.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HOME",
            "/home/me",
            "SERAI_HOME",
            "/opt/serai",
            "SERAI_ROUTES",
            "/opt/serai/routes",
            "TEAM_A_KEY",
            "a",
            "SERAI_ADMIN_KEY",
            "b",
            "WORKER_KEY",
            "c",
            "SERAI_PII_KEY",
            "dddddddddddddddd");

    static Stream<String> files() {
        return ReferenceWriter.files().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isUpToDate(String file) {
        assertThat(ConfigFiles.text(ConfigFiles.repository().resolve(file)))
                .as(
                        "%s is generated from the declarations; run io.serai.gateway.config.ReferenceWriter, with the"
                                + " repository as its argument, to write it anew",
                        file)
                .isEqualTo(ReferenceWriter.files().get(file));
    }

    @Test
    void theShippedFileSetsNothing() throws ConfigException {
        assertThat(ConfigFiles.read(ShippedFile.write(), ENVIRONMENT)).isEqualTo(ConfigFiles.read("", ENVIRONMENT));
    }

    /** Uncommenting a line of the shipped file must give something that works. */
    @Test
    void everyLineOfTheShippedFileIsValid(@TempDir Path folder) throws ConfigException, IOException {
        for (String file : List.of("tls.crt", "tls.key", "client.crt", "client.key")) {
            Files.createFile(folder.resolve(file));
        }
        String uncommented =
                ShippedFile.write().replaceAll("(?m)^( *)#(?! \\S)", "$1").replace("/etc/serai/", folder + "/");

        SeraiConfig config = ConfigFiles.read(uncommented, ENVIRONMENT);

        assertThat(config.workers()).hasSize(1);
        assertThat(config.auth().apiKeys()).extracting(ApiKey::name).containsExactly("team-a", "team-b");
        assertThat(config.models()).containsOnlyKeys("llama-3.1-8b");
        assertThat(config.server().tls()).isNotNull();
        assertThat(unknownToSchema(uncommented)).isEmpty();
    }

    @Test
    void theSchemaRefusesUnknownKeys() throws IOException {
        assertThat(unknownToSchema("server: {prot: 1}\nmodels: {m: {policy: {nmae: x}}}\nworkers: [{ulr: x}]\n"))
                .containsExactly("server.prot", "models.m.policy.nmae", "workers.0.ulr");
    }

    /** Keys of {@code yaml} for which the schema has no property. */
    private static List<String> unknownToSchema(String yaml) throws IOException {
        JsonNode schema = new ObjectMapper().readTree(SchemaReference.write());
        List<String> unknown = new ArrayList<>();
        Tree tree = new YamlFile("test", Path.of(""), new Problems()).read(yaml);
        compare(tree, schema, "", unknown);
        return unknown;
    }

    private static void compare(Tree tree, JsonNode schema, String path, List<String> unknown) {
        switch (tree) {
            case Tree.Scalar _ -> {}
            case Tree.Sequence list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    compare(list.items().get(i), form(schema, "items").path("items"), Key.join(path, "" + i), unknown);
                }
            }
            case Tree.Mapping map ->
                map.entries().forEach((key, entry) -> {
                    JsonNode free = form(schema, "additionalProperties").path("additionalProperties");
                    JsonNode property =
                            form(schema, "properties").path("properties").path(key);
                    if (property.isMissingNode() && !free.isObject()) {
                        unknown.add(Key.join(path, key));
                    } else {
                        compare(
                                entry.value(),
                                property.isMissingNode() ? free : property,
                                Key.join(path, key),
                                unknown);
                    }
                });
        }
    }

    /** The alternative of {@code schema} that has {@code keyword}. */
    private static JsonNode form(JsonNode schema, String keyword) {
        if (schema.has(keyword)) {
            return schema;
        }
        for (JsonNode alternative : schema.path("anyOf")) {
            JsonNode form = form(alternative, keyword);
            if (form.has(keyword)) {
                return form;
            }
        }
        return schema;
    }
}
