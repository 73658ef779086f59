/** HTTP/2 as frames: header compression, streams, windows. Knows no sockets, no JavaScript and no messages of HTTP/1. */
@NullMarked
package io.cortado.http.h2;

import org.jspecify.annotations.NullMarked;
