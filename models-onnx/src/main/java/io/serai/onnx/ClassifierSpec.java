package io.serai.onnx;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One classifier as configured.
 *
 * @param name        of the user's choice
 * @param folder      the model that answers
 * @param shadow      folder of a candidate that sees the same texts, or null
 * @param shadowShare share of the texts that the candidate sees, from 0 to 1
 */
public record ClassifierSpec(
        String name, Path folder, @Nullable Path shadow, double shadowShare) {
    public ClassifierSpec {
        if (!(shadowShare >= 0 && shadowShare <= 1)) {
            throw new IllegalArgumentException(
                    "classifier " + name + " has a shadow share of " + shadowShare + "; give one from 0 to 1");
        }
    }
}
