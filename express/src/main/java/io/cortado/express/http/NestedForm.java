package io.cortado.express.http;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Nested query strings and forms ({@code a[b][]=1}), as the releases of qs read them. One thread at a time. */
public final class NestedForm {
  private static final Map<String, Boolean> SENTINELS =
      Map.of("utf8=%E2%9C%93", false, "utf8=%26%2310003%3B", true);

  private static final Pattern LATIN1 = Pattern.compile("%([0-9a-fA-F]{2})");
  private static final Pattern ENTITY = Pattern.compile("&#(\\d+);");
  private static final Pattern BALANCED = Pattern.compile("\\[[^\\[\\]]*\\]");

  private static final long LAST_INDEX = 0xffffffffL;

  /**
   * How to read.
   *
   * @param depth how many brackets of a key count
   * @param strictDepth whether more of them are an error
   * @param latin1 whether escapes are of ISO-8859-1
   * @param entities whether numeric entities are read then
   * @param sentinel whether a field {@code utf8} tells the encoding
   * @param countHoles whether a sparse list is as long as its last index tells
   * @param plainAsKeys before 6.15: a plain value becomes a key of the object that has its name, and parts hold no bracket
   * @param rawBrackets before 6.12: what is written {@code %5B} ends no key
   * @param before66 a bad escape keeps its pluses, and a plain value joins an object in its place
   * @param before614 lists are never too long, and the limit itself is an index
   */
  public record Options(
      double arrayLimit,
      double depth,
      double parameterLimit,
      boolean strictDepth,
      boolean latin1,
      boolean entities,
      boolean sentinel,
      boolean countHoles,
      boolean plainAsKeys,
      boolean rawBrackets,
      boolean before66,
      boolean before614) {

    /** Numbers, and the names of all that is true. */
    public static Options of(double arrayLimit, double depth, double parameterLimit, Set<String> flags) {
      return new Options(
          arrayLimit,
          depth,
          parameterLimit,
          flags.contains("strictDepth"),
          flags.contains("latin1"),
          flags.contains("interpretNumericEntities"),
          flags.contains("charsetSentinel"),
          flags.contains("countHoles"),
          flags.contains("plainAsKeys"),
          flags.contains("rawBrackets"),
          flags.contains("before66"),
          flags.contains("before614"));
    }
  }

  private final Options options;
  private final FormTree tree;

  private NestedForm(Options options) {
    this.options = options;
    this.tree = new FormTree(options);
  }

  /** JSON of the objects and lists that a text means; null where a key is deeper than it may be. */
  public static @Nullable String read(String text, Options options) {
    return new NestedForm(options).read(text);
  }

  private @Nullable String read(String text) {
    Object result = new FormTree.Fields();
    for (Map.Entry<String, Object> pair : inOrder(pairs(text)).entrySet()) {
      if (!pair.getKey().isEmpty()) {
        List<String> segments = segments(pair.getKey());
        if (segments == null) {
          return null;
        }
        result = tree.merge(result, tree.nest(segments, pair.getValue()));
      }
    }
    return FormTree.json((FormTree.Fields) result);
  }

  /** As keys of an object are, numbers first. */
  private static Map<String, Object> inOrder(Map<String, Object> pairs) {
    Map<Long, Object> numbers = new TreeMap<>();
    pairs.forEach(
        (key, value) -> {
          long index = FormTree.index(key);
          if (index >= 0 && index < LAST_INDEX) {
            numbers.put(index, value);
          }
        });
    if (numbers.isEmpty()) {
      return pairs;
    }
    Map<String, Object> ordered = new LinkedHashMap<>();
    numbers.forEach((index, value) -> ordered.put(Long.toString(index), value));
    ordered.putAll(pairs);
    return ordered;
  }

