package io.cortado.node.fs;

import io.cortado.node.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/**
 * What {@code stat} answers, as numbers in a fixed order: dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks,
 * then seconds and nanoseconds of atime, mtime, ctime and birthtime. Called from any thread.
 */
final class FileStatus {
  static final int DIRECTORY = 0x4000;
  static final int REGULAR = 0x8000;
  private static final int LINK = 0xA000;
  private static final int BLOCK = 4096;
  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};
  private static final boolean UNIX =
      Path.of("").getFileSystem().supportedFileAttributeViews().contains("unix");
  private static final String NAMES =
      "unix:dev,mode,nlink,uid,gid,rdev,ino,size,lastAccessTime,lastModifiedTime,ctime,creationTime";

  private FileStatus() {}

  static double[] of(Path path, boolean follow) throws IOException {
    LinkOption[] options = follow ? FOLLOW : NO_FOLLOW;
    try {
      return UNIX ? unix(Files.readAttributes(path, NAMES, options)) : basic(path, options);
    } catch (NoSuchFileException e) {
      // Java does not tell a missing file from one below something that is not a directory.
      throw isBelowFile(path) ? new Errno(Errno.ENOTDIR) : e;
    }
  }

  private static boolean isBelowFile(Path path) {
    Path ancestor = path.getParent();
    while (ancestor != null && Files.notExists(ancestor)) {
      ancestor = ancestor.getParent();
    }
    return ancestor != null && !Files.isDirectory(ancestor);
  }

  private static double[] unix(Map<String, Object> values) {
    double size = number(values, "size");
    double[] status = new double[18];
    status[0] = number(values, "dev");
    status[1] = number(values, "mode");
    status[2] = number(values, "nlink");
    status[3] = number(values, "uid");
    status[4] = number(values, "gid");
    status[5] = number(values, "rdev");
    status[6] = BLOCK;
    status[7] = number(values, "ino");
    status[8] = size;
    status[9] = blocks(size);
    time(status, 10, values.get("lastAccessTime"));
    time(status, 12, values.get("lastModifiedTime"));
    time(status, 14, values.get("ctime"));
    time(status, 16, values.get("creationTime"));
    return status;
  }

  private static double[] basic(Path path, LinkOption[] options) throws IOException {
    BasicFileAttributes values = Files.readAttributes(path, BasicFileAttributes.class, options);
    int type = values.isDirectory() ? DIRECTORY : values.isSymbolicLink() ? LINK : REGULAR;
    double[] status = new double[18];
    status[1] = type | (Files.isWritable(path) ? 0666 : 0444) | (values.isDirectory() ? 0111 : 0);
    status[2] = 1;
    status[6] = BLOCK;
    status[8] = values.size();
    status[9] = blocks(values.size());
    time(status, 10, values.lastAccessTime());
    time(status, 12, values.lastModifiedTime());
    time(status, 14, values.lastModifiedTime());
    time(status, 16, values.creationTime());
    return status;
  }

  /** A regular file that has lost its name but is still open. */
  static double[] unnamed(long size) {
    double[] status = new double[18];
    status[1] = REGULAR | 0644;
    status[6] = BLOCK;
    status[8] = size;
    status[9] = blocks(size);
    return status;
  }

  static boolean isDirectory(double[] status) {
    return ((int) status[1] & 0xF000) == DIRECTORY;
  }

  private static double blocks(double size) {
    return Math.ceil(size / BLOCK) * (BLOCK / 512);
  }

  private static double number(Map<String, Object> values, String name) {
    return values.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  private static void time(double[] status, int at, @org.jspecify.annotations.Nullable Object time) {
    if (time instanceof FileTime fileTime) {
      Instant instant = fileTime.toInstant();
      status[at] = instant.getEpochSecond();
      status[at + 1] = instant.getNano();
    }
  }
}
