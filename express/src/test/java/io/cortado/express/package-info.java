/** What Express apps see of Cortado's own Express. */
@NullMarked
package io.cortado.express;

import org.jspecify.annotations.NullMarked;
