/** Tests of the HTTP client against real sockets: {@code FakeWorker} for exact bytes, the mock worker for manners. */
@NullMarked
package io.serai.engines.http;

import org.jspecify.annotations.NullMarked;
