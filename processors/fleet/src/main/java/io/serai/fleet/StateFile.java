package io.serai.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code workers.json}, which keeps the workers registered by API over a restart. It holds their keys, so only
 * its owner may read it. It is replaced as a whole, so a crash leaves the old or the new one.
 */
final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final int VERSION = 1;

    private final Path file;

    StateFile(Path folder) {
        this.file = folder.resolve("workers.json");
    }

    /**
     * The workers kept. A file that cannot be understood is renamed aside, and what could be read of it is returned.
     *
     * @throws FleetException if the file is there but cannot be read
     */
    List<WorkerSpec> load() {
        try {
            return Files.exists(file) ? parse(Files.readAllBytes(file)) : List.of();
        } catch (IOException e) {
            throw new FleetException(
                    FleetException.Code.STATE_UNUSABLE,
                    "state-dir holds " + file + ", which cannot be read (" + e
                            + "); make it readable, or set another folder",
                    e);
        }
    }

    private List<WorkerSpec> parse(byte[] bytes) throws IOException {
        var specs = new ArrayList<WorkerSpec>();
        String problem = null;
        try {
            JsonNode root = LenientJson.MAPPER.readTree(bytes);
            JsonNode workers = root.path("workers");
            problem = root.path("version").asInt() == VERSION && workers.isArray()
                    ? null
                    : "it is not of version " + VERSION;
            for (JsonNode worker : workers) {
                problem = readInto(specs, worker, problem);
            }
        } catch (IOException e) {
            problem = "it is not JSON";
        }
        if (problem != null) {
            setAside(problem, specs.size());
        }
        return specs;
    }

    private static @Nullable String readInto(List<WorkerSpec> specs, JsonNode worker, @Nullable String problem) {
        try {
            specs.add(read(worker));
            return problem;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private void setAside(String problem, int readable) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".corrupt");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn(
                "{} cannot be understood: {}. It was renamed to {}; {} workers were read, register the others again",
                file,
                problem,
                aside,
                readable);
    }

    /** Replaces the file. */
    void save(List<WorkerSpec> specs) throws IOException {
        ObjectNode root = LenientJson.MAPPER.createObjectNode().put("version", VERSION);
        var workers = root.putArray("workers");
        specs.forEach(spec -> workers.add(written(spec)));
        byte[] bytes = LenientJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "workers", ".tmp", ownerOnly());
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static ObjectNode written(WorkerSpec spec) {
        ObjectNode to = LenientJson.MAPPER.createObjectNode();
        to.put("id", spec.id()).put("url", spec.url().toString());
        if (spec.apiKey() != null) {
            to.put("api-key", spec.apiKey());
        }
        to.set("models", LenientJson.MAPPER.valueToTree(spec.models()));
        to.put("engine", spec.engine().key());
        to.set("labels", LenientJson.MAPPER.valueToTree(spec.labels()));
        to.put("priority", spec.priority()).put("weight", spec.weight()).put("cost", spec.cost());
        to.put("max-in-flight", spec.maxInFlight()).put("context-length", spec.contextLength());
        return to;
    }

    private static WorkerSpec read(JsonNode from) {
        return WorkerSpec.builder(from.path("url").asText())
                .id(LenientJson.text(from, "id"))
                .apiKey(LenientJson.text(from, "api-key"))
                .models(map(from.path("models")))
                .engine(EngineType.parse("engine", from.path("engine").asText("auto")))
                .labels(map(from.path("labels")))
                .priority(from.path("priority").asInt(0))
                .weight(from.path("weight").asDouble(1))
                .cost(from.path("cost").asDouble(1))
                .maxInFlight(from.path("max-in-flight").asInt(0))
                .contextLength(from.path("context-length").asInt(0))
                .origin(WorkerOrigin.API)
                .build();
    }

    private static Map<String, String> map(JsonNode from) {
        var map = new LinkedHashMap<String, String>();
        from.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }
}
