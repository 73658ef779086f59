/** The JavaScript engine: contexts, how Java enters them, and what crosses the border. */
@NullMarked
package io.cortado.engine;

import org.jspecify.annotations.NullMarked;
