/** Counts what a request costs, in figures that are the same on every machine: functions entered and borders crossed. */
@NullMarked
package io.cortado.bench.count;

import org.jspecify.annotations.NullMarked;
