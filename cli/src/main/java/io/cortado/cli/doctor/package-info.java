/** {@code cortado doctor}: what of an app runs, without running it. */
@NullMarked
package io.cortado.cli.doctor;

import org.jspecify.annotations.NullMarked;
