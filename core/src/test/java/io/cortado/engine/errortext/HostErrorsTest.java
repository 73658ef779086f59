package io.cortado.engine.errortext;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import org.junit.jupiter.api.Test;

/** What fails in Java below JavaScript is caught where an error of JavaScript would be. */
class HostErrorsTest {
  /** For the apps. */
  public static final class Failing {
    public static int fail(String how) {
      return switch (how) {
        case "link" -> throw new NoClassDefFoundError("com/example/Gone");
        case "assertion" -> throw new AssertionError("asserted");
        default -> fail(how) + 1;
      };
    }
  }

  @Test
  void anErrorOfAHostMethodReachesTheCatchTheRejectionAndTheUncaughtException() throws Exception {
    String script =
        """
        const Failing = Java.type('%s');
        const seen = [];
        const text = (error) => String(error).slice(0, 60);
        for (const name of ['link', 'assertion', 'overflow']) {
          try { Failing.fail(name); } catch (error) { seen.push('caught ' + text(error)); }
        }
        process.on('uncaughtException', (error) => seen.push('uncaught ' + text(error)));
        process.on('unhandledRejection', (error) => seen.push('rejected ' + text(error)));
        process.nextTick(() => Failing.fail('link'));
        (async () => Failing.fail('assertion'))();
        setTimeout(() => {
          seen.push('lives');
          require('fs').writeFileSync(process.env.OUT, seen.join('\\n'));
        }, 20);
        """
            .formatted(Failing.class.getName());
    assertThat(TestApp.run(script))
        .isEqualTo(
            """
            caught java.lang.NoClassDefFoundError: com/example/Gone
            caught java.lang.AssertionError: asserted
            caught java.lang.StackOverflowError
            uncaught java.lang.NoClassDefFoundError: com/example/Gone
            rejected java.lang.AssertionError: asserted
            lives""");
  }
}
