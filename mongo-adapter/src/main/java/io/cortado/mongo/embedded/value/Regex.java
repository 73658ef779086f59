package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import java.io.Serial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression of a query, read as MongoDB reads it. The storage library keeps and compares it as given. */
public final class Regex extends BsonRegularExpression {

  @Serial private static final long serialVersionUID = 1L;

  private static final int INVALID_PATTERN = 51091;
  private static final int INVALID_FLAG = 51108;
  private static final int FLAGS_TWICE = 51075;

  private final transient Pattern compiled;

  private Regex(String pattern, String options, Pattern compiled) {
    super(pattern, options);
    this.compiled = compiled;
  }

  public static Regex of(BsonRegularExpression given) {
    return given instanceof Regex known ? known : of(given.getPattern(), given.getOptions());
  }

  /** From the values of {@code $regex} and {@code $options}; the latter is null where it is missing. */
  public static Regex of(@Nullable Object pattern, @Nullable Object options) {
    if (options != null && !(options instanceof String)) {
      throw Errors.badValue("$options has to be a string");
    }
    String flags = options instanceof String text ? text : "";
    if (pattern instanceof BsonRegularExpression literal) {
      String own = literal.getOptions() == null ? "" : literal.getOptions();
      if (!own.isEmpty() && options != null) {
        throw Errors.of(FLAGS_TWICE, "options set in both $regex and $options");
      }
      return of(literal.getPattern(), own.isEmpty() ? flags : own);
    }
    if (!(pattern instanceof String text)) {
      throw Errors.badValue("$regex has to be a string");
    }
    return of(text, flags);
  }

  private static Regex of(String pattern, @Nullable String given) {
    String options = given == null ? "" : given;
    int flags = Pattern.UNICODE_CASE | Pattern.UNIX_LINES;
    for (int i = 0; i < options.length(); i++) {
      char flag = options.charAt(i);
      flags |=
          switch (flag) {
            case 'i' -> Pattern.CASE_INSENSITIVE;
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            case 'x' -> Pattern.COMMENTS;
            case 'u' -> 0;
            default -> throw Errors.of(INVALID_FLAG, "invalid flag in regex options: " + flag);
          };
    }
    String text = pattern;
    while (text.startsWith("(*UTF8)") || text.startsWith("(*UTF)") || text.startsWith("(*UCP)")) {
      flags |= text.startsWith("(*UCP)") ? Pattern.UNICODE_CHARACTER_CLASS : 0;
      text = text.substring(text.indexOf(')') + 1);
    }
    try {
      return new Regex(pattern, options, Pattern.compile(Pcre.toJava(text), flags));
    } catch (PatternSyntaxException e) {
      throw Errors.of(INVALID_PATTERN, "Regular expression is invalid: " + e.getDescription());
    } catch (IllegalArgumentException e) {
      throw Errors.of(INVALID_PATTERN, "Regular expression is invalid: " + e.getMessage());
    }
  }

  public boolean isSame(BsonRegularExpression other) {
    String options = other.getOptions() == null ? "" : other.getOptions();
    return getPattern().equals(other.getPattern()) && getOptions().equals(options);
  }

  public boolean finds(String text) {
    return compiled.matcher(text).find();
  }

  @Override
  public Matcher matcher(String text) {
    return compiled.matcher(text);
  }
}
