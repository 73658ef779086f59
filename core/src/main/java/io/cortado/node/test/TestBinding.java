package io.cortado.node.test;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where {@code node:test} says what has happened. Runs on the loop. */
public final class TestBinding {
  private final @Nullable Consumer<String> collector;

  /** {@code collector} takes the events of a file among several, each as JSON. */
  public TestBinding(@Nullable Consumer<String> collector) {
    this.collector = collector;
  }

  /** Whether somebody else writes what happens here. */
  public boolean isCollected() {
    return collector != null;
  }

  /** Hands an event on. */
  public void collect(String event) {
    if (collector != null) {
      collector.accept(event);
    }
  }

  /** The reporter of a name, or null where there is none. */
  public @Nullable TestReporter reporter(String name, String folder) {
    return TestReporter.of(name, Path.of(folder));
  }
}
