/** The sample app as its users meet it: pages, API, uploads, restarts and a real browser. */
@NullMarked
package io.cortado.it.sample;

import org.jspecify.annotations.NullMarked;
