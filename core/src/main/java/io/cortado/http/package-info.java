/** The HTTP/1.1 server on XNIO connections and its border to JavaScript. */
@NullMarked
package io.cortado.http;

import org.jspecify.annotations.NullMarked;
