/** What the tests of the steps share: a rig with real parts and real sockets. */
@NullMarked
package io.serai.steps;

import org.jspecify.annotations.NullMarked;
