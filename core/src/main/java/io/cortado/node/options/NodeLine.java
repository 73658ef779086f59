package io.cortado.node.options;

import io.cortado.node.options.NodeOption.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The options of Node's that a process is started with, read one by one. Not for several threads. */
public final class NodeLine {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  /** Options with a number, and with one of a few words. */
  private static final Set<String> NUMBERS = Set.of("--stack-trace-limit", "--max-old-space-size");

  /** Stands among the options for a program on standard input. */
  private static final String INPUT = "-";

  private static final Set<String> REJECTIONS = Set.of("strict", "warn", "none", "throw", "warn-with-error-code");
  private static final Set<String> INPUTS = Set.of("module", "commonjs", "module-typescript", "commonjs-typescript");

  private final List<String> typed = new ArrayList<>();
  private final List<Given> given = new ArrayList<>();
  private boolean input;
  private final Set<String> idle = new LinkedHashSet<>();

  /**
   * An option that has been given.
   *
   * @param name its long name; for one that is denied with {@code --no-} in front
   * @param value what follows, or null
   */
  public record Given(String name, @Nullable String value) {}

  /** What is written on the command line: {@code process.execArgv}. */
  public List<String> typed() {
    return typed;
  }

  /** All that do something, those of NODE_OPTIONS first. */
  public List<Given> given() {
    return given;
  }

  /** The same as names and values in turn; no value is an empty one. */
  public List<String> words() {
    return given.stream().flatMap(one -> Stream.of(one.name(), one.value() == null ? "" : one.value())).toList();
  }

  /** Those that mean nothing here. */
  public Set<String> idle() {
    return idle;
  }

  /** The program is what standard input has. */
  public void readsInput() {
    input = true;
    given.add(new Given(INPUT, null));
  }

  /** Whether the program is text of the command line's or of standard input, not a file. */
  public boolean isProgram() {
    return input || last("--eval") != null || has("--interactive");
  }

  public boolean isEmpty() {
    return typed.isEmpty() && given.isEmpty();
  }

  /** Whether a flag is set; the last word counts. */
  public boolean has(String name) {
    String denied = "--no-" + name.substring(2);
    boolean set = false;
    for (Given one : given) {
      set = one.name().equals(name) || set && !one.name().equals(denied);
    }
    return set;
  }

  /** The last value of an option, or null. */
  public @Nullable String last(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? null : values.getLast();
  }

  /** Every value of an option. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Given one : given) {
      if (one.name().equals(name) && one.value() != null) {
        values.add(one.value());
      }
    }
    return values;
  }

  /**
   * Reads the options that words begin with, from {@code start} on; answers where they end: at {@code --}, {@code -}, or a word
   * that is no option. {@code own} has a look at each word first.
   */
  public int read(List<String> words, int start, Predicate<String> own) throws BadOptionException {
    int at = start;
    while (at < words.size()) {
      String word = words.get(at);
      if (word.length() < 2 || word.charAt(0) != '-' || word.equals("--") || own.test(word)) {
        return at;
      }
      at += take(words, at, false);
    }
    return at;
  }

  /** Reads NODE_OPTIONS; before the command line. */
  public void environment(String text) throws BadOptionException {
    List<String> words = split(text);
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at);
      if (word.length() < 2 || word.charAt(0) != '-') {
        // Node takes no notice of words that are no options.
        at++;
      } else {
        at += take(words, at, true);
      }
    }
  }

  /** Words with blanks between them; in double quotes a backslash keeps the character after it. */
  private static List<String> split(String text) throws BadOptionException {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted) {
        if (i + 1 == text.length()) {
          throw new BadOptionException("invalid value for NODE_OPTIONS (invalid escape)");
        }
        word.append(text.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
        begun = true;
      } else if (c == ' ' && !quoted) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quoted) {
      throw new BadOptionException("invalid value for NODE_OPTIONS (unterminated string)");
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }

  /** Takes the option at a place, and answers how many words it has. */
  private int take(List<String> words, int at, boolean environment) throws BadOptionException {
    String word = words.get(at);
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    String typedName = equals < 0 ? word : word.substring(0, equals);
    String next = at + 1 < words.size() ? words.get(at + 1) : null;
    int count = 1;
    for (String name : NodeOptions.expand(typedName)) {
      boolean denied = name.startsWith("--no-");
      String plain = denied ? "--" + name.substring("--no-".length()) : name;
      NodeOption option = NodeOptions.find(plain);
      if (option == null || environment && !option.inEnvironment()) {
        throw new BadOptionException(environment ? word + " is not allowed in NODE_OPTIONS" : "bad option: " + word);
      }
      if (denied && option.value() != Value.FLAG) {
        throw new BadOptionException(word + " is an invalid negation because it is not a boolean option");
      }
      String value = equals < 0 ? null : word.substring(equals + 1);
      if (option.value() == Value.VALUE) {
        if (value == null && next != null && !next.startsWith("-")) {
          value = next.startsWith("\\-") ? next.substring(1) : next;
          count = 2;
        }
        if (value == null || value.isEmpty()) {
          throw new BadOptionException(word + " requires an argument");
        }
        check(option, word, value);
      }
      if (plain.equals("--print") && equals < 0 && typedName.length() != 3 && next != null && !next.startsWith("-")) {
        given.add(new Given("--eval", next));
        count = 2;
      }
      put(option, name, denied, option.value() == Value.FLAG ? null : value);
    }
    if (!environment) {
      typed.addAll(words.subList(at, at + count));
    }
    return count;
  }

  private void put(NodeOption option, String name, boolean denied, @Nullable String value) throws BadOptionException {
    switch (option.effect()) {
      case DOES -> given.add(new Given(name, value));
      case SO -> {
        if (denied) {
          idle.add(name);
        }
      }
      case IDLE -> idle.add(name);
      case NO -> {
        if (!denied) {
          throw new BadOptionException(name + " is not supported: " + option.instead());
        }
      }
    }
  }

  private static void check(NodeOption option, String word, String value) throws BadOptionException {
    String name = option.name();
    if (NUMBERS.contains(name) && !NUMBER.matcher(value).matches()) {
      throw new BadOptionException("bad option: " + word);
    }
    if (name.equals("--unhandled-rejections") && !REJECTIONS.contains(value)) {
      throw new BadOptionException("invalid value for --unhandled-rejections");
    }
    if (name.equals("--input-type") && !INPUTS.contains(value)) {
      throw new BadOptionException("--input-type must be \"module\",\"commonjs\", \"module-typescript\" or \"commonjs-typescript\"");
    }
  }

}
