/**
 * How an app comes up: the engine and its context, made beside the loop, what the last start has left for this one, and what is
 * kept from running meanwhile. Each class says its thread.
 */
@NullMarked
package io.cortado.engine.start;

import org.jspecify.annotations.NullMarked;
