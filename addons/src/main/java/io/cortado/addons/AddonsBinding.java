package io.cortado.addons;

import io.cortado.addons.password.Argon2Binding;
import io.cortado.addons.password.BcryptBinding;
import io.cortado.addons.password.BcryptJsBinding;
import io.cortado.addons.sqlite.SqliteBinding;
import io.cortado.addons.sqlite.SyncBinding;
import io.cortado.spi.ModuleContext;

/** What the sources of each package call; made when they ask. Runs on the loop. */
public final class AddonsBinding {
  private final ModuleContext context;

  AddonsBinding(ModuleContext context) {
    this.context = context;
  }

  public BcryptBinding bcrypt() {
    return new BcryptBinding(context);
  }

  public BcryptJsBinding bcryptjs() {
    return new BcryptJsBinding(context);
  }

  public Argon2Binding argon2() {
    return new Argon2Binding(context);
  }

  public SyncBinding sqlite() {
    return new SyncBinding(context);
  }

  public SqliteBinding sqlite3() {
    return new SqliteBinding(context);
  }
}
