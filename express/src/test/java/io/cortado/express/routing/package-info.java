@NullMarked
package io.cortado.express.routing;

import org.jspecify.annotations.NullMarked;
