package io.cortado.mongo.embedded;

import io.cortado.mongo.embedded.store.NewerFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The file behind the databases. Nothing is written by itself: {@link #save} runs after each turn of the server, so the
 * file always holds whole commands. Runs on the server's thread, except {@link #sync} and {@link #close}.
 */
final class Storage implements AutoCloseable {

  /** Chunks freed earlier than this are not overwritten: by then a sync has put their successors on the disk. */
  private static final int RETENTION_MILLIS = 1_000;

  private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

  private static final long BYTES_PER_CACHED_MEGABYTE = 16L * 1024 * 1024;

  private static final int TARGET_FILL_PERCENT = 50;
  private static final int COMPACT_BYTES = 1024 * 1024;

  private final MVStore store;
  private volatile boolean unsynced;
  private boolean savedSinceCompaction;

  private Storage(MVStore store) {
    this.store = store;
  }

  static Storage inMemory() {
    return new Storage(builder().open());
  }

  /** Nothing is written but by {@link #save}: neither from time to time nor, within a command, when much has been changed. */
  private static MVStore.Builder builder() {
    return new MVStore.Builder().autoCommitDisabled().autoCommitBufferSize(0);
  }

  /** A share of the memory that there may be: documents that are asked for often are not read again. */
  private static int cacheMegabytes() {
    return (int) Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_PER_CACHED_MEGABYTE, 16, 128);
  }

  /** Opens or makes the database file in a folder; throws a plain explanation when it cannot be used. */
  static Storage open(Path folder) {
    return open(folder, "");
  }

  /** {@code scheme} names the file system of the storage library that the file is reached through. */
  static Storage open(Path folder, String scheme) {
    Path file = folder.resolve(EmbeddedServer.FILE);
    makeOwn(folder, file);
    try {
      MVStore store = builder().cacheSize(cacheMegabytes()).fileName(scheme + file).open();
      store.setRetentionTime(RETENTION_MILLIS);
      store.setVersionsToKeep(0);
      return new Storage(store);
    } catch (MVStoreException e) {
      throw explained(folder, file, e);
    }
  }

  /** Makes the folder and the file, which nobody but the process's user can read: it holds sessions and passwords' hashes. */
  private static void makeOwn(Path folder, Path file) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new EmbeddedDatabaseException(
          "CORTADO_DB_FOLDER", folder + " is to be the database's folder, but is a file. Name a folder that is new or empty.");
    }
    if (Files.exists(folder.resolve("WiredTiger")) || Files.exists(folder.resolve("mongod.lock"))) {
      throw new EmbeddedDatabaseException(
          "CORTADO_DB_FOREIGN",
          "The folder " + folder + " holds the data of a MongoDB server, which the development database cannot read."
              + " Name another folder; to take the data over, start that server and use mongodump and mongorestore.");
    }
    try {
      Files.createDirectories(folder);
      boolean modes = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (!Files.exists(file) && modes) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } else if (modes && Files.isWritable(file) && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
        Files.setPosixFilePermissions(file, OWNER_ONLY);
      }
    } catch (IOException e) {
      throw new EmbeddedDatabaseException(
          "CORTADO_DB_FOLDER",
          "The database folder " + folder + " cannot be used: " + e + ". Check its permissions, or name another folder.",
          e);
    }
  }

  static EmbeddedDatabaseException explained(Path folder, Path file, MVStoreException e) {
    if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
      return new EmbeddedDatabaseException(
          "CORTADO_DB_IN_USE",
          "The database folder " + folder + " is in use by another process. Stop that process,"
              + " or set MONGODB_URI to another database.",
          e);
    }
    if (e.getErrorCode() == DataUtils.ERROR_WRITING_FAILED) {
      return new EmbeddedDatabaseException(
          "CORTADO_DB_WRITE",
          "The database file " + file + " cannot be written: " + reason(e) + ". Make room on its disk, or name another folder.",
          e);
    }
    if (!Files.isReadable(file) || !Files.isWritable(file)) {
      return new EmbeddedDatabaseException(
          "CORTADO_DB_FOLDER", "The database file " + file + " cannot be read and written. Check its permissions.", e);
    }
    return new EmbeddedDatabaseException(
        "CORTADO_DB_CORRUPT",
        "The database file " + file + " is damaged. Restore it from a copy, or move the folder " + folder
            + " away to start with an empty database.",
        e);
  }

  /** What the operating system said, where it was that. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  MVStore store() {
    return store;
  }

  /** True after a failure that the storage library does not go on from, and after the end. */
  boolean isLost() {
    return store.isClosed();
  }

  /** Closes the file as it is. */
  void giveUp() {
    store.closeImmediately();
  }

  boolean hasUnsavedChanges() {
    return store.hasUnsavedChanges();
  }

  /** Hands all changes to the operating system. */
  void save() {
    if (store.isClosed()) {
      // Which the library would not say.
      MVStoreException failure = store.getPanicException();
      throw failure == null ? new IllegalStateException("the file is closed") : failure;
    }
    store.commit();
    savedSinceCompaction = true;
    unsynced = store.getFileStore() != null;
  }

  /** Puts what was saved since the last call on the disk itself; what fails is due again. Called from any thread. */
  void sync() {
    if (unsynced && !store.isClosed()) {
      unsynced = false;
      try {
        store.getFileStore().sync();
      } catch (RuntimeException e) {
        unsynced = true;
        throw e;
      }
    }
  }

  /** Every save leaves old pages behind; this rewrites the emptiest chunks, so that the file does not grow for ever. */
  void compactIfIdle() {
    if (savedSinceCompaction && store.getFileStore() != null && !store.isClosed()) {
      savedSinceCompaction = store.compact(TARGET_FILL_PERCENT, COMPACT_BYTES);
    }
  }

  /** Saves, syncs and closes. It does not compact: a process that is told to end should end. */
  @Override
  public void close() {
    store.close();
  }

  /** Runs work that reads the file, and explains a damaged one. */
  static <T> T explaining(@Nullable Path folder, Supplier<T> work) {
    try {
      return work.get();
    } catch (NewerFormatException e) {
      throw new EmbeddedDatabaseException(
          "CORTADO_DB_NEWER",
          "The database file " + (folder == null ? "" : folder.resolve(EmbeddedServer.FILE))
              + " was written by a later version of Cortado. Use that version, or name another folder.",
          e);
    } catch (MVStoreException e) {
      throw folder == null ? e : explained(folder, folder.resolve(EmbeddedServer.FILE), e);
    }
  }
}
