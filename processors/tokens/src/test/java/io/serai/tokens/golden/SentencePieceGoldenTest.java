package io.serai.tokens.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.core.Encoding;
import io.serai.core.Tokenizer;
import io.serai.tokens.Tokenizers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A published SentencePiece model, whose {@code tokenizer.json} twin the goldens were made with. */
class SentencePieceGoldenTest {
    private static final String TWIN = "llama2";
    private static final String SHA256 = "dadfd56d766715c61d2ef780a525ab43b8e6da4de6865bda3d95fdef5e134055";

    @Test
    void givesTheIdsOfItsTwin() throws Exception {
        Optional<Goldens> found = Goldens.find();
        assumeTrue(found.isPresent(), "no ../shared/data/goldens beside the repository");
        Goldens goldens = found.orElseThrow();
        var tekken =
                TokenizerFiles.Source.of(goldens.manifest().get("tekken_240911").get("source"));
        var source = new TokenizerFiles.Source(
                tekken.registry(),
                tekken.pack(),
                tekken.version(),
                tekken.archive(),
                tekken.archiveSha256(),
                "mistral_common/data/tokenizer.model.v1");
        Optional<Path> file = TokenizerFiles.fetch("mistral_v1", source, SHA256);
        assumeTrue(file.isPresent(), "could not fetch the model file with pip");
        compare(Tokenizers.sentencePieces(file.orElseThrow()), goldens);
    }

    private static void compare(Tokenizer tokenizer, Goldens goldens) {
        Map<String, String> texts = goldens.texts();
        var differences = new Differences();
        for (JsonNode row : goldens.rows(TWIN, "encode")) {
            String text = texts.getOrDefault(row.get("text_id").asText(), "");
            boolean special = row.get("add_special_tokens").asBoolean();
            Encoding encoding = tokenizer.encodeWithOffsets(text, special);
            differences.compare(text, row.get("ids").toString(), list(encoding.ids()));
            differences.compare("decoded " + text, row.get("decode").asText(), tokenizer.decode(encoding.ids(), false));
            for (int i = 0; i < encoding.length(); i++) {
                JsonNode place = row.get("offsets_utf16").get(i);
                if (place != null) {
                    differences.compare(
                            "start " + i + " of " + text, place.get(0).asInt(), encoding.starts()[i]);
                    differences.compare("end " + i + " of " + text, place.get(1).asInt(), encoding.ends()[i]);
                }
            }
        }
        differences.assertNone();
    }

    private static String list(int[] ids) {
        return Arrays.toString(ids).replace(" ", "");
    }
}
