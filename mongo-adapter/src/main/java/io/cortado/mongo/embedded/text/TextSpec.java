package io.cortado.mongo.embedded.text;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which texts of a document an index has, and how much each of them counts. Called from any thread. */
public final class TextSpec {

  private final Map<String, Double> weights = new HashMap<>();
  private final String language;
  private final String override;
  private final boolean all;

  /** From the description of an index. */
  public TextSpec(Document description) {
    boolean everything = false;
    if (description.get("weights") instanceof Document given) {
      for (Map.Entry<String, Object> field : given.entrySet()) {
        everything |= field.getKey().equals("$**");
        weights.put(field.getKey(), field.getValue() instanceof Number number ? number.doubleValue() : 1.0);
      }
    }
    this.all = everything;
    this.language = String.valueOf(description.getOrDefault("default_language", "english"));
    this.override = String.valueOf(description.getOrDefault("language_override", "language"));
  }

  /** The words of the index's own language. */
  public Words words() {
    Words words = Words.of(language);
    return words == null ? java.util.Objects.requireNonNull(Words.of("none")) : words;
  }

  /** Receives a text of a document. */
  public interface Receiver {
    void text(String text, double weight, Words words);
  }

  /** Goes through the texts of a document. */
  public void texts(Document document, Receiver receiver) {
    Words words = document.get(override) instanceof String own ? Words.of(own) : null;
    Words known = words == null ? words() : words;
    if (all) {
      everything("", document, known, receiver);
      return;
    }
    weights.forEach((path, weight) -> at(path.split("\\.", -1), 0, document, weight, known, receiver));
  }

  private static void at(
      String[] path, int depth, @Nullable Object value, double weight, Words words, Receiver receiver) {
    if (value instanceof Collection<?> list) {
      list.forEach(part -> at(path, depth, part, weight, words, receiver));
    } else if (depth == path.length) {
      if (value instanceof String text) {
        receiver.text(text, weight, words);
      }
    } else if (value instanceof Document document) {
      at(path, depth + 1, document.get(path[depth]), weight, words, receiver);
    }
  }

  private void everything(String path, @Nullable Object value, Words words, Receiver receiver) {
    switch (value) {
      case String text ->
          receiver.text(text, weights.getOrDefault(path, weights.getOrDefault("$**", 1.0)), words);
      case Document document ->
          document.forEach(
              (name, part) -> everything(path.isEmpty() ? name : path + "." + name, part, words, receiver));
      case Collection<?> list -> list.forEach(part -> everything(path, part, words, receiver));
      case null, default -> {}
    }
  }

  /** The terms of a document, each once. */
  public Collection<String> terms(Document document) {
    Collection<String> terms = new TreeSet<>();
    texts(document, (text, weight, words) -> terms.addAll(words.terms(text)));
    return terms;
  }

  /** How well a document matches terms. */
  public double score(Document document, Collection<String> wanted) {
    double[] score = new double[1];
    texts(
        document,
        (text, weight, words) -> {
          List<String> terms = words.terms(text);
          Map<String, double[]> counts = new HashMap<>();
          for (String term : terms) {
            double[] count = counts.computeIfAbsent(term, key -> new double[3]);
            count[0]++;
            count[1] = count[1] == 0 ? 1 : count[1] * 2;
            count[2] += 1 / count[1];
          }
          for (String term : wanted) {
            double[] count = counts.get(term);
            if (count != null) {
              double share = 0.5 * count[0] / terms.size() + 0.5;
              double whole = text.equalsIgnoreCase(term) ? 1.1 : 1;
              score[0] += weight * count[2] * share * whole;
            }
          }
        });
    return score[0];
  }
}
