package io.cortado.node;

import io.cortado.spi.ModuleContext;
import org.jspecify.annotations.Nullable;

/** Keeps the process alive while something is open and wanted (`ref`). Runs on the loop. */
public final class Hold {
  private final ModuleContext context;
  private boolean open;
  private boolean wanted = true;
  private @Nullable AutoCloseable handle;

  /** Not open yet, and wanted. */
  public Hold(ModuleContext context) {
    this.context = context;
  }

  /** Says whether there is something open. */
  public void open(boolean now) {
    open = now;
    update();
  }

  /** Says whether it is to keep the process. */
  public void wanted(boolean now) {
    wanted = now;
    update();
  }

  private void update() {
    try {
      if (open && wanted && handle == null) {
        handle = context.hold();
      } else if (!(open && wanted) && handle != null) {
        handle.close();
        handle = null;
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
