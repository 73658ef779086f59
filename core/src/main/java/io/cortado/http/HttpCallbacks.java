package io.cortado.http;

import org.graalvm.polyglot.Value;

/**
 * The functions of {@code internal/http} that Java calls. Each is an outermost call, on the loop.
 *
 * @param request (server, exchange, method, target, flags, previous) → the response object
 * @param body (response): the body has more to read, or has ended
 * @param event (connection, name, value): its bytes, for who watches them, its end, its error, its close
 * @param drain (response): everything written so far is with the kernel
 * @param finish (response): the response has been handed to the kernel whole
 * @param close (server): one connection less
 * @param clientError (server, connection, code, message, bytes) → whether a listener takes care of it
 * @param connection (server, connection): a new connection, told only where somebody listens
 * @param drop (server, peer): a connection too many
 * @param tlsError (server, peer, message or null): a client has not shaken hands
 * @param session (server, session): a connection of HTTP/2 has begun
 */
record HttpCallbacks(
    Value request, Value body, Value event, Value drain, Value finish, Value close, Value clientError, Value connection,
    Value drop, Value tlsError, Value session) {

  static HttpCallbacks of(Value functions) {
    return new HttpCallbacks(
        functions.getMember("onRequest"),
        functions.getMember("onBody"),
        functions.getMember("onEvent"),
        functions.getMember("onDrain"),
        functions.getMember("onFinish"),
        functions.getMember("onClose"),
        functions.getMember("onClientError"),
        functions.getMember("onConnection"),
        functions.getMember("onDrop"),
        functions.getMember("onTlsError"),
        functions.getMember("onSession"));
  }
}
