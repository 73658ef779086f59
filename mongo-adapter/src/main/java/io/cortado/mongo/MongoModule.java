package io.cortado.mongo;

import io.cortado.mongo.driver.EmbeddedServers;
import io.cortado.mongo.driver.StandIn;
import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import io.cortado.spi.ProvidedPackage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Contributes {@code mongodb}, {@code bson} and {@code connect-mongo}. */
public final class MongoModule implements CortadoModule {
  private static final String FOLDER = "io/cortado/mongo/js/";
  private static final String BSON_7 = FOLDER + "bson.js";
  private static final String BSON_6 = FOLDER + "bson-6.js";
  private static final String BULK = FOLDER + "bulk-common.js";

  private static final List<ProvidedPackage> PACKAGES =
      List.of(
          new ProvidedPackage(
              "mongodb",
              "7.9.0",
              "^7.0.0",
              Map.of(".", FOLDER + "mongodb.js", "lib/bson", BSON_7, "lib/bulk/common", BULK),
              Set.of("bson")),
          new ProvidedPackage(
              "mongodb",
              "6.21.0",
              "^6.0.0",
              Map.of(".", FOLDER + "mongodb-6.js", "lib/bson", BSON_6, "lib/bulk/common", BULK),
              Set.of("bson")),
          new ProvidedPackage("bson", "7.3.4", "^7.0.0", Map.of(".", BSON_7)),
          new ProvidedPackage("bson", "6.10.4", "^6.0.0", Map.of(".", BSON_6)),
          new ProvidedPackage(
              "connect-mongo", "6.0.0", "^5.0.0 || ^6.0.0", Map.of(".", FOLDER + "connect-mongo.js"), Set.of("mongodb")));

  @Override
  public List<ProvidedPackage> packages() {
    return PACKAGES;
  }

  private @Nullable EmbeddedServers servers;
  private @Nullable StandIn standIn;

  @Override
  public Object binding(ModuleContext context) {
    return new MongoBinding(context, () -> servers(context));
  }

  /** The app's, which end with it. On the loop; the database's classes are loaded when an app asks for it. */
  private EmbeddedServers servers(ModuleContext context) {
    EmbeddedServers known = servers;
    if (known == null) {
      known = new EmbeddedServers();
      context.onClose(known::closeAll);
      servers = known;
    }
    return known;
  }

  @Override
  public @Nullable Callable<Integer> standIn(int port, ModuleContext context) {
    StandIn known = standIn == null ? new StandIn(() -> servers(context)) : standIn;
    standIn = known;
    return known.offer(port, context);
  }
}
