/** The command line as its user has it. */
@NullMarked
package io.cortado.it.launcher;

import org.jspecify.annotations.NullMarked;
