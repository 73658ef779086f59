/** The command line: finds the app to run, and the commands beside running one. */
@NullMarked
package io.cortado.cli;

import org.jspecify.annotations.NullMarked;
