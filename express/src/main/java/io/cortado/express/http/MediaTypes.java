package io.cortado.express.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Media types by file extension, and the charsets that types imply. The tables are read when first needed. */
public final class MediaTypes {
  /** Whose idea of a file's type it is: that of mime-types 3, of mime-types 2, or of mime 1. */
  public enum Source {
    EXPRESS_5("base"), EXPRESS_4("base", "legacy"), EXPRESS_4_FILES("base", "mime1");

    private final Set<String> sections;

    Source(String... sections) {
      this.sections = Set.of(sections);
    }
  }

  /** What small apps never ask beyond. All sources that ask for these agree. */
  private static final Map<String, String> EVERYDAY =
      Map.ofEntries(
          Map.entry("html", "text/html"), Map.entry("txt", "text/plain"), Map.entry("json", "application/json"),
          Map.entry("bin", "application/octet-stream"), Map.entry("css", "text/css"), Map.entry("js", "text/javascript"),
          Map.entry("xml", "application/xml"), Map.entry("png", "image/png"), Map.entry("jpg", "image/jpeg"),
          Map.entry("svg", "image/svg+xml"), Map.entry("ico", "image/vnd.microsoft.icon"));

  private static final String TABLES = "media-types.txt";

  private static final Set<String> UTF_8 =
      Set.of(
          ("3gpdash-qoe-report+xml beep+xml cda+xml elm+json emergencycalldata.cap+xml fhir+json fhir+xml hl7v2+xml "
              + "im-iscomposing+xml javascript json manifest+json msc-ivr+xml msc-mixer+xml pidf+xml pidf-diff+xml "
              + "poc-settings+xml vnd.omads-email+xml vnd.omads-file+xml vnd.omads-folder+xml vnd.syncml+xml "
              + "vnd.syncml.dm+wbxml vnd.syncml.dm+xml vnd.syncml.dmddf+xml vnd.syncml.dmtnds+xml vnd.wap.wbxml").split(" "));
  private static final Set<String> LEGACY_UTF_8 = Set.of("vnd.hl7cda+xml", "vnd.hl7v2+xml");
  private static final Map<String, String> ODD_CHARSETS =
      Map.of("news-checkgroups", "us-ascii", "news-groupinfo", "us-ascii", "prs.cyn", "7-bit");

  private final Map<Source, Map<String, String>> tables = new HashMap<>();

  /** The media type of an extension in lower case, or null. */
  public @Nullable String ofExtension(String extension, Source source) {
    String everyday = source == Source.EXPRESS_5 ? EVERYDAY.get(extension) : null;
    return everyday != null ? everyday : table(source).get(extension);
  }

  /** Media types by extension, in the order of the tables. */
  public Map<String, String> table(Source source) {
    return tables.computeIfAbsent(source, MediaTypes::read);
  }

  /** Each line is a section's name, or a media type and its extensions; a hyphen takes extensions away. */
  private static Map<String, String> read(Source source) {
    Map<String, String> types = new LinkedHashMap<>();
    try (InputStream in = Objects.requireNonNull(MediaTypes.class.getResourceAsStream(TABLES))) {
      boolean wanted = false;
      for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
        String[] words = line.split(" ");
        if (words.length == 1) {
          wanted = source.sections.contains(words[0]);
        }
        for (int i = 1; wanted && i < words.length; i++) {
          if (words[0].equals("-")) {
            types.remove(words[i]);
          } else {
            types.put(words[i], words[0]);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return types;
  }

  /** The type with the charset that it implies, unless it names one. */
  public static String withCharset(String type, Source source) {
    if (type.contains("charset")) {
      return type;
    }
    String charset = charset(essence(type).toLowerCase(Locale.ROOT), source);
    return charset == null ? type : type + "; charset=" + charset;
  }

  /** What stands before the first blank or semicolon. */
  private static String essence(String type) {
    String text = Characters.trim(type);
    int end = 0;
    while (end < text.length() && text.charAt(end) != ';' && !Characters.isBlank(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static @Nullable String charset(String type, Source source) {
    if (type.startsWith("text/")) {
      return "utf-8";
    }
    if (!type.startsWith("application/")) {
      return null;
    }
    String subtype = type.substring("application/".length());
    if (UTF_8.contains(subtype) || source == Source.EXPRESS_4 && LEGACY_UTF_8.contains(subtype)) {
      return "utf-8";
    }
    boolean odd = source == Source.EXPRESS_5 && subtype.equals("vnd.fdsn.stationxml+xml");
    return odd ? "xml-based" : ODD_CHARSETS.get(subtype);
  }
}
