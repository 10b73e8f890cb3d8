/**
 * Shows Camel contexts in JMX when it suits the gateway, not when they start. Making MBeans takes longer than starting
 * the routes they show, and two generations of the routes must not claim one name at a time.
 */
@NullMarked
package io.serai.gateway.jmx;

import org.jspecify.annotations.NullMarked;
