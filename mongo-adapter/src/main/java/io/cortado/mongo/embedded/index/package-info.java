/** Indexes: keys whose order is that of the values, what they hold, and which of them serves a query. */
@NullMarked
package io.cortado.mongo.embedded.index;

import org.jspecify.annotations.NullMarked;
