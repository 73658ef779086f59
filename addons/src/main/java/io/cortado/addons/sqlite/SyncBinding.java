package io.cortado.addons.sqlite;

import io.cortado.spi.ModuleContext;
import org.graalvm.polyglot.Value;

/** What the script of {@code node:sqlite} calls: databases that answer at once, as there. Runs on the loop. */
public final class SyncBinding {
  private final ModuleContext context;

  /** One for each script that asks for it. */
  public SyncBinding(ModuleContext context) {
    this.context = context;
  }

  /** A database, or the text of an error as {@link Outcome} has them. */
  public Object open(String file, int mode, int timeout, boolean foreignKeys, boolean extensions) {
    context.assertOnLoop();
    SyncDatabase database = new SyncDatabase();
    String outcome = SyncDatabase.outcome(() -> database.open(file, mode, timeout, foreignKeys, extensions));
    return outcome.startsWith("E") ? outcome : database;
  }

  /**
   * Copies a database to a file, off the loop; {@code progress(remaining, total)} hears of each step, {@code done(error, outcome)} of
   * the end.
   */
  public void backup(SyncDatabase source, String schema, String file, int pages, Value progress, Value done) {
    boolean told = !progress.isNull();
    context.settle(
        context.blocking(
            () -> SyncDatabase.outcome(
                () -> {
                  source.backup(schema, file, pages, (remaining, total) -> {
                    if (told) {
                      context.post(() -> context.call(progress, remaining, total));
                    }
                  });
                  return Outcome.DONE;
                })),
        done);
  }
}
