/** Parsers of what comes from outside, given what nobody would send. */
@NullMarked
package io.cortado.fuzz;

import org.jspecify.annotations.NullMarked;
