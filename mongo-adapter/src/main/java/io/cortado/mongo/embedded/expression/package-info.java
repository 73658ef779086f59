/** Aggregation expressions, compiled once and evaluated per document. */
@NullMarked
package io.cortado.mongo.embedded.expression;

import org.jspecify.annotations.NullMarked;
