/** Starts what the integration tests talk to: the sample app on Cortado's distribution or on Node, and a browser. */
@NullMarked
package io.cortado.it.support;

import org.jspecify.annotations.NullMarked;
