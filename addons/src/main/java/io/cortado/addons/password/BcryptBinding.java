package io.cortado.addons.password;

import io.cortado.spi.ModuleContext;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the scripts of {@code bcrypt} call. A password is a string or, where {@code kind} says so, bytes as Latin-1
 * characters. An invalid salt is null in place of a hash: the error belongs to JavaScript. Runs on the loop.
 */
public final class BcryptBinding {
  private final ModuleContext context;
  private final SecureRandom random = new SecureRandom();

  /** One for each script that asks for it. */
  public BcryptBinding(ModuleContext context) {
    this.context = context;
  }

  /** A salt for a minor version, of at least 4 rounds and at most 31; {@code rounds} counts as a byte, as in C. */
  public String salt(String minor, int rounds) {
    context.assertOnLoop();
    return newSalt(minor, rounds);
  }

  /** The same, off the loop. */
  public void saltLater(String minor, int rounds, Value callback) {
    later(() -> newSalt(minor, rounds), callback);
  }

  private String newSalt(String minor, int rounds) {
    byte[] salt = new byte[Blowfish.SALT_LENGTH];
    random.nextBytes(salt);
    return new Settings(minor.charAt(0), Math.clamp(rounds & 0xff, 4, 31), salt).head();
  }

  /** The hash of a password, or null. */
  public @Nullable String hash(String password, String kind, String salt) {
    context.assertOnLoop();
    return hashed(password, kind, salt);
  }

  /** The same, off the loop. */
  public void hashLater(String password, String kind, String salt, Value callback) {
    later(() -> hashed(password, kind, salt), callback);
  }

  /** Whether a hash is that of a password. */
  public boolean compare(String password, String kind, String hash) {
    context.assertOnLoop();
    return matches(password, kind, hash);
  }

  /** The same, off the loop. */
  public void compareLater(String password, String kind, String hash, Value callback) {
    later(() -> matches(password, kind, hash), callback);
  }

  /** The rounds that a hash names, or 0 where it is no hash. */
  public long rounds(String hash) {
    context.assertOnLoop();
    return Settings.cost(hash);
  }

  private void later(Callable<?> work, Value callback) {
    context.assertOnLoop();
    context.settle(HashThreads.compute(context, work), callback);
  }

  private static @Nullable String hashed(String password, String kind, String salt) {
    Settings settings = Settings.parse(salt);
    return settings == null ? null : settings.hash(bytes(password, kind));
  }

  private static boolean matches(String password, String kind, String hash) {
    int nul = hash.indexOf('\0');
    return (nul < 0 ? hash : hash.substring(0, nul)).equals(hashed(password, kind, hash));
  }

  private static byte[] bytes(String password, String kind) {
    return switch (kind) {
      case "text" -> Passwords.replacing(password);
      case "text until NUL" -> Passwords.untilNul(Passwords.replacing(password));
      case "bytes" -> password.getBytes(StandardCharsets.ISO_8859_1);
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
