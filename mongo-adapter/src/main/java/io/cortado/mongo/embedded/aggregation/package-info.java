/** Aggregation pipelines: stages, accumulators and window functions. */
@NullMarked
package io.cortado.mongo.embedded.aggregation;

import org.jspecify.annotations.NullMarked;
