package io.cortado.it.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes what was received as reviewable text, with the declared volatile parts masked; pure. */
final class Transcript {
  private static final int INLINE_LIMIT = 3_000;
  private static final Pattern DATE = Pattern.compile(
      "Date: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
  private static final Pattern FRAMES = Pattern.compile("(<br>|\\n|\\\\n)(\\s|&nbsp;)*at [^<\\n\"]*?(?=<|\\n|\\\\n|\"|$)");

  private static final Pattern EXPIRES =
      Pattern.compile("(?i)Expires=(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} 20\\d\\d \\d\\d:\\d\\d:\\d\\d GMT");

  private final Set<String> vary;
  private final String directory;
  private final Masks masks;

  Transcript(CorpusCase c, Path directory) {
    this(c, directory, new Masks(Map.of()));
  }

  Transcript(CorpusCase c, Path directory, Masks masks) {
    this.vary = c.vary();
    this.directory = directory.toString();
    this.masks = masks;
  }

  String render(List<Conversation> conversations) {
    var out = new StringBuilder();
    for (Conversation conversation : conversations) {
      for (HttpMessage message : conversation.messages()) {
        message(out, message);
      }
      out.append("= ").append(conversation.end()).append('\n');
    }
    return out.toString();
  }

  private void message(StringBuilder out, HttpMessage message) {
    String body = bodyText(message.body());
    Masks.Masked kept = masks.apply(vary, body);
    String masked = mask(kept.text());
    boolean varies = !masked.equals(body) || vary.contains("body");
    boolean lengthVaries = varies && (!kept.sameLength() || !masked.equals(kept.text()) || vary.contains("body"));
    for (String line : message.head()) {
      out.append(escape(maskHead(line, varies, lengthVaries), false)).append('\n');
    }
    if (vary.contains("body")) {
      out.append("|<body>\n");
    } else if (message.body().length > INLINE_LIMIT) {
      byte[] bytes = varies ? masked.getBytes(StandardCharsets.UTF_8) : message.body();
      out.append("|<").append(bytes.length).append(" bytes, sha-256 ").append(sha(bytes)).append(">\n");
    } else if (message.body().length > 0) {
      for (String line : masked.split("\n", -1)) {
        out.append('|').append(line).append('\n');
      }
    }
    for (String trailer : message.trailers()) {
      out.append("trailer ").append(escape(trailer, false)).append('\n');
    }
    if (!message.defect().isEmpty()) {
      out.append("! ").append(message.defect()).append('\n');
    }
  }

  private String maskHead(String line, boolean bodyVaries, boolean lengthVaries) {
    if (DATE.matcher(line).matches() || vary.contains("date") && line.startsWith("Date:")) {
      return "Date: <date>";
    }
    int colon = line.indexOf(':');
    if (colon > 0) {
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      if (vary.contains(name) || lengthVaries && name.equals("content-length") || bodyVaries && name.equals("etag")) {
        return line.substring(0, colon) + ": <" + name + ">";
      }
    }
    String text = vary.contains("expires") ? EXPIRES.matcher(line).replaceAll("expires=<date>") : line;
    return masks.apply(vary, text.replace(directory, "<dir>")).text();
  }

  private String mask(String body) {
    String masked = body.replace(directory, "<dir>");
    return vary.contains("stack") ? FRAMES.matcher(masked).replaceAll("") : masked;
  }

  private static String bodyText(byte[] body) {
    try {
      return escape(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString(), true);
    } catch (CharacterCodingException e) {
      return escape(new String(body, StandardCharsets.ISO_8859_1), false);
    }
  }

  private static String escape(String text, boolean keepWide) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        out.append("\\r");
      } else if (c == '\\') {
        out.append("\\\\");
      } else if (c == '\n' || c >= 0x20 && c < 0x7f || keepWide && c > 0x9f && c != 0xfeff && c != 0x2028 && c != 0x2029) {
        out.append(c);
      } else {
        out.append(c > 0xff ? "\\u%04x".formatted((int) c) : "\\x%02x".formatted((int) c));
      }
    }
    return out.toString();
  }

  private static String sha(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
