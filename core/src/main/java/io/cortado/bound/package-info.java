/** Objects of the embedding program as JavaScript sees them: calls, results, arguments and errors across the border. */
@NullMarked
package io.cortado.bound;

import org.jspecify.annotations.NullMarked;
