package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives each document of a sorted partition a value. */
@FunctionalInterface
interface WindowFunction {

  List<@Nullable Object> of(List<Document> partition);
}
