package io.cortado.addons.password;

import io.cortado.spi.ModuleContext;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the scripts of {@code argon2} call. Bytes are Latin-1 characters. An outcome that begins with {@code E} is the
 * original's word for what is wrong with the settings, one with {@code H} the hash. Runs on the loop.
 */
public final class Argon2Binding {
  private static final int SHORTEST_HASH = 4;
  private static final int SHORTEST_SALT = 8;
  private static final int BLOCKS_OF_A_LANE = 8;
  private final ModuleContext context;

  /** One for each script that asks for it. */
  public Argon2Binding(ModuleContext context) {
    this.context = context;
  }

  /** Memory in KiB, passes and lanes, the version 16 or 19, and 0 for Argon2d, 1 for Argon2i and 2 for Argon2id. */
  private record Cost(long memory, long passes, long lanes, int version, int type) {}

  /** Hashes off the loop. */
  public void hash(
      String password,
      String salt,
      String secret,
      String data,
      double length,
      double memory,
      double passes,
      double lanes,
      double version,
      double type,
      Value callback) {
    context.assertOnLoop();
    int number = (int) unsigned(version);
    Cost cost = new Cost(unsigned(memory), unsigned(passes), unsigned(lanes), number, (int) unsigned(type));
    long wanted = unsigned(length);
    context.settle(
        HashThreads.compute(context, () -> hashed(password, bytes(salt), bytes(secret), bytes(data), wanted, cost)),
        callback);
  }

  private static String hashed(String password, byte[] salt, byte[] secret, byte[] data, long length, Cost cost) {
    String fault = fault(salt, length, cost);
    if (fault != null) {
      return "E" + fault;
    }
    Argon2Parameters.Builder settings =
        new Argon2Parameters.Builder(cost.type)
            .withVersion(cost.version)
            .withMemoryAsKB((int) cost.memory)
            .withIterations((int) cost.passes)
            .withParallelism((int) cost.lanes)
            .withSalt(salt)
            .withSecret(secret)
            .withAdditional(data);
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(settings.build());
    byte[] hash = new byte[(int) length];
    generator.generateBytes(bytes(password), hash);
    return "H" + new String(hash, StandardCharsets.ISO_8859_1);
  }

  private static @Nullable String fault(byte[] salt, long length, Cost cost) {
    if (length < SHORTEST_HASH) {
      return length == 0 ? "Output pointer is NULL" : "Output is too short";
    }
    if (salt.length < SHORTEST_SALT) {
      return "Salt is too short";
    }
    if (cost.memory < BLOCKS_OF_A_LANE || cost.memory < BLOCKS_OF_A_LANE * cost.lanes) {
      return "Memory cost is too small";
    }
    if (cost.passes < 1) {
      return "Time cost is too small";
    }
    if (cost.lanes < 1) {
      return "Too few lanes";
    }
    if (cost.memory > Integer.MAX_VALUE || length > Integer.MAX_VALUE - 8) {
      return "Memory allocation error";
    }
    return cost.type > Argon2Parameters.ARGON2_id ? "There is no such version of Argon2" : null;
  }

  /** As C makes an unsigned number of 32 bits of a script's. */
  private static long unsigned(double number) {
    return Double.isFinite(number) ? (long) number & 0xffff_ffffL : 0;
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
