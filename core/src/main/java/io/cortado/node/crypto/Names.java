package io.cortado.node.crypto;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Distinguished names as OpenSSL writes them. Called from any thread. */
final class Names {
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("2.5.4.3", "CN"),
          Map.entry("2.5.4.4", "SN"),
          Map.entry("2.5.4.5", "serialNumber"),
          Map.entry("2.5.4.6", "C"),
          Map.entry("2.5.4.7", "L"),
          Map.entry("2.5.4.8", "ST"),
          Map.entry("2.5.4.9", "street"),
          Map.entry("2.5.4.10", "O"),
          Map.entry("2.5.4.11", "OU"),
          Map.entry("2.5.4.12", "title"),
          Map.entry("2.5.4.13", "description"),
          Map.entry("2.5.4.15", "businessCategory"),
          Map.entry("2.5.4.17", "postalCode"),
          Map.entry("2.5.4.20", "telephoneNumber"),
          Map.entry("2.5.4.41", "name"),
          Map.entry("2.5.4.42", "GN"),
          Map.entry("2.5.4.43", "initials"),
          Map.entry("2.5.4.44", "generationQualifier"),
          Map.entry("2.5.4.46", "dnQualifier"),
          Map.entry("2.5.4.65", "pseudonym"),
          Map.entry("2.5.4.97", "organizationIdentifier"),
          Map.entry("1.2.840.113549.1.9.1", "emailAddress"),
          Map.entry("1.2.840.113549.1.9.2", "unstructuredName"),
          Map.entry("1.2.840.113549.1.9.8", "unstructuredAddress"),
          Map.entry("0.9.2342.19200300.100.1.1", "UID"),
          Map.entry("0.9.2342.19200300.100.1.25", "DC"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"));

  private static final int UTF8_STRING = 0x0c;
  private static final int UNIVERSAL_STRING = 0x1c;
  private static final int BMP_STRING = 0x1e;

  private Names() {}

  /** One part of a name; {@code joined} says that it belongs to the same set as the one before. */
  record Part(String key, String value, boolean joined) {}

  /** Those of a Name, first to last. */
  static List<Part> parts(Der name) {
    List<Part> parts = new ArrayList<>();
    for (Der set : name.elementsOrNone()) {
      boolean joined = false;
      for (Der pair : set.elements()) {
        String id = pair.elements().get(0).objectId();
        parts.add(new Part(SHORT.getOrDefault(id, id), text(pair.elements().get(1)), joined));
        joined = true;
      }
    }
    return parts;
  }

  /** A line for each part. */
  static String lines(Der name) {
    return written(parts(name), "\n", " + ");
  }

  /** The last first, in one line (RFC 2253). */
  static String reversed(Der name) {
    List<Part> parts = new ArrayList<>();
    List<Part> set = new ArrayList<>();
    for (Part part : parts(name)) {
      if (!part.joined) {
        parts.addAll(0, set);
        set.clear();
      }
      set.add(part);
    }
    parts.addAll(0, set);
    return written(Collections.unmodifiableList(parts), ",", "+");
  }

  private static String written(List<Part> parts, String separator, String joint) {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      out.append(out.isEmpty() ? "" : part.joined ? joint : separator);
      out.append(part.key).append('=').append(escaped(part.value));
    }
    return out.toString();
  }

  private static String escaped(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean edge = c == ' ' && (i == 0 || i == value.length() - 1) || c == '#' && i == 0;
      if (edge || ",+\"\\<>;".indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 127) {
        out.append('\\').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** The text of a string of any of the kinds that names have. */
  static String text(Der string) {
    Charset charset = switch (string.tag()) {
      case UTF8_STRING -> StandardCharsets.UTF_8;
      case BMP_STRING -> StandardCharsets.UTF_16BE;
      case UNIVERSAL_STRING -> Charset.forName("UTF-32BE");
      default -> StandardCharsets.ISO_8859_1;
    };
    return new String(string.value(), charset);
  }
}
