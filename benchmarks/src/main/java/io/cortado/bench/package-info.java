/** Measures Cortado beside Express and Fastify on Node and Undertow alone, on the same cores, in turn. */
@NullMarked
package io.cortado.bench;

import org.jspecify.annotations.NullMarked;
