package io.cortado.mongo.embedded.aggregation;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.projection.Transform;
import io.cortado.mongo.embedded.value.Errors;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All stages by their names. */
final class Stages {

  interface Factory {
    Stage create(@Nullable Object body, Context context);
  }

  private static final Set<String> SOURCES =
      Set.of("$documents", "$collStats", "$indexStats", "$geoNear", "$changeStream");
  private static final List<String> REFUSED =
      List.of(
          "$planCacheStats", "$currentOp", "$listSessions", "$listLocalSessions", "$listSampledQueries", "$search",
          "$searchMeta", "$vectorSearch", "$shardedDataDistribution", "$changeStreamSplitLargeEvent", "$querySettings");

  private static final Map<String, Factory> FACTORIES = new HashMap<>();

  static {
    ShapeStages.register(FACTORIES);
    GroupStages.register(FACTORIES);
    JoinStages.register(FACTORIES);
    WriteStages.register(FACTORIES);
    FACTORIES.put("$redact", RedactStage::create);
    FACTORIES.put("$setWindowFields", WindowStage::create);
    FACTORIES.put("$densify", DensifyStage::create);
    FACTORIES.put("$fill", FillStage::create);
    FACTORIES.put("$geoNear", GeoNearStage::create);
    for (String name : REFUSED) {
      FACTORIES.put(
          name,
          (body, context) -> {
            throw Errors.unsupported("the stage " + name);
          });
    }
  }

  private Stages() {}

  static boolean isSource(String name) {
    return SOURCES.contains(name);
  }

  static Stage compile(String name, @Nullable Object body, Context context, String within) {
    Transform transform = Transform.of(name, body, context.variables());
    if (transform != null) {
      return input -> new Mapped(input, transform);
    }
    if (within.equals("$facet") && name.equals("$facet")) {
      throw Errors.of(40600, "$facet is not allowed to be used within a $facet stage");
    }
    Factory factory = FACTORIES.get(name);
    if (factory != null) {
      return factory.create(body, context);
    }
    if (SOURCES.contains(name)) {
      return input -> {
        Iterator<Document> source = context.environment().source(name, body, context.namespace());
        if (source == null) {
          throw Errors.unsupported("the stage " + name);
        }
        return source;
      };
    }
    throw Errors.of(40324, "Unrecognized pipeline stage name: '" + name + "'");
  }

  private record Mapped(Iterator<Document> input, Transform transform) implements Iterator<Document> {

    @Override
    public boolean hasNext() {
      return input.hasNext();
    }

    @Override
    public Document next() {
      return transform.apply(input.next());
    }
  }
}
