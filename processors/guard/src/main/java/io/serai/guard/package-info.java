/**
 * Who may call, and which header fields cross the gateway.
 *
 * <h2>Start reading at</h2>
 * {@link Credentials} (is this call allowed?), {@link ForwardedHeaders} (what a worker and a client get to see).
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A key lives here as its SHA-256 only. Keys are long random strings, so a plain hash is enough; a password
 *       would need a slow one.
 *   <li>Every key is compared on every call: how long a check takes says nothing about which key was nearly right.
 *   <li>"From loopback" is weaker than it looks: a reverse proxy on this host and a web page in a browser on this host
 *       call from loopback too. {@link Credentials} recognises both and refuses.
 *   <li>{@code Connection} names further fields that end at this hop, and may come behind them.
 * </ul>
 */
@NullMarked
package io.serai.guard;

import org.jspecify.annotations.NullMarked;
