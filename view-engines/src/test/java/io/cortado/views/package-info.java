/** Tests of the view engines on a bare context. */
@NullMarked
package io.cortado.views;

import org.jspecify.annotations.NullMarked;
