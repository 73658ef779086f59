package io.cortado.module;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * The file system the engine sees when it imports ES modules: resolution is Node's, CommonJS and core modules appear as
 * small modules that export what require gives. Read-only. Runs on the loop.
 */
public final class ModuleFileSystem implements FileSystem {
  private @Nullable EsmBridge bridge;

  /** Connects the bridge; before the first import. */
  public void bridge(EsmBridge esm) {
    this.bridge = esm;
  }

  private ModulePath resolved(Path path) {
    ModulePath module = path instanceof ModulePath known ? known : new ModulePath(null, path.toString());
    return Objects.requireNonNull(bridge, "imports before the loader is ready").resolve(module);
  }

  @Override
  public Path parsePath(URI uri) {
    return new ModulePath(null, uri.toString());
  }

  @Override
  public Path parsePath(String path) {
    return new ModulePath(null, path);
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) {
    if (modes.contains(AccessMode.WRITE)) {
      throw new SecurityException("modules are read-only");
    }
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
    String text = Objects.requireNonNull(bridge, "imports before the loader is ready").text(resolved(path));
    return new TextChannel(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return path;
  }

  /** Of a module's own path that path; of what a module asks for the place where it is. */
  @Override
  public Path toRealPath(Path path, LinkOption... options) {
    ModulePath module = (ModulePath) path;
    // A URL is asked for without its importer first, and with it after that.
    return module.importer() == null && FileUrl.isFile(module.name()) && !Files.exists(FileUrl.parse(module.name()).file())
        ? module
        : resolved(path);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
    return Map.of("isRegularFile", true, "isDirectory", false, "size", 0L);
  }

  @Override
  public String getMimeType(Path path) {
    return "application/javascript+module";
  }

  @Override
  public void createDirectory(Path dir, FileAttribute<?>... attributes) {
    throw new SecurityException("modules are read-only");
  }

  @Override
  public void delete(Path path) {
    throw new SecurityException("modules are read-only");
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(Path dir, DirectoryStream.Filter<? super Path> filter) {
    throw new UnsupportedOperationException("modules are no folders");
  }

  /** A text as the channel that the engine reads sources from. */
  private static final class TextChannel implements SeekableByteChannel {
    private final byte[] bytes;
    private ReadableByteChannel channel;
    private long position;
    private boolean open = true;

    TextChannel(byte[] bytes) {
      this.bytes = bytes;
      this.channel = Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(java.nio.ByteBuffer target) throws IOException {
      int count = channel.read(target);
      position += Math.max(count, 0);
      return count;
    }

    @Override
    public int write(java.nio.ByteBuffer source) {
      throw new java.nio.channels.NonWritableChannelException();
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) {
      position = wanted;
      int from = (int) Math.min(wanted, bytes.length);
      channel = Channels.newChannel(new ByteArrayInputStream(bytes, from, bytes.length - from));
      return this;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new java.nio.channels.NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
