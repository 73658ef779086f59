package io.cortado.mongo;

import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Contributes {@code mongodb}, {@code bson} and {@code connect-mongo}. */
public final class MongoModule implements CortadoModule {

  private static final String FOLDER = "io/cortado/mongo/js/";
  private static final Map<String, String> RESOURCES =
      Map.of(
          "mongodb", FOLDER + "mongodb.js",
          "mongodb/lib/bulk/common", FOLDER + "bulk-common.js",
          "mongodb/lib/bson", FOLDER + "bson.js",
          "bson", FOLDER + "bson.js",
          "connect-mongo", FOLDER + "connect-mongo.js");

  @Override
  public Set<String> names() {
    return RESOURCES.keySet();
  }

  @Override
  public String resource(String name) {
    String resource = RESOURCES.get(name);
    if (resource == null) {
      throw new IllegalArgumentException("mongo-adapter has no module " + name);
    }
    return resource;
  }

  @Override
  public @Nullable Object binding(String name, ModuleContext context) {
    return name.equals("mongodb") ? new MongoBinding(context) : null;
  }
}
