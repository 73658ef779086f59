package io.cortado;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a program that runs an app takes what the app would write, and what happens in its tests. Any thread. */
interface Listening {
  /** What the app writes to its standard output (1) or its errors (2). */
  void writes(int descriptor, String text);

  /** Takes each event of {@code node:test}, in JSON. */
  @Nullable Consumer<String> testEvents();
}
