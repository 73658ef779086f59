/** HTTP/2 as frames: header compression, streams, windows. Knows no sockets, no JavaScript and no messages of HTTP/1. */
@org.jspecify.annotations.NullMarked
package io.cortado.http.h2;
