package io.serai.tokens.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.tokens.json.PlainJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The small files of one model's folder. Each has a limit, for a folder may come from anywhere. */
final class FolderFiles {
    private static final long MAX_BYTES = 64L << 20;

    private final Path folder;

    FolderFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    /** The JSON object in {@code name}; empty where there is no such file. */
    Map<String, ? extends @Nullable Object> json(String name) throws IOException {
        String text = text(name);
        if (text == null) {
            return Map.of();
        }
        try {
            if (PlainJson.read(text) instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked") // the keys of a JSON object are strings
                var object = (Map<String, ? extends @Nullable Object>) map;
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new ModelLoadException(name + " is no JSON: " + e.getOriginalMessage() + " at " + place(e), e);
        }
        throw new ModelLoadException(name + " is no JSON object; fetch the model's files again");
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "an unknown place"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** The text in {@code name}; null where there is no such file. */
    @Nullable
    String text(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new ModelLoadException(name + " has " + size + " bytes; more than " + MAX_BYTES + " are not read");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ModelLoadException(name + " is no UTF-8; fetch the model's files again", e);
        }
    }

    /** Names of the files in {@code subfolder} that end with {@code ending}, sorted; empty where there is none. */
    List<String> names(String subfolder, String ending) throws IOException {
        Path inside = folder.resolve(subfolder);
        if (!Files.isDirectory(inside)) {
            return List.of();
        }
        var names = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(inside)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(ending) && Files.isRegularFile(file)) {
                    names.add(name);
                }
            }
        }
        names.sort(null);
        return names;
    }
}
