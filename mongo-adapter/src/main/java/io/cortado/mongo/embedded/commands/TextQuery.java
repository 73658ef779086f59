package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.index.IndexSpec;
import io.cortado.mongo.embedded.index.Plan;
import io.cortado.mongo.embedded.index.Planner;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.text.TextSpec;
import io.cortado.mongo.embedded.text.Words;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code $text} of a query: which documents have its words, and how well. Runs on the server's thread. */
final class TextQuery {

  private static final Set<String> OPTIONS = Set.of("$search", "$language", "$caseSensitive", "$diacriticSensitive");

  private final Document rest;
  private final Index index;
  private final TextSpec spec;
  private final boolean caseSensitive;
  private final boolean diacriticSensitive;
  private final Set<String> terms = new LinkedHashSet<>();
  private final Set<String> exact = new LinkedHashSet<>();
  private final Set<String> negated = new LinkedHashSet<>();
  private final List<String> phrases = new ArrayList<>();
  private final List<String> negatedPhrases = new ArrayList<>();

  private TextQuery(Document rest, Index index, Document options) {
    this.rest = rest;
    this.index = index;
    this.spec = new TextSpec(index.spec().description());
    this.caseSensitive = flag(options, "$caseSensitive");
    this.diacriticSensitive = flag(options, "$diacriticSensitive");
    Words words = spec.words();
    if (options.get("$language") instanceof String language) {
      Words own = Words.of(language);
      if (own == null) {
        throw Errors.badValue("unsupported language: \"" + language + "\" for text index version 3");
      }
      words = own;
    }
    parse(String.valueOf(options.get("$search")), words);
  }

  private static boolean flag(Document options, String name) {
    Object value = options.get(name);
    if (value != null && !(value instanceof Boolean)) {
      throw Errors.typeMismatch(
          "\"" + name + "\" had the wrong type. Expected bool, found " + Types.name(value));
    }
    return Boolean.TRUE.equals(value);
  }

  /** True when a query has a {@code $text} where it may be. */
  static boolean isIn(Document query) {
    if (query.containsKey("$text")) {
      return true;
    }
    return query.get("$and") instanceof List<?> parts
        && parts.stream().anyMatch(part -> part instanceof Document document && isIn(document));
  }

  /** The {@code $text} of a query; null where it has none. */
  static @Nullable TextQuery of(Document query, Table table) {
    if (!isIn(query)) {
      return null;
    }
    List<Object> found = new ArrayList<>();
    Document rest = without(query, found);
    if (found.size() > 1) {
      throw Errors.badValue("Too many text expressions");
    }
    Document options = checked(found.getFirst());
    for (Index index : table.indexes()) {
      if (index.spec().kind() == IndexSpec.Kind.TEXT && !index.spec().hidden()) {
        return new TextQuery(rest, index, options);
      }
    }
    throw Errors.of(27, "text index required for $text query");
  }

  private static Document checked(Object text) {
    if (!(text instanceof Document options)) {
      throw Errors.badValue("$text expects an object");
    }
    for (String name : options.keySet()) {
      if (!OPTIONS.contains(name)) {
        throw Errors.badValue("extra fields in $text");
      }
    }
    if (!(options.get("$search") instanceof String)) {
      throw options.containsKey("$search")
          ? Errors.typeMismatch(
              "\"$search\" had the wrong type. Expected string, found " + Types.name(options.get("$search")))
          : Errors.of(4, "Missing expected field \"$search\"");
    }
    return options;
  }

  /** The query without its {@code $text}, which is put into {@code found}. */
  static Document without(Document query, List<Object> found) {
    Document result = new Document();
    for (Map.Entry<String, Object> entry : query.entrySet()) {
      if (entry.getKey().equals("$text")) {
        found.add(entry.getValue());
      } else if (entry.getKey().equals("$and")
          && entry.getValue() instanceof List<?> parts
          && isIn(new Document("$and", parts))) {
        List<Object> others = new ArrayList<>();
        for (Object part : parts) {
          Document other = part instanceof Document document ? without(document, found) : new Document();
          if (!other.isEmpty()) {
            others.add(other);
          }
        }
        if (!others.isEmpty()) {
          result.put("$and", others);
        }
      } else {
        result.put(entry.getKey(), entry.getValue());
      }
    }
    return result;
  }

  private void parse(String search, Words words) {
    int at = 0;
    while (at < search.length()) {
      char c = search.charAt(at);
      boolean start = at == 0 || Character.isWhitespace(search.charAt(at - 1));
      boolean not = c == '-' && start && at + 1 < search.length() && !Character.isWhitespace(search.charAt(at + 1));
      int from = not ? at + 1 : at;
      if (from < search.length() && search.charAt(from) == '"') {
        int end = search.indexOf('"', from + 1);
        String phrase = search.substring(from + 1, end < 0 ? search.length() : end);
        (not ? negatedPhrases : phrases).add(phrase);
        if (!not) {
          add(phrase, words, false);
        }
        at = end < 0 ? search.length() : end + 1;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        int end = from;
        while (end < search.length() && !Character.isWhitespace(search.charAt(end)) && search.charAt(end) != '"') {
          end++;
        }
        add(search.substring(from, end), words, not);
        at = end;
      }
    }
  }

  private void add(String text, Words words, boolean not) {
    (not ? negated : terms).addAll(words.terms(text));
    if (!not && (caseSensitive || diacriticSensitive)) {
      exact.addAll(words.terms(text, caseSensitive, diacriticSensitive));
    }
  }

  /** What the query asks beside. */
  Document rest() {
    return rest;
  }

  Plan plan() {
    return Planner.words(index, terms);
  }

  /** How well a document matches; 0 for one that does not. */
  double score(Document document) {
    double score = spec.score(document, terms);
    if (score == 0 || !negated.isEmpty() && spec.score(document, negated) > 0) {
      return 0;
    }
    boolean plain = phrases.isEmpty() && negatedPhrases.isEmpty() && exact.isEmpty();
    return plain || matchesTexts(document) ? score : 0;
  }

  private boolean matchesTexts(Document document) {
    List<String> texts = new ArrayList<>();
    boolean[] found = {exact.isEmpty()};
    spec.texts(
        document,
        (text, weight, words) -> {
          texts.add(Words.folded(text, caseSensitive, diacriticSensitive));
          if (!found[0]) {
            found[0] = words.terms(text, caseSensitive, diacriticSensitive).stream().anyMatch(exact::contains);
          }
        });
    return found[0]
        && phrases.stream().allMatch(phrase -> isIn(texts, phrase))
        && negatedPhrases.stream().noneMatch(phrase -> isIn(texts, phrase));
  }

  private boolean isIn(List<String> texts, String phrase) {
    String folded = Words.folded(phrase, caseSensitive, diacriticSensitive);
    return texts.stream().anyMatch(text -> text.contains(folded));
  }
}
