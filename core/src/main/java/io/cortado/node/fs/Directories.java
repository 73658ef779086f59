package io.cortado.node.fs;

import io.cortado.node.Errno;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Lists, makes and removes directories as {@code fs} does. Called from any thread. */
final class Directories {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final RandomGenerator RANDOM = RandomGenerator.of("SecureRandom");

  private Directories() {}

  static String[] list(Path directory, boolean withTypes) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        names.add(withTypes ? type(entry) + name : name);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    String[] sorted = names.toArray(String[]::new);
    int from = withTypes ? 1 : 0;
    Arrays.sort(sorted, (a, b) -> a.substring(from).compareTo(b.substring(from)));
    return sorted;
  }

  static String[] tree(Path root) throws IOException {
    List<String> all = new ArrayList<>();
    Deque<String> pending = new ArrayDeque<>(List.of(""));
    while (!pending.isEmpty()) {
      String parent = pending.remove();
      for (String entry : list(root.resolve(parent), true)) {
        String name = parent.isEmpty() ? entry.substring(1) : parent + "/" + entry.substring(1);
        all.add(entry.charAt(0) + name);
        if (entry.charAt(0) == '2') {
          pending.add(name);
        }
      }
    }
    return all.toArray(String[]::new);
  }

  /** The {@code UV_DIRENT_*} digit of a file. */
  private static char type(Path path) {
    try {
      return switch ((int) FileStatus.of(path, false)[1] & 0xF000) {
        case 0x8000 -> '1';
        case 0x4000 -> '2';
        case 0xA000 -> '3';
        case 0x1000 -> '4';
        case 0xC000 -> '5';
        case 0x2000 -> '6';
        case 0x6000 -> '7';
        default -> '0';
      };
    } catch (IOException e) {
      return '0';
    }
  }

  /** Makes a directory; with {@code recursive} its parents too, and answers the first one made, or null for none. */
  static @Nullable String make(Path path, boolean recursive, FileAttribute<?>[] mode) throws IOException {
    if (!recursive) {
      Files.createDirectory(path, mode);
      return null;
    }
    Path missing = path;
    List<Path> chain = new ArrayList<>();
    while (missing != null && !Files.isDirectory(missing)) {
      if (Files.exists(missing, LinkOption.NOFOLLOW_LINKS)) {
        throw new Errno(chain.isEmpty() ? Errno.EEXIST : Errno.ENOTDIR);
      }
      chain.add(missing);
      missing = missing.getParent();
    }
    for (Path part : chain.reversed()) {
      try {
        Files.createDirectory(part, mode);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(part)) {
          throw e;
        }
      }
    }
    return chain.isEmpty() ? null : chain.getLast().toString();
  }

  static Path makeTemporary(Path parent, String prefix, FileAttribute<?>[] mode) throws IOException {
    while (true) {
      StringBuilder name = new StringBuilder(prefix);
      for (int i = 0; i < 6; i++) {
        name.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
      }
      Path path = parent.resolve(name.toString());
      try {
        return Files.createDirectory(path, mode);
      } catch (FileAlreadyExistsException e) {
        // six letters were not enough; the next six will be
      }
    }
  }

  static void removeTree(Path root) throws IOException {
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        if (failure != null) {
          throw failure;
        }
        Files.deleteIfExists(directory);
        return FileVisitResult.CONTINUE;
      }
    });
  }

  static double[] space(Path path) throws IOException {
    FileStore store = Files.getFileStore(path);
    double block = store.getBlockSize();
    return new double[] {
      0, block, store.getTotalSpace() / block, store.getUnallocatedSpace() / block, store.getUsableSpace() / block, 0, 0
    };
  }
}
