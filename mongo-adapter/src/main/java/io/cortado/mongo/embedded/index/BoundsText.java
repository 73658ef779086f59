package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The ranges of a plan as explain shows them: {@code "[1, 5)"}. Called from any thread. */
final class BoundsText {

  private static final String LEAST = "MinKey";
  private static final String GREATEST = "MaxKey";

  private BoundsText() {}

  static Document of(IndexSpec spec, List<List<Range>> fields) {
    Document bounds = new Document();
    int i = 0;
    for (String path : spec.paths()) {
      List<String> texts = new ArrayList<>();
      List<Range> ranges = i < fields.size() ? fields.get(i) : List.of(Range.ALL);
      for (Range range : spec.isDescending(i) ? ranges.reversed() : ranges) {
        texts.add(text(range, spec.isDescending(i)));
      }
      bounds.put(path, texts);
      i++;
    }
    return bounds;
  }

  private static String text(Range range, boolean descending) {
    if (range.point()) {
      String value = value(range.from());
      return "[" + value + ", " + value + "]";
    }
    byte[] to = range.to();
    String low = low(range.from());
    String high = to == null ? GREATEST + "]" : high(to);
    if (descending) {
      String end = low.substring(1) + (low.charAt(0) == '[' ? "]" : ")");
      String start = (high.endsWith("]") ? "[" : "(") + high.substring(0, high.length() - 1);
      return start + ", " + end;
    }
    return low + ", " + high;
  }

  private static String low(byte[] from) {
    if (from.length == 0) {
      return "[" + LEAST;
    }
    if (from.length == 1 || from[0] == KeyWriter.NUMBER && from.length == 9) {
      return switch (from[0]) {
        case KeyWriter.NUMBER -> "[-inf";
        case KeyWriter.STRING -> "[\"\"";
        case KeyWriter.DATE -> "[new Date(-9223372036854775808)";
        default -> "[" + LEAST;
      };
    }
    return isAfter(from) ? "(" + value(before(from)) : "[" + value(from);
  }

  private static String high(byte[] to) {
    if (to.length == 1) {
      return switch (to[0] - 1) {
        case KeyWriter.NUMBER -> "inf]";
        case KeyWriter.STRING -> "{})";
        case KeyWriter.DATE -> "new Date(9223372036854775807)]";
        default -> GREATEST + ")";
      };
    }
    return isAfter(to) ? value(before(to)) + "]" : value(to) + ")";
  }

  /** True for what comes right behind a value. */
  private static boolean isAfter(byte[] bytes) {
    byte last = bytes[bytes.length - 1];
    return bytes[0] == KeyWriter.NUMBER && last == (byte) 0x81 || bytes[0] == KeyWriter.STRING && last == 1;
  }

  private static byte[] before(byte[] bytes) {
    byte[] result = bytes.clone();
    result[result.length - 1]--;
    return result;
  }

  private static String value(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int type = buffer.get();
    return switch (type) {
      case KeyWriter.UNDEFINED -> "undefined";
      case KeyWriter.NULL -> "null";
      case KeyWriter.NUMBER -> number(buffer.getLong());
      case KeyWriter.STRING -> "\"" + string(bytes) + "\"";
      case KeyWriter.DATE -> "new Date(" + (buffer.getLong() ^ Long.MIN_VALUE) + ")";
      case KeyWriter.OBJECT_ID -> "ObjectId('" + java.util.HexFormat.of().formatHex(bytes, 1, bytes.length) + "')";
      case KeyWriter.BOOLEAN -> bytes[1] == 0 ? "false" : "true";
      default -> "{ ... }";
    };
  }

  private static String number(long bits) {
    double value = Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
  }

  private static String string(byte[] bytes) {
    int end = bytes.length;
    while (end > 1 && bytes[end - 1] == 0) {
      end--;
    }
    return new String(Arrays.copyOfRange(bytes, 1, end), StandardCharsets.UTF_8);
  }
}
