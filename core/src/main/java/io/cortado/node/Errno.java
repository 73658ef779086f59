package io.cortado.node;

import io.cortado.spi.ModuleContext;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Failures as libuv has them: a negative number in the place of the result, which the JavaScript side turns into an
 * error. So a missing file costs no JavaScript exception on either side of the border. Called from any thread.
 */
public final class Errno extends IOException {
  private static final long serialVersionUID = 1L;

  /** The numbers that are given by name. */
  public static final int EPERM = -1;
  public static final int ENOENT = -2;
  public static final int EIO = -5;
  public static final int EBADF = -9;
  public static final int EAGAIN = -11;
  public static final int ENOMEM = -12;
  public static final int EACCES = -13;
  public static final int EEXIST = -17;
  public static final int EXDEV = -18;
  public static final int ENOTDIR = -20;
  public static final int EISDIR = -21;
  public static final int EINVAL = -22;
  public static final int EPIPE = -32;
  public static final int ENOTEMPTY = -39;
  public static final int ELOOP = -40;
  public static final int ENOTSUP = -95;
  public static final int EADDRINUSE = -98;
  public static final int EADDRNOTAVAIL = -99;
  public static final int ECONNRESET = -104;
  public static final int ETIMEDOUT = -110;
  public static final int ECONNREFUSED = -111;
  public static final int ECANCELED = -125;

  /** What the C library says, by the number the message stands for. */
  private static final List<Map.Entry<String, Integer>> TEXTS =
      List.of(
          Map.entry("No such file or directory", ENOENT),
          Map.entry("Is a directory", EISDIR),
          Map.entry("Not a directory", ENOTDIR),
          Map.entry("Operation not permitted", EPERM),
          Map.entry("Permission denied", EACCES),
          Map.entry("File exists", EEXIST),
          Map.entry("Too many levels of symbolic links", ELOOP),
          Map.entry("Invalid cross-device link", EXDEV),
          Map.entry("File name too long", -36),
          Map.entry("Directory not empty", ENOTEMPTY),
          Map.entry("Device or resource busy", -16),
          Map.entry("Too many open files", -24),
          Map.entry("Text file busy", -26),
          Map.entry("File too large", -27),
          Map.entry("No space left on device", -28),
          Map.entry("Illegal seek", -29),
          Map.entry("Read-only file system", -30),
          Map.entry("Broken pipe", EPIPE),
          Map.entry("No such device or address", -6),
          Map.entry("Resource temporarily unavailable", EAGAIN),
          Map.entry("Invalid argument", EINVAL),
          Map.entry("Operation not supported", ENOTSUP),
          Map.entry("Bad file descriptor", EBADF),
          Map.entry("Connection refused", ECONNREFUSED),
          Map.entry("Connection reset", ECONNRESET),
          Map.entry("Connection timed out", ETIMEDOUT),
          Map.entry("Address already in use", EADDRINUSE),
          Map.entry("Cannot assign requested address", EADDRNOTAVAIL),
          Map.entry("Can't assign requested address", EADDRNOTAVAIL),
          Map.entry("Network is unreachable", -101),
          Map.entry("No route to host", -113),
          Map.entry("Host is unreachable", -113),
          Map.entry("Protocol family unavailable", -97),
          Map.entry("Address family not supported", -97),
          Map.entry("Protocol wrong type for socket", -91));

  private final int number;

  /** A failure whose number is known; negative. */
  public Errno(int number) {
    super("errno " + number, null);
    this.number = number;
  }

  /** The number for a failure, negative; what is not known is {@code EIO}. */
  public static int of(Throwable failure) {
    return switch (failure) {
      case Errno errno -> errno.number;
      case NoSuchFileException e -> missing(e.getFile());
      case AccessDeniedException e -> EACCES;
      case FileAlreadyExistsException e -> EEXIST;
      case DirectoryNotEmptyException e -> ENOTEMPTY;
      case NotDirectoryException e -> ENOTDIR;
      case NotLinkException e -> EINVAL;
      case FileSystemLoopException e -> ELOOP;
      case FileSystemException e -> ofText(e.getReason() == null ? e.getMessage() : e.getReason());
      case ClosedChannelException e -> EBADF;
      case NonReadableChannelException e -> EBADF;
      case NonWritableChannelException e -> EBADF;
      case InvalidPathException e -> ENOENT;
      case UnsupportedOperationException e -> ENOTSUP;
      case IllegalArgumentException e -> EINVAL;
      default -> ofText(failure.getMessage());
    };
  }

  /** A file in the place of a folder is another failure than nothing there; Java does not tell them apart. */
  public static int missing(@Nullable String file) {
    if (file != null) {
      for (Path folder = Path.of(file).getParent(); folder != null; folder = folder.getParent()) {
        if (Files.exists(folder)) {
          return Files.isDirectory(folder) ? ENOENT : ENOTDIR;
        }
      }
    }
    return ENOENT;
  }

  private static int ofText(@Nullable String text) {
    if (text != null) {
      for (Map.Entry<String, Integer> entry : TEXTS) {
        if (text.contains(entry.getKey())) {
          return entry.getValue();
        }
      }
    }
    return EIO;
  }

  /** The result of {@code work}, or the negative number of what went wrong. */
  public static @Nullable Object attempt(Callable<?> work) {
    try {
      return work.call();
    } catch (OutOfMemoryError e) {
      return ENOMEM;
    } catch (Exception e) {
      return of(e);
    }
  }

  /**
   * Runs {@code work} at once when there is no callback, else on a virtual thread with {@code callback(null, result)}
   * on the loop; failures are numbers either way.
   */
  public static @Nullable Object run(ModuleContext context, @Nullable Value callback, Callable<?> work) {
    if (callback == null || callback.isNull()) {
      return attempt(work);
    }
    CompletionStage<@Nullable Object> stage = context.blocking(() -> attempt(work));
    context.settle(stage, callback);
    return null;
  }

  /** {@link #run} for what Node does in several steps: immediates that are queued meanwhile come before its end. */
  public static @Nullable Object runLong(ModuleContext context, @Nullable Value callback, Callable<?> work) {
    if (callback == null || callback.isNull()) {
      return attempt(work);
    }
    CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
    context.blocking(() -> attempt(work)).whenComplete((value, failure) -> context.post(() -> {
      if (failure == null) {
        end.complete(value);
      } else {
        end.completeExceptionally(failure);
      }
    }));
    context.settle(end, callback);
    return null;
  }
}
