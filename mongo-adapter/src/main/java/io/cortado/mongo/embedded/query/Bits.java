package io.cortado.mongo.embedded.query;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Numbers;
import io.cortado.mongo.embedded.value.Values;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code $bitsAllSet} and its sisters, over numbers in two's complement and binary data. */
final class Bits {

  private Bits() {}

  static Test test(FieldPath path, String name, @Nullable Object operand) {
    int[] wanted = positions(path, name, operand).stream().toArray();
    boolean set = name.endsWith("Set");
    boolean all = name.startsWith("$bitsAll");
    return found -> {
      if (found instanceof Number number) {
        Long whole = Numbers.exactLong(number);
        return whole != null && holds(wanted, all, set, bit -> (whole >> Math.min(bit, 63) & 1) == 1);
      }
      if (isBinary(found) && found != null) {
        byte[] bytes = Values.bytes(found);
        return holds(wanted, all, set, bit -> bit / 8 < bytes.length && (bytes[bit / 8] >> (bit % 8) & 1) == 1);
      }
      return false;
    };
  }

  private static boolean isBinary(@Nullable Object value) {
    return value instanceof BinData || value instanceof UUID || value instanceof LegacyUUID;
  }

  private interface Bit {
    boolean isSet(int position);
  }

  private static boolean holds(int[] wanted, boolean all, boolean set, Bit bit) {
    for (int position : wanted) {
      if (bit.isSet(position) == set != all) {
        return !all;
      }
    }
    return all;
  }

  private static BitSet positions(FieldPath path, String name, @Nullable Object operand) {
    if (operand instanceof List<?> list) {
      BitSet result = new BitSet();
      for (Object entry : list) {
        Integer position = Numbers.exactInt(entry);
        if (!(entry instanceof Number)) {
          throw Errors.badValue("Failed to parse bit position. Expected a number in: " + entry);
        }
        if (position == null) {
          throw Errors.failedToParse("Failed to parse bit position. Expected an integer: " + entry);
        }
        if (position < 0) {
          throw Errors.badValue("Failed to parse bit position. Expected a non-negative number in: " + entry);
        }
        result.set(position);
      }
      return result;
    }
    if (operand instanceof Number number) {
      Long mask = Numbers.exactLong(number);
      if (mask == null) {
        throw Errors.failedToParse("Expected an integer: " + name + ": " + number);
      }
      if (mask < 0) {
        throw Errors.failedToParse("Expected a non-negative number in: " + name + ": " + number);
      }
      return BitSet.valueOf(new long[] {mask});
    }
    if (isBinary(operand) && operand != null) {
      return BitSet.valueOf(Values.bytes(operand));
    }
    throw Errors.badValue(path + " takes an Array, a number, or a BinData but received: " + name + ": " + operand);
  }
}
