/** What {@code perf_hooks} measures with. */
@NullMarked
package io.cortado.node.perf;

import org.jspecify.annotations.NullMarked;
