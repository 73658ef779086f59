/** Projections of find and of $project, $addFields and $unset. */
@NullMarked
package io.cortado.mongo.embedded.projection;

import org.jspecify.annotations.NullMarked;
