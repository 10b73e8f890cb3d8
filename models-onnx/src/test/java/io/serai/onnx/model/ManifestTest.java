package io.serai.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void saysWhatRunningNeeds() throws ModelException {
        Manifest manifest = Manifest.read(ModelFolders.tiny());
        assertThat(manifest.id()).isEqualTo("tiny@1.0.0");
        assertThat(manifest.window()).isEqualTo(new Manifest.Window(24, 6));
        assertThat(manifest.inputs()).isEqualTo(new Manifest.Inputs("input_ids", "attention_mask", "token_shape"));
        assertThat(manifest.headNames()).containsExactly("intent", "complexity", "pii", "embedding");
        assertThat(manifest.heads().getFirst()).isInstanceOfSatisfying(Head.Labels.class, head -> {
            assertThat(head.threshold()).isEqualTo(0.45);
            assertThat(head.outOfScope()).isEqualTo("other");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/format",
                "/name",
                "/version",
                "/task",
                "/onnx",
                "/onnx/file",
                "/onnx/sha256",
                "/onnx/opset",
                "/tokenizer",
                "/tokenizer/file",
                "/tokenizer/sha256",
                "/window/length",
                "/window/overlap",
                "/inputs/ids",
                "/inputs/mask",
                "/heads",
                "/heads/0/name",
                "/heads/0/kind",
                "/heads/0/output",
                "/heads/0/labels",
                "/heads/1/bands",
                "/heads/1/bands/0/below",
                "/heads/2/labels",
                "/heads/3/size"
            })
    void namesWhatIsMissing(String pointer) throws IOException {
        JsonNode manifest = JSON.readTree(Files.readAllBytes(ModelFolders.tiny().resolve(Manifest.FILE)));
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) manifest.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
        Files.write(folder.resolve(Manifest.FILE), JSON.writeValueAsBytes(manifest));
        String path = pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(path + " is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\": 1 | \"format\": 2 | format is 2",
                "\"task\": \"multi\" | \"task\": \"poetry\" | task is \"poetry\"",
                "model.onnx | ../model.onnx | onnx.file is \"../model.onnx\"",
                "model.onnx | model\\u0000.onnx | onnx.file is \"model\\u0000.onnx\"",
                "2bc53ef3 | x | tokenizer.sha256 is",
                "\"overlap\": 6 | \"overlap\": 22 | window.overlap is 22",
                "\"length\": 24 | \"length\": 2.5 | window.length is 2.5",
                "attention_mask | input_ids | one input twice",
                "\"kind\": \"score\" | \"kind\": \"mood\" | heads[1].kind is \"mood\"",
                "\"name\": \"pii\" | \"name\": \"intent\" | there twice",
                "\"output\": \"pii_logits\" | \"output\": \"embedding\" | there twice",
                "\"maths\" | \"code\" | heads[0].labels[4] is \"code\"",
                "\"threshold\": 0.45 | \"threshold\": 45 | heads[0].threshold is 45",
                "\"below\": 0.55 | \"below\": 0.4 | heads[1].bands[1].below is 0.4",
                "\"B-PERSON\" | \"PERSON\" | O, B-... and I-...",
                "\"PERSON\": 0.4 | \"MOON\": 0.4 | heads[2].min_score.MOON",
                "\"size\": 32 | \"size\": 0 | heads[3].size is 0",
            })
    void namesWhatContradicts(String before, String after, String expected) throws IOException {
        ModelFolders.copy(folder, before, after);
        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"format\": 1", "{} {}", "null", "{\"format\": 1, \"format\": 1}", "\u0000"})
    void isAnObjectOfJson(String text) throws IOException {
        Files.writeString(folder.resolve(Manifest.FILE), text);
        assertThatThrownBy(() -> Manifest.read(folder)).isInstanceOf(ModelException.class);
    }

    @Test
    void unknownMembersAreIgnored() throws IOException, ModelException {
        ModelFolders.copy(folder, "\"format\": 1", "\"format\": 1, \"mood\": \"good\"");
        assertThat(Manifest.read(folder).name()).isEqualTo("tiny");
    }
}
