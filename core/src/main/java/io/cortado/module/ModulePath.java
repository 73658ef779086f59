package io.cortado.module;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/**
 * What the engine takes for the path of a module: its URL, or what an importer asked for together with that importer.
 * The engine only joins and prints paths; the file system below them does the rest. Immutable.
 *
 * @param importer the URL or the file that asks, or null
 * @param name what it asks for, or without an importer the module's URL or file
 */
record ModulePath(@Nullable String importer, String name) implements Path {
  @Override
  public Path resolveSibling(String other) {
    return new ModulePath(name, other);
  }

  @Override
  public Path resolve(String other) {
    return resolveSibling(other);
  }

  @Override
  public Path resolve(Path other) {
    return other;
  }

  @Override
  public Path getFileName() {
    return Path.of(name.substring(name.lastIndexOf('/') + 1));
  }

  @Override
  public URI toUri() {
    StringBuilder text = new StringBuilder();
    boolean fragment = false;
    for (char c : (name.startsWith("/") ? FileUrl.of(Path.of(name), "").toString() : name).toCharArray()) {
      boolean odd = c <= ' ' || "\"<>[]|^`{}\\".indexOf(c) >= 0 || fragment && c == '#';
      text.append(odd ? String.format("%%%02X", (int) c) : String.valueOf(c));
      fragment |= c == '#';
    }
    return URI.create(text.toString());
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public boolean isAbsolute() {
    return true;
  }

  @Override
  public Path normalize() {
    return this;
  }

  @Override
  public Path toAbsolutePath() {
    return this;
  }

  @Override
  public Path toRealPath(LinkOption... options) {
    return this;
  }

  @Override
  public FileSystem getFileSystem() {
    return FileSystems.getDefault();
  }

  @Override
  public @Nullable Path getRoot() {
    return null;
  }

  @Override
  public @Nullable Path getParent() {
    return null;
  }

  @Override
  public int getNameCount() {
    return 1;
  }

  @Override
  public Path getName(int index) {
    return this;
  }

  @Override
  public Path subpath(int beginIndex, int endIndex) {
    return this;
  }

  @Override
  public boolean startsWith(Path other) {
    return equals(other);
  }

  @Override
  public boolean endsWith(Path other) {
    return equals(other);
  }

  @Override
  public Path relativize(Path other) {
    return other;
  }

  @Override
  public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("modules are not watched");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(other.toString());
  }
}
