/**
 * JSON and event streams as bytes: what clients and engines put on the wire, read without building trees and changed
 * without copying.
 *
 * <h2>Start reading at</h2>
 * {@link RequestSkimmer} (request bodies in), {@link BodySplice} (request bodies out), {@link SseScanner} and
 * {@link UsageScanner} (replies), {@link ErrorBodies} (refusals).
 *
 * <h2>Traps of the domain</h2>
 * <ul>
 *   <li>Inside a JSON string every quote is escaped, so the bytes {@code "usage":} can only be a key. A byte search for
 *       a key is therefore sound without knowing where strings begin and end; it says nothing about nesting.
 *   <li>JSON escapes line breaks, so in an event stream a raw CR or LF always ends a line. A blank line ends an event;
 *       CR, LF and CRLF are all line ends, and a CRLF may be cut in the middle.
 *   <li>A key may be written with Unicode escapes for its letters. A reader that misses it lets a client tell the
 *       gateway one model and the worker another; so does one that takes the first of two equal keys where the worker
 *       takes the last.
 *   <li>A field that is {@code null} is absent for its reader but present for whoever inserts it: replace, do not add.
 *   <li>SGLang's errors are flat, vLLM's nested, FastAPI's are called {@code detail}; any of them may quote an internal
 *       address.
 * </ul>
 */
@NullMarked
package io.serai.wire;

import org.jspecify.annotations.NullMarked;
