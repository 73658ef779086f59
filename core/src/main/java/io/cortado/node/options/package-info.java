/** Node's own options, on a command line and in NODE_OPTIONS: which there are, and what becomes of each. Any thread. */
@NullMarked
package io.cortado.node.options;

import org.jspecify.annotations.NullMarked;