  /** The parts as a flat map of keys still in brackets. */
  private Map<String, Object> pairs(String text) {
    String spelled =
        options.rawBrackets()
            ? text
            : text.replace("%5B", "[").replace("%5b", "[").replace("%5D", "]").replace("%5d", "]");
    List<String> parts = parts(spelled);
    boolean latin1 = options.latin1();
    int sentinel = -1;
    for (int i = 0; options.sentinel() && sentinel < 0 && i < parts.size(); i++) {
      if (parts.get(i).startsWith("utf8=")) {
        sentinel = i;
        latin1 = SENTINELS.getOrDefault(parts.get(i), latin1);
      }
    }
    Map<String, Object> pairs = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      if (i != sentinel) {
        addPart(pairs, parts.get(i), latin1);
      }
    }
    return pairs;
  }

  private List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    double limit = options.parameterLimit();
    for (int from = 0; from <= text.length() && parts.size() < limit; ) {
      int end = text.indexOf('&', from);
      int to = end < 0 ? text.length() : end;
      parts.add(text.substring(from, to));
      from = to + 1;
    }
    return parts;
  }

  private void addPart(Map<String, Object> pairs, String part, boolean latin1) {
    int bracket = part.indexOf("]=");
    int equals = bracket < 0 ? part.indexOf('=') : bracket + 1;
    String key = decode(equals < 0 ? part : part.substring(0, equals), latin1);
    String value = equals < 0 ? "" : decode(part.substring(equals + 1), latin1);
    if (latin1 && options.entities()) {
      value = ENTITY.matcher(value).replaceAll(NestedForm::entity);
    }
    Object there = pairs.get(key);
    FormTree.Plain plain = new FormTree.Plain(value);
    pairs.put(key, there == null ? plain : tree.combine(there, plain));
  }

  private static String entity(MatchResult found) {
    BigInteger code = new BigInteger(found.group(1));
    boolean astral = code.bitLength() > 16 && code.compareTo(BigInteger.valueOf(Character.MAX_CODE_POINT)) <= 0;
    String text = astral ? Character.toString(code.intValue()) : String.valueOf((char) code.intValue());
    return Matcher.quoteReplacement(text);
  }

  private String decode(String text, boolean latin1) {
    String spaced = text.replace('+', ' ');
    if (spaced.indexOf('%') < 0) {
      return spaced;
    }
    if (latin1) {
      return LATIN1.matcher(spaced).replaceAll(
          found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
    String decoded = unescape(spaced);
    return decoded != null ? decoded : options.before66() ? text : spaced;
  }

  /** What escapes in UTF-8 say, or null where one of them is malformed. */
  private static @Nullable String unescape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    byte[] run = new byte[text.length() / 3];
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) != '%') {
        out.append(text.charAt(i++));
        continue;
      }
      int count = 0;
      while (i < text.length() && text.charAt(i) == '%') {
        int high = i + 2 < text.length() ? hex(text.charAt(i + 1)) : -1;
        int low = high < 0 ? -1 : hex(text.charAt(i + 2));
        if (low < 0) {
          return null;
        }
        run[count++] = (byte) (high << 4 | low);
        i += 3;
      }
      try {
        out.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(run, 0, count)));
      } catch (CharacterCodingException e) {
        return null;
      }
    }
    return out.toString();
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /** The parts of a key: {@code a[b][]} is a, [b], []; what is deeper than allowed stays in one, or, strictly, null. */
  private @Nullable List<String> segments(String key) {
    if (options.depth() <= 0) {
      return List.of(key);
    }
    return options.plainAsKeys() ? balancedSegments(key) : nestedSegments(key);
  }

  private @Nullable List<String> balancedSegments(String key) {
    List<MatchResult> found = BALANCED.matcher(key).results().toList();
    if (found.isEmpty()) {
      return List.of(key);
    }
    List<String> segments = new ArrayList<>();
    if (found.getFirst().start() > 0) {
      segments.add(key.substring(0, found.getFirst().start()));
    }
    for (MatchResult each : found) {
      if (segments.size() - (found.getFirst().start() > 0 ? 1 : 0) >= options.depth()) {
        segments.add("[" + key.substring(each.start()) + "]");
        return options.strictDepth() ? null : segments;
      }
      segments.add(each.group());
    }
    return segments;
  }

  private @Nullable List<String> nestedSegments(String key) {
    List<String> segments = new ArrayList<>();
    int open = key.indexOf('[');
    String parent = open < 0 ? key : key.substring(0, open);
    if (!parent.isEmpty()) {
      segments.add(parent);
    }
    for (int depth = 0; open >= 0 && depth < options.depth(); depth++) {
      int close = closing(key, open);
      if (close < 0) {
        segments.add("[" + key.substring(open) + "]");
        return segments;
      }
      segments.add(key.substring(open, close + 1));
      open = key.indexOf('[', close + 1);
    }
    if (open >= 0) {
      segments.add("[" + key.substring(open) + "]");
      return options.strictDepth() ? null : segments;
    }
    return segments;
  }

  /** Where the bracket that opens there is closed; -1 where it is not. */
  private static int closing(String key, int open) {
    int level = 0;
    for (int i = open; i < key.length(); i++) {
      level += key.charAt(i) == '[' ? 1 : key.charAt(i) == ']' ? -1 : 0;
      if (level == 0) {
        return i;
      }
    }
    return -1;
  }
}
