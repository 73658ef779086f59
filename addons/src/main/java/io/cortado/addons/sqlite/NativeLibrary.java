package io.cortado.addons.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite itself, which the driver unpacks into a file each time and deletes when the virtual machine ends in its own good
 * time: an app that calls {@code process.exit} or is killed would leave a megabyte behind. Here the file is gone as soon as
 * it is loaded. Any thread.
 */
final class NativeLibrary {
  private static final String FOLDER = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  /** Loads it, the first time. */
  static synchronized void load() throws SQLException {
    if (System.getProperty(FOLDER) != null) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("cortado-sqlite");
      System.setProperty(FOLDER, folder.toString());
      try {
        SQLiteJDBCLoader.initialize();
      } finally {
        delete(folder);
      }
    } catch (Exception e) {
      throw new SQLException("SQLite's library cannot be loaded: " + e.getMessage(), e);
    }
  }

  /** Where a loaded file cannot be deleted, as on Windows, the driver's own way remains. */
  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.toList();
    }
    for (Path file : files) {
      if (!file.toFile().delete()) {
        return;
      }
    }
    Files.delete(folder);
  }
}
