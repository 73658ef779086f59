package io.cortado.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes inputs of others, the same ones for the same seed. One thread. */
final class Mutator {
  private static final int LONGEST = 1 << 16;
  private static final int MOST_CHANGES = 6;
  private static final int LONGEST_PIECE = 24;
  private static final int MOST_REPEATS = 4_000;
  private static final byte[] EDGES = {0, 1, 4, 5, 127, -128, -1, ' ', '\n', '\r', '\t', '"', '%', '[', ']', '=', '&', ';', ':', '/'};

  private final Random random;
  private final List<byte[]> seeds;
  private final List<byte[]> words;

  Mutator(long seed, List<byte[]> seeds, List<String> words) {
    this.random = new Random(seed);
    this.seeds = seeds;
    this.words = words.stream().map(word -> word.getBytes(StandardCharsets.ISO_8859_1)).toList();
  }

  byte[] next() {
    byte[] input = seeds.get(random.nextInt(seeds.size()));
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      input = changed(input);
    }
    return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
  }

  private byte[] changed(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int length = Math.min(input.length - at, random.nextInt(LONGEST_PIECE));
    byte[] piece = Arrays.copyOfRange(input, at, at + length);
    return switch (random.nextInt(8)) {
      case 0 -> replaced(input, at, length, new byte[0]);
      case 1 -> replaced(input, at, 0, words.get(random.nextInt(words.size())));
      case 2 -> replaced(input, at, length, words.get(random.nextInt(words.size())));
      case 3 -> replaced(input, at, Math.min(1, length), new byte[] {EDGES[random.nextInt(EDGES.length)]});
      case 4 -> replaced(input, at, Math.min(1, length), new byte[] {(byte) random.nextInt()});
      case 5 -> replaced(input, at, 0, repeated(piece));
      case 6 -> replaced(input, random.nextInt(input.length + 1), 0, piece);
      default -> joined(input, at);
    };
  }

  /** Mostly a few times; seldom so often that time which is no multiple of the length is seen. */
  private byte[] repeated(byte[] piece) {
    int times = random.nextInt(50) == 0 ? random.nextInt(MOST_REPEATS) : random.nextInt(8);
    byte[] out = new byte[piece.length * times];
    for (int i = 0; i < out.length; i++) {
      out[i] = piece[i % piece.length];
    }
    return out;
  }

  private byte[] joined(byte[] input, int at) {
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    int from = random.nextInt(other.length + 1);
    return replaced(input, at, input.length - at, Arrays.copyOfRange(other, from, other.length));
  }

  private static byte[] replaced(byte[] input, int at, int length, byte[] by) {
    byte[] out = new byte[input.length - length + by.length];
    System.arraycopy(input, 0, out, 0, at);
    System.arraycopy(by, 0, out, at, by.length);
    System.arraycopy(input, at + length, out, at + by.length, input.length - at - length);
    return out;
  }
}
