/** Tests of the answers that tokenizers and dialects give. */
@org.jspecify.annotations.NullMarked
package io.serai.steps.text;
