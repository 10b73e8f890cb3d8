package io.serai.core;

/**
 * What a client asked for, before its body.
 *
 * @param method upper-case HTTP method
 * @param path   decoded path without the query
 * @param query  raw query without {@code ?}, empty if there is none
 * @param headers the client's header fields
 * @param remote the client's address for logs, without a port
 */
public record RequestHead(String method, String path, String query, Headers headers, String remote) {}
