/** What {@code express.static} and the body parsers leave to Java. */
@NullMarked
package io.cortado.express.middleware;

import org.jspecify.annotations.NullMarked;
