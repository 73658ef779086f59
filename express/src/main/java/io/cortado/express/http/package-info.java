/** What Express takes from Java for requests and responses. */
@NullMarked
package io.cortado.express.http;

import org.jspecify.annotations.NullMarked;
