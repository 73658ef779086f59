/** Queries that are asked about documents. */
@NullMarked
package io.cortado.mongo.embedded.query;

import org.jspecify.annotations.NullMarked;
