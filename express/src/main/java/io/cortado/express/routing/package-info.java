/** Where requests go: the paths of an application, as one table for each router. */
@NullMarked
package io.cortado.express.routing;

import org.jspecify.annotations.NullMarked;
