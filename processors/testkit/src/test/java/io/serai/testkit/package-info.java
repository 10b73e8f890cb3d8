/** Tests of the mock worker over real sockets. */
@NullMarked
package io.serai.testkit;

import org.jspecify.annotations.NullMarked;
