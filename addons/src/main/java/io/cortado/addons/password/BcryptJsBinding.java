package io.cortado.addons.password;

import io.cortado.spi.ModuleContext;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Value;

/**
 * What the scripts of {@code bcryptjs} call: the digest of a password, 23 bytes as Latin-1 characters. Runs on the
 * loop.
 */
public final class BcryptJsBinding {
  private final ModuleContext context;

  /** One for each script that asks for it. */
  public BcryptJsBinding(ModuleContext context) {
    this.context = context;
  }

  /** The digest for 4 to 31 rounds and a salt of 16 bytes as Latin-1 characters. */
  public String digest(String password, int rounds, String salt) {
    context.assertOnLoop();
    return compute(password, rounds, salt);
  }

  /** The same, off the loop. */
  public void digestLater(String password, int rounds, String salt, Value callback) {
    context.assertOnLoop();
    context.settle(HashThreads.compute(context, () -> compute(password, rounds, salt)), callback);
  }

  private static String compute(String password, int rounds, String salt) {
    byte[] digest =
        Blowfish.hash(rounds, salt.getBytes(StandardCharsets.ISO_8859_1), Passwords.keeping(password));
    return new String(digest, 0, 23, StandardCharsets.ISO_8859_1);
  }
}
