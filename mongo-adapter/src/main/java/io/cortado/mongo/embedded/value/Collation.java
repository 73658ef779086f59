package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.graalvm.shadowed.com.ibm.icu.text.RuleBasedCollator;
import org.jspecify.annotations.Nullable;

/**
 * How strings are compared: by their characters ({@link #SIMPLE}), or by the rules of a language. Runs on the server's
 * thread.
 */
public final class Collation {

  public static final Collation SIMPLE = new Collation(new Document(), null);

  private final Document description;
  private final @Nullable RuleBasedCollator collator;

  private Collation(Document description, @Nullable RuleBasedCollator collator) {
    this.description = description;
    this.collator = collator;
  }

  /** The collation that a command, statement or index holds; {@link #SIMPLE} where it has none. */
  public static Collation of(Document holder) {
    Object given = holder.get("collation");
    if (given == null) {
      return SIMPLE;
    }
    CollationOptions options = CollationOptions.of(given);
    return options.isSimple() ? SIMPLE : new Collation(options.complete(), options.collator());
  }

  public boolean isSimple() {
    return collator == null;
  }

  /** All options with their values, as an index shows them. */
  public Document description() {
    return description.clone();
  }

  public boolean isSameAs(Collation other) {
    return description.equals(other.description);
  }

  /** A string whose order and equality by characters are those of the given one by this collation. */
  public String key(String text) {
    if (collator == null) {
      return text;
    }
    return new String(collator.getCollationKey(text).toByteArray(), StandardCharsets.ISO_8859_1);
  }

  public int compare(String one, String other) {
    return collator == null ? bytewise(one, other) : collator.compare(one, other);
  }

  /** The order of the strings' bytes in UTF-8, which is that of their code points. */
  public static int bytewise(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char left = one.charAt(i);
      char right = other.charAt(i);
      if (left != right) {
        boolean reversed = left > 0xD7FF && right > 0xD7FF && Character.isSurrogate(left) != Character.isSurrogate(right);
        return reversed ? Character.compare(right, left) : Character.compare(left, right);
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** The value with each string in it replaced by its key. */
  public @Nullable Object folded(@Nullable Object value) {
    if (collator == null) {
      return value;
    }
    return switch (value) {
      case String text -> key(text);
      case Document document -> {
        Document copy = new Document();
        document.forEach((name, part) -> copy.put(name, folded(part)));
        yield copy;
      }
      case Collection<?> parts -> {
        List<@Nullable Object> copy = new ArrayList<>(parts.size());
        parts.forEach(part -> copy.add(folded(part)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
