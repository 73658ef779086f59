/** Places: their distances, and which of them are within others. */
@NullMarked
package io.cortado.mongo.embedded.geo;

import org.jspecify.annotations.NullMarked;
