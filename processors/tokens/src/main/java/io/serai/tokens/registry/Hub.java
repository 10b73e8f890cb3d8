package io.serai.tokens.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.serai.tokens.json.PlainJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A hub of models, spoken to over HTTP. Thread-safe. Its token is in no message and no {@code toString}. */
public final class Hub implements AutoCloseable {
    private static final int MAX_LISTING_BYTES = 16 << 20;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

    /** What one revision holds. */
    private record Listing(String commit, List<String> names) {}

    private final HubHttp http;
    private final HubLimits limits;

    /**
     * The hub at {@code endpoint}.
     *
     * @param token sent to that host alone; null for none
     * @throws IllegalArgumentException if the endpoint is no HTTP address
     */
    public Hub(URI endpoint, @Nullable String token) {
        this(endpoint, token, HubLimits.DEFAULTS);
    }

    Hub(URI endpoint, @Nullable String token, HubLimits limits) {
        boolean http = "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
        if (!http || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
            throw new IllegalArgumentException("HF_ENDPOINT is no http or https address; write https://host");
        }
        this.http = new HubHttp(endpoint, token == null || token.isBlank() ? null : token.strip());
        this.limits = limits;
    }

    /** What {@code HF_ENDPOINT} and {@code HF_TOKEN} say; null where {@code HF_HUB_OFFLINE} is set. */
    public static @Nullable Hub ofEnvironment(Map<String, String> environment) {
        String offline = environment.getOrDefault("HF_HUB_OFFLINE", "");
        if (offline.equals("1") || offline.equalsIgnoreCase("true") || offline.equalsIgnoreCase("yes")) {
            return null;
        }
        String endpoint = environment.getOrDefault("HF_ENDPOINT", "");
        URI uri = URI.create(endpoint.isBlank() ? "https://huggingface.co" : endpoint.strip());
        return new Hub(uri, environment.get("HF_TOKEN"));
    }

    /**
     * Brings what is needed of {@code model} into {@code cache}, where it lacks it.
     *
     * @return the folder of that revision
     * @throws ModelLoadException if the hub has it not, refuses it or cannot be reached
     */
    Path download(HubModel model, HubCache cache) throws IOException, InterruptedException {
        Listing listing = listing(model);
        List<String> needed = HubFiles.needed(listing.names);
        if (needed.stream().noneMatch(HubFiles::vocabulary)) {
            throw new ModelLoadException(model + " has no tokenizer on the hub; name the model it was made from");
        }
        var snapshot = new HubSnapshot(cache, model, listing.commit);
        long left = limits.totalBytes();
        for (String name : needed) {
            if (!snapshot.has(name)) {
                left -= fetch(model, snapshot, name, Math.min(left, limits.fileBytes()));
            }
        }
        snapshot.publish();
        return snapshot.folder();
    }

    /**
     * Brings the files that {@code needed} asks for into {@code cache}, where it lacks them or holds them damaged.
     *
     * @return the folder of that revision
     * @throws ModelLoadException if the hub has one of them not, refuses it or cannot be reached, or if one comes
     *                            damaged; that one is not kept
     */
    Path fetch(HubModel model, HubCache cache, HubFolders.Needed needed) throws IOException, InterruptedException {
        Listing listing = listing(model);
        var snapshot = new HubSnapshot(cache, model, listing.commit);
        long left = limits.totalBytes();
        for (List<String> lacking = lacking(model, snapshot, needed);
                !lacking.isEmpty();
                lacking = lacking(model, snapshot, needed)) {
            for (String name : lacking) {
                if (!listing.names.contains(name)) {
                    throw new ModelLoadException(
                            model + " has no " + name + " on the hub; name a repository that holds one");
                }
                left -= fetch(model, snapshot, name, Math.min(left, limits.fileBytes()));
            }
        }
        snapshot.publish();
        return snapshot.folder();
    }

    /** What {@code snapshot} lacks, once it is rid of what is damaged in it. */
    private static List<String> lacking(HubModel model, HubSnapshot snapshot, HubFolders.Needed needed)
            throws IOException {
        while (true) {
            try {
                return HubFolders.missing(snapshot.folder(), needed);
            } catch (DamagedFilesException e) {
                snapshot.discard(e.files());
                if (snapshot.downloaded(e.files())) {
                    throw new ModelLoadException(
                            model + " came damaged from the hub: " + e.getMessage()
                                    + "; it is not kept, and the next try downloads it anew",
                            e);
                }
            }
        }
    }

    private Listing listing(HubModel model) throws IOException, InterruptedException {
        String path = "/api/models/" + model.repository() + "/revision/"
                + model.revision().replace("/", "%2F");
        var answer = http.send("GET", path, text());
        if (answer.last().statusCode() != 200) {
            throw HubRefusal.of(model, "", answer.last(), http);
        }
        try {
            if (PlainJson.read(answer.last().body()) instanceof Map<?, ?> map
                    && map.get("sha") instanceof String commit
                    && COMMIT.matcher(commit).matches()
                    && map.get("siblings") instanceof List<?> siblings) {
                return new Listing(commit, names(siblings));
            }
        } catch (JsonProcessingException _) {
            // said below
        }
        throw new ModelLoadException(
                "the answer of " + http.endpoint() + " is none of a hub; check HF_ENDPOINT for " + model);
    }

    private static List<String> names(List<?> siblings) {
        var names = new ArrayList<String>();
        for (Object sibling : siblings) {
            if (sibling instanceof Map<?, ?> map && map.get("rfilename") instanceof String name) {
                names.add(name);
            }
        }
        return names;
    }

    /** Returns the number of bytes that came. */
    private long fetch(HubModel model, HubSnapshot snapshot, String name, long maxBytes)
            throws IOException, InterruptedException {
        String path = "/" + model.repository() + "/resolve/" + snapshot.commit() + "/" + name;
        var head = http.send("HEAD", path, text());
        if (head.last().statusCode() >= 400) {
            throw HubRefusal.of(model, name, head.last(), http);
        }
        String tag = HubSnapshot.tag(head.first());
        if (tag != null && snapshot.adopt(name, tag)) {
            return 0;
        }
        try (HubSnapshot.Incoming incoming = snapshot.incoming(tag)) {
            var answer = http.send("GET", path, incoming.handler(maxBytes));
            if (answer.last().statusCode() != 200) {
                throw HubRefusal.of(model, name, answer.last(), http);
            }
            return incoming.accept(name);
        }
    }

    private static BodyHandler<String> text() {
        return _ -> new LimitedBody<>(BodySubscribers.ofString(StandardCharsets.UTF_8), MAX_LISTING_BYTES);
    }

    /** Ends its connections. */
    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return "Hub[" + http.endpoint() + "]";
    }
}
