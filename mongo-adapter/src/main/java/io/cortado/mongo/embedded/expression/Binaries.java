package io.cortado.mongo.embedded.expression;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import io.cortado.mongo.embedded.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Conversions between texts and binary values by a format. */
final class Binaries {

  private static final int FAILURE = 241;

  private Binaries() {}

  static Object ofText(Object value, @Nullable Object format) {
    if (Types.name(value).equals("binData")) {
      return value;
    }
    if (!(value instanceof String text)) {
      throw Errors.of(
          FAILURE, "Unsupported conversion from " + Types.name(value) + " to binData in $convert with no onError value");
    }
    try {
      return switch (name(format, "string to binData")) {
        case "uuid" -> UUID.fromString(text);
        case "base64" -> new BinData(Base64.getDecoder().decode(text));
        case "base64url" -> new BinData(Base64.getUrlDecoder().decode(text));
        case "hex" -> new BinData(HexFormat.of().parseHex(text));
        case "utf8" -> new BinData(text.getBytes(StandardCharsets.UTF_8));
        default -> throw unknown(format);
      };
    } catch (IllegalArgumentException e) {
      throw Errors.of(FAILURE, "Input '" + text + "' is not valid " + format + " in $convert with no onError value");
    }
  }

  static Object toText(Object value, @Nullable Object format) {
    byte[] bytes = Values.bytes(value);
    return switch (name(format, "binData to string")) {
      case "auto" -> value instanceof UUID ? value.toString() : Base64.getEncoder().encodeToString(bytes);
      case "uuid" -> {
        if (!(value instanceof UUID)) {
          throw Errors.of(FAILURE, "Expected a UUID to convert with format uuid in $convert with no onError value");
        }
        yield value.toString();
      }
      case "base64" -> Base64.getEncoder().encodeToString(bytes);
      case "base64url" -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      case "hex" -> HexFormat.of().withUpperCase().formatHex(bytes);
      case "utf8" -> new String(bytes, StandardCharsets.UTF_8);
      default -> throw unknown(format);
    };
  }

  private static String name(@Nullable Object format, String conversion) {
    if (Types.isNullish(format)) {
      throw Errors.of(4341115, "Format must be specified when converting from " + conversion);
    }
    return Operands.text(format, 4341114, "$convert requires that 'format' be a string, found: ");
  }

  private static MongoServerError unknown(@Nullable Object format) {
    return Errors.of(4341125, "Invalid 'format' argument for $convert: " + format);
  }
}
