package io.serai.onnx;

import io.serai.onnx.model.Manifest;
import io.serai.onnx.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** How the files of a model's folder looked at one moment: the manifest's text, sizes and times of the others. */
record FolderState(String manifest, List<String> files) {
    static FolderState of(Path folder) {
        try {
            Manifest manifest = Manifest.read(folder);
            var files = new ArrayList<String>();
            for (String file :
                    List.of(manifest.graph().file(), manifest.tokenizer().file())) {
                files.add(look(folder.resolve(file)));
            }
            return new FolderState(manifest.sha256(), files);
        } catch (ModelException e) {
            return new FolderState(String.valueOf(e.getMessage()), List.of(look(folder.resolve(Manifest.FILE))));
        }
    }

    private static String look(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException _) {
            return "none";
        }
    }
}
