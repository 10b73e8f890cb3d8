package io.serai.core;

/** Sends requests to workers. Implementations run on the request's event loop and never block. */
public interface EngineClient {
    /**
     * Begins an exchange. Must be called on {@code request.loop()}; {@code handler} is called there too, possibly
     * before this method returns.
     *
     * @return a handle to govern the exchange
     */
    EngineExchange send(EngineRequest request, EngineHandler handler);
}
