package io.serai.gateway.ingress;

import java.time.Duration;
import java.util.List;

/**
 * Settings of the ingress that can change while it serves.
 *
 * @param bodyLimitBytes   largest body accepted
 * @param headTimeout      from the first byte of a request's head to its last; absolute, a trickle does not help
 * @param bodyTimeout      from the end of the head to the end of the body; absolute
 * @param keepAliveTimeout how long an idle connection is kept, and one whose client has stopped taking its answer
 * @param requestIdHeaders fields that may carry the client's request id, best first
 * @param headRequests     whether HEAD is answered where GET is
 * @param optionsRequests  whether OPTIONS is answered with the methods of a path
 * @param cors             cross-origin settings
 */
public record IngressSettings(
        long bodyLimitBytes,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration keepAliveTimeout,
        List<String> requestIdHeaders,
        boolean headRequests,
        boolean optionsRequests,
        Cors cors) {}
