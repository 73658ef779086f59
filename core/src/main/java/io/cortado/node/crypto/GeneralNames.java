package io.cortado.node.crypto;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of subjectAltName and authorityInfoAccess as Node writes them. Called from any thread. */
final class GeneralNames {
  /** Tags in DER, by the numbers of RFC 5280. */
  static final int OTHER = 0xa0;

  static final int EMAIL = 0x81;
  static final int DNS = 0x82;
  static final int DIRECTORY = 0xa4;
  static final int URI = 0x86;
  static final int IP = 0x87;
  static final int REGISTERED_ID = 0x88;
  private static final int X400 = 0xa3;
  private static final int EDI = 0xa5;
  private static final int UTF8_STRING = 0x0c;
  private static final int IA5_STRING = 0x16;
  static final String SMTP_MAILBOX = "1.3.6.1.5.5.7.8.9";

  private static final Map<String, String> OTHERS =
      Map.of(
          "1.3.6.1.4.1.311.20.2.3", "UPN",
          SMTP_MAILBOX, "SmtpUTF8Mailbox",
          "1.3.6.1.5.5.7.8.5", "XmppAddr",
          "1.3.6.1.5.5.7.8.7", "SRVName",
          "1.3.6.1.5.5.7.8.8", "NAIRealm");

  private static final Map<String, String> METHODS =
      Map.of("1.3.6.1.5.5.7.48.1", "OCSP", "1.3.6.1.5.5.7.48.2", "CA Issuers");

  private GeneralNames() {}

  static String alternatives(List<Der> names) {
    List<String> parts = new ArrayList<>();
    names.forEach(name -> parts.add(written(name)));
    return String.join(", ", parts);
  }

  static String access(List<Der> descriptions) {
    List<String> lines = new ArrayList<>();
    for (Der description : descriptions) {
      String method = description.elements().get(0).objectId();
      lines.add(METHODS.getOrDefault(method, method) + " - " + written(description.elements().get(1)));
    }
    return String.join("\n", lines);
  }

  private static String written(Der name) {
    return switch (name.tag()) {
      case EMAIL -> "email:" + safe(latin(name), false);
      case DNS -> "DNS:" + safe(latin(name), false);
      case URI -> "URI:" + safe(latin(name), false);
      case DIRECTORY -> "DirName:" + safe(Names.reversed(name.elements().get(0)), true);
      case IP -> "IP Address:" + address(name.value());
      case REGISTERED_ID -> "Registered ID:" + name.objectId();
      case OTHER -> "othername:" + other(name.elements());
      case X400 -> "X400Name:<unsupported>";
      case EDI -> "EdiPartyName:<unsupported>";
      default -> "";
    };
  }

  private static String latin(Der name) {
    return new String(name.value(), StandardCharsets.ISO_8859_1);
  }

  private static String other(List<Der> parts) {
    String kind = OTHERS.get(parts.get(0).objectId());
    Der value = parts.get(1).elements().get(0);
    int wanted = "SRVName".equals(kind) ? IA5_STRING : UTF8_STRING;
    if (kind == null || value.tag() != wanted) {
      return "<unsupported>";
    }
    return kind + ":" + safe(Names.text(value), wanted == UTF8_STRING);
  }

  private static String address(byte[] bytes) {
    List<String> parts = new ArrayList<>();
    if (bytes.length == 4) {
      for (byte each : bytes) {
        parts.add(Integer.toString(each & 255));
      }
      return String.join(".", parts);
    }
    if (bytes.length != 16) {
      return "<invalid length=" + bytes.length + ">";
    }
    for (int i = 0; i < 16; i += 2) {
      parts.add(Integer.toHexString((bytes[i] & 255) << 8 | bytes[i + 1] & 255).toUpperCase(Locale.ROOT));
    }
    return String.join(":", parts);
  }

  /** As it is, or in quotes where it could be taken for more than one name (CVE-2021-44532). */
  private static String safe(String text, boolean utf8) {
    boolean plain = text.chars().noneMatch(c -> c == '"' || c == '\\' || c == ',' || c == '\'' || hidden(c, utf8));
    if (plain) {
      return text;
    }
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || hidden(c, utf8)) {
        out.append("\\u").append(HexFormat.of().toHexDigits((short) c));
      } else {
        out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return out.append('"').toString();
  }

  private static boolean hidden(int c, boolean utf8) {
    return c < ' ' || c > '~' && !(utf8 && c > 127);
  }
}
