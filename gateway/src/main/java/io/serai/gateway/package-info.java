/**
 * The program: reads the configuration, puts the modules together, starts and stops them.
 *
 * <h2>Start reading at</h2>
 * {@link io.serai.gateway.Main}, then {@code Gateway} (what is made, in which order) and {@code SettingsMapping} (which
 * key of {@code serai.yaml} becomes which module's setting).
 */
@NullMarked
package io.serai.gateway;

import org.jspecify.annotations.NullMarked;
