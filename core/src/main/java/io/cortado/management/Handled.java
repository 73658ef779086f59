package io.cortado.management;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request whose response is over.
 *
 * @param at when it came
 * @param nanos how long it took
 * @param route the pattern of the route that took it, with the path that its router is mounted at; null where none did
 * @param status 0 where the client left before there was one
 * @param bytes of the body, as far as its length was told; else -1
 * @param version of HTTP
 * @param id the client's {@code X-Request-Id}, or one that was made for it
 */
record Handled(
    Instant at,
    long nanos,
    String method,
    String url,
    @Nullable String route,
    int status,
    long bytes,
    String version,
    String remote,
    @Nullable String referrer,
    @Nullable String agent,
    String id) {}
