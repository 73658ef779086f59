/** HTTP/2 below its messages: frames, HPACK, flow control and what a connection's streams are allowed; of servers and of clients. */
@NullMarked
package io.cortado.http.h2;

import org.jspecify.annotations.NullMarked;
