package io.cortado.express.routing;

import io.cortado.express.routing.PathSyntax.BadPath;
import io.cortado.express.routing.PathSyntax.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a path of Express 5 means: a list of segments where it is made of plain and {@code :name} segments alone, otherwise a
 * regular expression, which JavaScript runs. Called from any thread.
 */
public final class PathPattern {
  /** What means something else in a regular expression. */
  private static final String SPECIAL = ".+*?^${}()[]|/\\";

  private static final int MAX_COMBINATIONS = 256;

  private final StringBuilder source = new StringBuilder();
  private final List<String> keys = new ArrayList<>();
  private int combinations;

  private PathPattern() {}

  /**
   * First the kind, then its parts. "segments": each a {@code =} before its text or a {@code :} before its name. "regexp": the
   * source, then of each group a {@code :} or a {@code *} before its name. "error": what is wrong.
   */
  public static String[] compile(String path) {
    try {
      List<Token> tokens = PathSyntax.read(path);
      List<String> segments = Segments.of(tokens);
      if (!segments.isEmpty()) {
        return answer("segments", segments);
      }
      PathPattern pattern = new PathPattern();
      addEach(tokens, 0, new ArrayList<>(), pattern::add);
      pattern.keys.addFirst(pattern.source.toString());
      return answer("regexp", pattern.keys);
    } catch (BadPath e) {
      return new String[] {"error", String.valueOf(e.getMessage())};
    }
  }

  private static String[] answer(String kind, List<String> parts) {
    List<String> all = new ArrayList<>(parts);
    all.addFirst(kind);
    return all.toArray(String[]::new);
  }

  private interface Sink {
    void accept(List<Token> sequence) throws BadPath;
  }

  /** Gives every sequence of tokens that keeping or leaving out the groups makes. */
  private static void addEach(List<Token> tokens, int from, List<Token> before, Sink sink) throws BadPath {
    List<Token> sequence = new ArrayList<>(before);
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.get(i) instanceof Token.Group group) {
        int rest = i + 1;
        addEach(group.tokens(), 0, sequence, inner -> addEach(tokens, rest, inner, sink));
      } else {
        sequence.add(tokens.get(i));
      }
    }
    sink.accept(sequence);
  }

  private void add(List<Token> sequence) throws BadPath {
    if (combinations == MAX_COMBINATIONS) {
      throw new BadPath("Too many path combinations");
    }
    source.append(combinations++ > 0 ? "|" : "");
    String between = "";
    String afterWildcard = "";
    boolean paramInSegment = false;
    boolean wildcardInSegment = false;
    Token.Named previous = null;
    for (int i = 0; i < sequence.size(); i++) {
      if (sequence.get(i) instanceof Token.Named named) {
        if (previous != null && between.isEmpty()) {
          throw new BadPath("Missing text before \"" + named.name() + "\" " + named.kind());
        }
        source.append('(');
        if (named.wild()) {
          source.append(wildcard(wildcardInSegment ? between : "", afterWildcard));
          afterWildcard = "";
          wildcardInSegment = true;
        } else {
          source.append(param(sequence, i + 1, between, paramInSegment, wildcardInSegment));
          paramInSegment = true;
        }
        source.append(')');
        keys.add((named.wild() ? "*" : ":") + named.name());
        previous = named;
        between = "";
      } else if (sequence.get(i) instanceof Token.Text text) {
        source.append(escape(text.value()));
        between += text.value();
        afterWildcard += previous != null && previous.wild() ? text.value() : "";
        boolean slash = text.value().indexOf('/') >= 0;
        paramInSegment &= !slash;
        wildcardInSegment &= !slash;
      }
    }
  }

  private static String wildcard(String between, String afterLast) {
    if (!between.isEmpty()) {
      return except(between, "") + "+";
    }
    return afterLast.isEmpty() ? "[^]+" : except(afterLast, "") + "+|" + except("/", "") + "+";
  }

  /** A parameter stops where what stands beside it in its segment could begin. */
  private static String param(List<Token> sequence, int next, String between, boolean second, boolean afterWildcard) {
    if (afterWildcard) {
      return except("/", between) + "+";
    }
    if (wildcardFollows(sequence, next)) {
      return except("/", textAt(sequence, next)) + "+";
    }
    return second ? except("/", between) + "+|" + escape(between) : except("/", "") + "+";
  }

  private static boolean wildcardFollows(List<Token> sequence, int from) {
    for (Token token : sequence.subList(from, sequence.size())) {
      if (token instanceof Token.Named named && named.wild()) {
        return true;
      }
      if (token instanceof Token.Text text && text.value().indexOf('/') >= 0) {
        return false;
      }
    }
    return false;
  }

  private static String textAt(List<Token> sequence, int from) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < sequence.size() && sequence.get(i) instanceof Token.Text next; i++) {
      text.append(next.value());
    }
    return text.toString();
  }

  /** One character that begins neither of two texts. */
  private static String except(String a, String b) {
    String longer = b.length() > a.length() ? b : a;
    String other = b.length() > a.length() ? a : b;
    String second = longer.equals(other) ? "" : other;
    if (second.length() > 1) {
      return "(?:(?!" + escape(longer) + "|" + escape(second) + ")[^])";
    }
    if (longer.length() > 1) {
      return "(?:(?!" + escape(longer) + ")[^" + escape(second) + "])";
    }
    return "[^" + escape(longer + second) + "]";
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return escaped.toString();
  }

  /** Paths without a regular expression. */
  private static final class Segments {
    private final List<String> all = new ArrayList<>();
    private final Set<String> names = new HashSet<>(Set.of("__proto__"));

    /** The segments of a path made of {@code /plain} and {@code /:name} alone; none where it is not. */
    static List<String> of(List<Token> tokens) {
      Segments segments = new Segments();
      boolean simple = tokens.stream().allMatch(segments::take);
      return simple && !segments.all.isEmpty() && !segments.isOpen() ? segments.all : List.of();
    }

    private boolean isOpen() {
      return !all.isEmpty() && all.getLast().isEmpty();
    }

    private boolean take(Token token) {
      if (token instanceof Token.Named named && !named.wild() && isOpen() && names.add(named.name())) {
        all.set(all.size() - 1, ":" + named.name());
        return true;
      }
      return token instanceof Token.Text text && take(text.value().split("/", -1));
    }

    /** Text goes on with the last segment up to its first slash. */
    private boolean take(String[] parts) {
      if (!parts[0].isEmpty() && !isOpen()) {
        return false;
      }
      for (int i = 0; i < parts.length; i++) {
        if (i > 0 && isOpen()) {
          return false;
        }
        if (i > 0) {
          all.add("");
        }
        if (!parts[i].isEmpty()) {
          all.set(all.size() - 1, "=" + parts[i]);
        }
      }
      return List.of(parts).stream().allMatch(part -> part.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }
  }
}
