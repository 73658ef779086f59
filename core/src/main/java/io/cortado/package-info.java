/** Cortado runs Express apps on the JVM: the embedding API. */
@NullMarked
package io.cortado;

import org.jspecify.annotations.NullMarked;
