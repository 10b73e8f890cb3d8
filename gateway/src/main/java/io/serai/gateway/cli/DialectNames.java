package io.serai.gateway.cli;

import io.serai.core.Dialect;
import io.serai.dialects.DialectChoice;
import io.serai.dialects.Dialects;
import java.util.stream.Collectors;

/** Finds dialects by what people call them. */
final class DialectNames {
    private DialectNames() {}

    static Dialect find(String name) throws CaseException {
        return Dialects.find(name)
                .orElseThrow(() -> new CaseException("there is no dialect '" + name + "'; give one of "
                        + Dialects.all().stream().map(Dialect::name).collect(Collectors.joining(", "))));
    }

    /** The dialect that the model's name tells; pass-through where it tells none. */
    static Dialect ofModel(String model) {
        return DialectChoice.choose(DialectChoice.Hints.ofModel(model)).dialect();
    }
}
