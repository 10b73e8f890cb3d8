package io.serai.gateway.config;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Problems that no section sees alone: values that clash, and names that mean two things. */
final class CrossChecks {
    private static final int LEAST_KEY_CHARS = 16;

    private final SeraiConfig config;
    private final Tree.Mapping tree;
    private final Problems problems;

    CrossChecks(SeraiConfig config, Tree.Mapping tree, Problems problems) {
        this.config = config;
        this.tree = tree;
        this.problems = problems;
    }

    void run() {
        ports();
        workers();
        aliases();
        new RoutingChecks(config, this::refuse).run();
        piiKey();
    }

    private void ports() {
        int port = config.metrics().port();
        if (port != 0 && port == config.server().port()) {
            boolean written = tree.sets("metrics", "port");
            String at = written ? "metrics" : "server";
            String other = written ? "server.port" : "metrics.port";
            refuse(List.of(at, "port"), port + " is the value of " + other + " too", "set different ports");
        }
    }

    private void workers() {
        Map<String, Integer> ids = new HashMap<>();
        Map<String, Integer> urls = new HashMap<>();
        List<WorkerConfig> workers = config.workers();
        for (int i = 0; i < workers.size(); i++) {
            WorkerConfig worker = workers.get(i);
            String at = Integer.toString(i);
            Integer sameUrl = urls.putIfAbsent(normal(worker.url()), i);
            if (sameUrl != null) {
                String seen = worker.url() + " is the address of workers[" + sameUrl + "] too";
                refuse(List.of("workers", at, "url"), seen, "list each worker once");
            }
            Integer sameId = worker.id() == null ? null : ids.putIfAbsent(worker.id(), i);
            if (sameId != null) {
                String seen = worker.id() + " is the id of workers[" + sameId + "] too";
                refuse(List.of("workers", at, "id"), seen, "give each worker an id of its own");
            }
        }
    }

    /** One worker written in two ways is still one. */
    private static String normal(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int port = url.getPort() < 0 ? (scheme.equals("https") ? 443 : 80) : url.getPort();
        String path = url.getRawPath().replaceAll("(/v1)?/*$", "");
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port + path;
    }

    private void aliases() {
        Map<String, String> owners = new HashMap<>();
        config.models().forEach((model, settings) -> {
            for (int i = 0; i < settings.aliases().size(); i++) {
                alias(model, settings.aliases().get(i), Integer.toString(i), owners);
            }
        });
    }

    private void alias(String model, String alias, String position, Map<String, String> owners) {
        List<String> path = List.of("models", model, "aliases", position);
        String owner = owners.putIfAbsent(alias, model);
        if (owner != null) {
            String seen = alias + " is an alias of " + owner + (owner.equals(model) ? " already" : " too");
            refuse(path, seen, "let each alias mean one model");
        } else if (config.models().containsKey(alias)) {
            refuse(path, alias + " is a model of this file", "choose another alias, or remove models[" + alias + "]");
        } else {
            for (WorkerConfig worker : config.workers()) {
                if (worker.models().containsKey(alias)) {
                    String seen = alias + " is a model of the worker " + worker.url();
                    refuse(path, seen, "choose another alias, or give the model another public name");
                }
            }
        }
    }

    private void piiKey() {
        Secret key = config.pii().key();
        int length = key == null ? LEAST_KEY_CHARS : key.reveal().length();
        if (length < LEAST_KEY_CHARS) {
            refuse(List.of("pii", "key"), "it has " + length + " characters", "set at least " + LEAST_KEY_CHARS);
        }
    }

    private void refuse(List<String> path, String seen, String remedy) {
        var key = new StringBuilder(path.getFirst());
        for (int i = 1; i < path.size(); i++) {
            boolean entry = path.get(i - 1).equals("models")
                    || path.get(i - 1).equals("routing")
                    || path.get(i - 1).equals("use")
                    || Character.isDigit(path.get(i).charAt(0));
            key.append(entry ? "[" + path.get(i) + "]" : "." + path.get(i));
        }
        problems.add(tree.placeOf(path), key.toString(), seen, remedy);
    }
}
