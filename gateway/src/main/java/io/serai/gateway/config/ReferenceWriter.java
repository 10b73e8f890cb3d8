package io.serai.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what is generated from the declarations: the reference, the schema and the shipped file. Run it after changing
 * an option; a test fails until then.
 */
public final class ReferenceWriter {
    private ReferenceWriter() {}

    /**
     * Writes the files.
     *
     * @param args the root of the repository; by default the working folder
     */
    public static void main(String[] args) throws IOException {
        Path root = Path.of(args.length == 0 ? "." : args[0]);
        for (var file : files().entrySet()) {
            Files.writeString(root.resolve(file.getKey()), file.getValue());
        }
    }

    /** Contents by path within the repository. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("docs/configuration.md", MarkdownReference.write());
        files.put("docs/serai.schema.json", SchemaReference.write());
        files.put("gateway/src/dist/serai.yaml", ShippedFile.write());
        return files;
    }
}
