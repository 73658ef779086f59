package io.cortado.addons;

import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import io.cortado.spi.ProvidedPackage;
import java.util.List;
import java.util.Map;

/** Contributes {@code bcrypt}, {@code bcryptjs}, {@code argon2}, {@code sqlite3} and {@code node:sqlite}. */
public final class AddonsModule implements CortadoModule {
  private static final String FOLDER = "io/cortado/addons/js/";
  private static final String PROMISES = FOLDER + "bcrypt/promises.js";
  private static final String BCRYPTJS_2 = FOLDER + "bcryptjs2.js";
  private static final String BCRYPTJS_3 = FOLDER + "bcryptjs.js";
  private static final String SQLITE3 = FOLDER + "sqlite3.js";

  private static final List<ProvidedPackage> PACKAGES =
      List.of(
          new ProvidedPackage(
              "bcrypt", "6.0.0", "^6.0.0", Map.of(".", FOLDER + "bcrypt.js", "promises", PROMISES)),
          new ProvidedPackage(
              "bcrypt", "5.1.1", ">=5.0.1 <6.0.0", Map.of(".", FOLDER + "bcrypt.js", "promises", PROMISES)),
          new ProvidedPackage(
              "bcrypt", "5.0.0", "5.0.0", Map.of(".", FOLDER + "bcrypt5.0.js", "promises", PROMISES)),
          new ProvidedPackage(
              "bcrypt", "4.0.1", "^3.0.0 || ^4.0.0", Map.of(".", FOLDER + "bcrypt4.js", "promises", PROMISES)),
          new ProvidedPackage(
              "bcryptjs", "3.0.3", "^3.0.0", Map.of(".", BCRYPTJS_3, "index", BCRYPTJS_3, "umd/index", BCRYPTJS_3)),
          new ProvidedPackage(
              "bcryptjs", "2.4.3", "^2.4.1",
              Map.of(".", BCRYPTJS_2, "dist/bcrypt", BCRYPTJS_2, "dist/bcrypt.min", BCRYPTJS_2)),
          new ProvidedPackage("argon2", "0.45.1", ">=0.43.0 <0.46.0", Map.of(".", FOLDER + "argon2.js")),
          new ProvidedPackage("argon2", "0.41.1", ">=0.40.0 <0.43.0", Map.of(".", FOLDER + "argon2-0.40.js")),
          new ProvidedPackage(
              "sqlite3", "5.1.7", "^4.0.0 || ^5.0.0", Map.of(".", SQLITE3, "lib/sqlite3", SQLITE3)),
          new ProvidedPackage("node:sqlite", "22.0.0", "", Map.of(".", FOLDER + "sqlite.js")));

  @Override
  public List<ProvidedPackage> packages() {
    return PACKAGES;
  }

  @Override
  public Object binding(ModuleContext context) {
    return new AddonsBinding(context);
  }
}
