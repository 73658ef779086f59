package io.cortado.views.pug;

import java.util.List;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What a compilation gives back to JavaScript: a function and its source, or a failure. Runs on the loop. */
public final class PugResult {
  private final String source;
  private final @Nullable Value function;
  private final List<String> dependencies;
  private final List<String> warnings;
  private final @Nullable PugFailure failure;

  PugResult(String source, @Nullable Value function, PugSources sources, @Nullable PugFailure failure) {
    this.source = source;
    this.function = function;
    dependencies = sources.dependencies();
    warnings = sources.warnings();
    this.failure = failure;
  }

  /** The source of the template's function; empty after a failure. */
  @HostAccess.Export
  public String source() {
    return source;
  }

  /** A function from the run-time helpers to the template's function; null where only the source was asked for. */
  @HostAccess.Export
  public @Nullable Value function() {
    return function;
  }

  /** The files read besides the template, one per line. */
  @HostAccess.Export
  public String dependencies() {
    return String.join("\n", dependencies);
  }

  /** What should be said on the console; a NUL stands between two sentences. */
  @HostAccess.Export
  public String warnings() {
    return String.join("\0", warnings);
  }

  /** Whether the compilation failed. */
  @HostAccess.Export
  public boolean failed() {
    return failure != null;
  }

  /** The failure's code. */
  @HostAccess.Export
  public @Nullable String code() {
    return failure == null ? null : failure.code();
  }

  /** The failure's sentence, without place and excerpt. */
  @HostAccess.Export
  public @Nullable String message() {
    return failure == null ? null : failure.getMessage();
  }

  /** The file the failure is in, or null for a bare string. */
  @HostAccess.Export
  public @Nullable String file() {
    return failure == null ? null : failure.file();
  }

  /** The text of the template the failure is in, of which an excerpt is shown, or null. */
  @HostAccess.Export
  public @Nullable String excerpt() {
    return failure == null ? null : failure.source();
  }

  /** The failure's line, from 1; 0 where no place in a template is to blame. */
  @HostAccess.Export
  public int line() {
    return failure == null ? 0 : failure.line();
  }

  /** The failure's column, from 1; 0 when unknown. */
  @HostAccess.Export
  public int column() {
    return failure == null ? 0 : failure.column();
  }
}
