package io.cortado.it.corpus;

import org.junit.jupiter.api.Assumptions;

/** What a machine may lack: never skipped on CI, elsewhere skipped with the reason. */
final class Tools {
  private static final boolean CI = "true".equals(System.getenv("CI"));

  private Tools() {}

  static boolean onCi() {
    return CI;
  }

  static void needNpm(String purpose) {
    if (NpmPackages.available()) {
      return;
    }
    if (CI) {
      throw new IllegalStateException(purpose + " needs node and npm on the PATH");
    }
    skip(purpose + " needs node and npm on the PATH");
  }

  static void siblingsLeftOut() {
    if (CI) {
      throw new IllegalStateException("the siblings of Express need node and npm on the PATH");
    }
    System.out.println("skipped: the siblings of Express (apps sibling-*) need node and npm on the PATH");
  }

  static void skip(String reason) {
    System.out.println("skipped: " + reason);
    Assumptions.abort(reason);
  }
}
