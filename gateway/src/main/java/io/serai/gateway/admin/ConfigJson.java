package io.serai.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.gateway.config.ConfigException;
import io.serai.gateway.config.ConfigStore;
import io.serai.gateway.config.Problem;
import io.serai.gateway.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration in effect as JSON. Numbers and truth values stay what they are; everything else is text as the file
 * could have it. Secrets print as {@code ***} by themselves.
 */
final class ConfigJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ConfigJson() {}

    static ObjectNode of(ConfigStore config) {
        ObjectNode to = AdminJson.object();
        var settings = to.putArray("settings");
        config.settings().forEach(setting -> settings.add(of(setting)));
        to.put("reloads", config.reloads()).put("refusals", config.refusals());
        var problems = to.putArray("problems");
        config.lastProblem().map(ConfigException::problems).orElse(List.of()).forEach(it -> problems.add(of(it)));
        var warnings = to.putArray("warnings");
        config.warnings().forEach(it -> warnings.add(of(it)));
        return to;
    }

    private static ObjectNode of(Setting setting) {
        ObjectNode to = AdminJson.object().put("key", setting.key());
        to.set("value", value(setting.value()));
        return to.put("origin", setting.origin()).put("live", setting.live());
    }

    private static ObjectNode of(Problem problem) {
        return AdminJson.object()
                .put("place", problem.place())
                .put("key", problem.key())
                .put("seen", problem.seen())
                .put("remedy", problem.remedy());
    }

    static JsonNode value(Object value) {
        return switch (value) {
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Duration duration -> NODES.textNode(duration(duration));
            case Enum<?> constant ->
                NODES.textNode(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            case Optional<?> maybe -> maybe.isPresent() ? value(maybe.get()) : NODES.nullNode();
            case List<?> list -> {
                var items = NODES.arrayNode();
                list.forEach(item -> items.add(value(item)));
                yield items;
            }
            case Map<?, ?> map -> {
                ObjectNode members = NODES.objectNode();
                map.forEach((name, member) -> members.set(String.valueOf(name), value(member)));
                yield members;
            }
            default -> NODES.textNode(value.toString());
        };
    }

    private static String duration(Duration duration) {
        boolean whole = duration.toMillisPart() == 0;
        return whole ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
