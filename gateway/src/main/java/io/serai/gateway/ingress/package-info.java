/**
 * Where clients connect: an HTTP/1.1 server inside Camel's netty-http consumer, with a Netty pipeline of its own.
 *
 * <h2>Start reading at</h2>
 * {@link IngressComponent} (how it gets into Camel), then {@code Connection} (one client connection as a state
 * machine), {@code IngressStep} (hands a call to the pipeline that serves its path) and {@code ResponseWriter}.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>Stock netty-http answers pipelined requests out of order, buffers whole bodies without a JSON refusal, and has no
 *       deadline for a slow head or body; none of its own handlers is used here.
 *   <li>Reading goes on while a call runs, because only a read shows that a client has gone. What a client pipelines
 *       meanwhile is held, in order, up to a small number of messages.
 *   <li>A refusal in the middle of an upload is followed by a polite close: the client must be able to read the answer
 *       before the connection is reset under its bytes.
 *   <li>The exchange stays open until the last byte is in the client's socket: Camel's statistics and its shutdown see
 *       streams, and a client that pipelines requests but reads no answers is not served on.
 *   <li>Netty's decoder takes a body in an unknown transfer coding for the next request; {@code Malformed} refuses it.
 *   <li>Java's TLS accepts a key that does not belong to its certificate; {@code PemIdentity} does not.
 * </ul>
 */
@NullMarked
package io.serai.gateway.ingress;

import org.jspecify.annotations.NullMarked;
