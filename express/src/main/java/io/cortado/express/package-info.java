/** Express as a provided package. */
@NullMarked
package io.cortado.express;

import org.jspecify.annotations.NullMarked;
