package io.serai.gateway.config;

import io.serai.fleet.choice.Condition;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Problems that no section sees alone: values that clash, and names that mean two things. */
final class CrossChecks {
    private final SeraiConfig config;
    private final Tree.Mapping tree;
    private final Problems problems;

    /** Takes note of a problem. */
    interface Refusals {
        void refuse(List<String> path, String seen, String remedy);
    }

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
        new PiiChecks(config.pii(), this::refuse).run();
        if (!problems.about(SeraiConfig.AUTH.key())) {
            tenants();
        }
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

    /** Callers have the names of keys, and no others. */
    private void tenants() {
        List<ApiKey> keys = config.auth().apiKeys();
        Set<String> names = new TreeSet<>();
        keys.forEach(key -> names.add(key.name()));
        if (!keys.isEmpty() && config.auth().adminKey() != null) {
            names.add(AuthConfig.ADMIN);
        }
        List<PiiPolicyConfig> policies = config.pii().policies();
        for (int i = 0; i < policies.size(); i++) {
            known(
                    List.of("pii", "policies", Integer.toString(i), "tenants"),
                    policies.get(i).tenants(),
                    names);
        }
        config.routing().forEach((name, table) -> {
            for (int i = 0; i < table.rules().size(); i++) {
                for (Condition condition : table.rules().get(i).when()) {
                    if (condition instanceof Condition.Tenants(List<String> tenants)) {
                        known(
                                List.of("routing", name, "rules", Integer.toString(i), "when", "tenants"),
                                tenants,
                                names);
                    }
                }
            }
        });
    }

    private void known(List<String> path, List<String> tenants, Set<String> names) {
        for (int i = 0; i < tenants.size(); i++) {
            String tenant = tenants.get(i);
            if (names.isEmpty()) {
                refuse(
                        with(path, Integer.toString(i)),
                        "auth.api-keys is empty, so no caller is called " + tenant,
                        "add a key of that name");
            } else if (!names.contains(tenant)) {
                String known = "the keys are " + String.join(", ", names);
                String remedy = Nearest.of(tenant, names)
                        .map(near -> "did you mean " + near + "? " + known)
                        .orElse(known);
                refuse(with(path, Integer.toString(i)), tenant + " is no name of a key in auth.api-keys", remedy);
            }
        }
    }

    static List<String> with(List<String> path, String... more) {
        var longer = new ArrayList<>(path);
        longer.addAll(List.of(more));
        return longer;
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
