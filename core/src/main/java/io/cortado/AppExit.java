package io.cortado;

import java.io.Serial;

/** Unwinds the stack of an app that has called process.exit inside another program. */
final class AppExit extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  AppExit(int code) {
    super("the app has ended with code " + code, null, false, false);
  }
}
