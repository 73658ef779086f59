/** One binding class per Node core module that needs Java. */
@NullMarked
package io.cortado.node;

import org.jspecify.annotations.NullMarked;
