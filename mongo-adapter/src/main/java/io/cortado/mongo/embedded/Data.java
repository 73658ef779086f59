package io.cortado.mongo.embedded;

import io.cortado.mongo.embedded.commands.Counters;
import io.cortado.mongo.embedded.commands.Engine;
import io.cortado.mongo.embedded.store.Store;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The storage in use and the commands over it. A storage that could not write is given up, and the next command makes both
 * anew of the file: nobody sees what was never saved, and when there is room again it goes on. Runs on the server's thread,
 * except {@link #sync} and {@link #close}.
 */
final class Data implements AutoCloseable {
  private final @Nullable Path folder;
  private final Supplier<Storage> opener;
  private final Counters counters;
  private volatile Storage storage;
  private Engine engine;

  private Data(@Nullable Path folder, Supplier<Storage> opener, boolean asksForUsers) {
    this.folder = folder;
    this.counters = new Counters(asksForUsers);
    this.opener = opener;
    this.storage = opener.get();
    this.engine = commands(folder, storage);
  }

  static Data inMemory() {
    return new Data(null, Storage::inMemory, false);
  }

  /** The same for a server that asks who its clients are. */
  static Data withUsers(@Nullable Path folder) {
    return new Data(folder, folder == null ? Storage::inMemory : () -> Storage.open(folder), true);
  }

  /** Opens or makes the database file in a folder; {@code opener} opens its storage, again after each failure. */
  static Data in(Path folder, Supplier<Storage> opener) {
    return new Data(folder, opener, false);
  }

  private Engine commands(@Nullable Path folder, Storage storage) {
    try {
      return Storage.explaining(folder, () -> new Engine(Store.over(storage.store()), counters));
    } catch (RuntimeException e) {
      storage.giveUp();
      throw e;
    }
  }

  /** The commands over what was saved; throws an explanation while the file cannot be opened again. */
  Engine engine() {
    if (storage.isLost()) {
      Storage again = opener.get();
      engine = commands(folder, again);
      storage = again;
    }
    return engine;
  }

  /** True from a failure to the next {@link #engine}, which only who has told everybody of the failure may call. */
  boolean isLost() {
    return storage.isLost();
  }

  Counters counters() {
    return counters;
  }

  boolean hasUnsavedChanges() {
    return !storage.isLost() && storage.hasUnsavedChanges();
  }

  /** Saves as {@link Storage#save} does; when that fails, all that was not saved before is gone. */
  void save() {
    try {
      storage.save();
    } catch (RuntimeException | Error e) {
      storage.giveUp();
      throw e;
    }
  }

  void saveIfChanged() {
    if (hasUnsavedChanges()) {
      save();
    }
  }

  /** See {@link Storage#sync}. */
  void sync() {
    storage.sync();
  }

  void compactIfIdle() {
    storage.compactIfIdle();
  }

  @Override
  public void close() {
    storage.close();
  }
}
