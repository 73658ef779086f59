package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.aggregation.Pipeline;
import io.cortado.mongo.embedded.expression.Expressions;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.projection.Projection;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.update.Update;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operator by the cases of {@code cases/*.txt}, whose expected values are those of MongoDB's manual. The table of
 * the documents is made of them; {@code -Dcortado.record=true} writes it anew.
 */
class OperatorsTest {

  private static final Path CASES = Path.of("src/test/resources/io/cortado/mongo/embedded/cases");
  private static final Path PAGE = Path.of("../docs/compatibility/embedded-mongodb.md");
  private static final String REFUSED = "refused";

  private static final Map<String, String> AREAS =
      Map.of(
          "queries", "Query operators",
          "projections", "Projections of find",
          "updates", "Update operators",
          "expressions", "Aggregation expressions",
          "stages", "Stages, accumulators and window functions");

  private static final List<String> ORDER = List.of("queries", "projections", "updates", "stages", "expressions");

  private final Variables variables = Variables.of(Collation.SIMPLE);

  private static List<String> lines(String area) throws IOException {
    return Files.readAllLines(CASES.resolve(area + ".txt")).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .toList();
  }

  static Stream<Arguments> cases() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (String area : ORDER) {
      for (String line : lines(area)) {
        all.add(Arguments.of(area, line));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void answersAsTheManualSays(String area, String line) {
    String[] parts = line.split(" \\| ");
    String expected = parts[parts.length - 1];
    Object answer = outcome(() -> answer(area, parts));
    if (expected.equals(REFUSED) || expected.matches("\\d+ .*")) {
      assertThat(answer).isEqualTo(expected);
    } else {
      Object wanted = Texts.value(expected);
      assertThat(Shown.value(answer)).isEqualTo(Shown.value(wanted));
      assertThat(answer).isEqualTo(wanted);
    }
  }

  private static Object outcome(Supplier<Object> work) {
    try {
      return work.get();
    } catch (MongoServerError e) {
      return e.getCode() == 115 ? REFUSED : e.getCode() + " " + e.getMessageWithoutErrorCode();
    }
  }

  private Object answer(String area, String[] parts) {
    return switch (area) {
      case "queries" -> found(parts);
      case "projections" -> {
        Filter filter = Filter.of(Texts.document(parts[2]), variables);
        yield Projection.ofFind(Texts.document(parts[3]), filter, variables).apply(Texts.document(parts[1]));
      }
      case "updates" -> updated(parts);
      case "stages" -> aggregated(parts);
      default -> {
        Object value =
            Expressions.compile(Texts.value(parts[2]), variables)
                .evaluate(variables.scope().of(Texts.document(parts[1])));
        yield value instanceof Missing ? "missing" : value;
      }
    };
  }

  private List<Object> found(String[] parts) {
    Filter filter = Filter.of(withRegex(Texts.document(parts[2])), variables);
    List<Object> indexes = new ArrayList<>();
    List<?> documents = (List<?>) Texts.value(parts[1]);
    for (int i = 0; i < documents.size(); i++) {
      if (filter.matches(documents.get(i))) {
        indexes.add(i);
      }
    }
    return indexes;
  }

  /** The parser would make one value of {@code $regex} and {@code $options}. */
  private static Document withRegex(Document query) {
    Document result = new Document();
    query.forEach(
        (name, value) ->
            result.put(name.replace('@', '$'), value instanceof Document inner ? withRegex(inner) : value));
    return result;
  }

  private Document updated(String[] parts) {
    List<?> filters = (List<?>) Texts.value(parts[4]);
    Document query = Texts.document(parts[2]);
    Update update = Update.of(Texts.value(parts[3]), filters.isEmpty() ? null : filters, variables);
    if (parts[1].equals("null")) {
      return update.upsert(query);
    }
    Document before = Texts.document(parts[1]);
    return update.apply(before, Filter.of(query, variables).position(before));
  }

  private List<Document> aggregated(String[] parts) {
    Memory memory = new Memory();
    Texts.document(parts[1])
        .forEach(
            (name, documents) ->
                ((List<?>) documents).forEach(each -> memory.collection(name).add((Document) each)));
    List<Document> result = new ArrayList<>();
    Pipeline.of(Texts.value(parts[2]), memory, Memory.namespace("c"), variables).run().forEachRemaining(result::add);
    return result;
  }

  @Test
  void mergesAsItIsTold() {
    assertThat(merged("{into: 'o'}")).isEqualTo("[ { _id: 1, b: 2, a: 1 }, { _id: 2, a: 5 } ]");
    assertThat(merged("{into: 'o', whenMatched: 'replace'}")).isEqualTo("[ { _id: 1, a: 1 }, { _id: 2, a: 5 } ]");
    assertThat(merged("{into: 'o', whenMatched: 'keepExisting'}")).isEqualTo("[ { _id: 1, b: 2 }, { _id: 2, a: 5 } ]");
    assertThat(merged("{into: 'o', whenNotMatched: 'discard'}")).isEqualTo("[ { _id: 1, b: 2, a: 1 } ]");
    assertThat(merged("{into: 'o', whenMatched: [{$set: {s: {$add: ['$b', '$$new.a']}}}]}"))
        .isEqualTo("[ { _id: 1, b: 2, s: 3 }, { _id: 2, a: 5 } ]");
  }

  private String merged(String spec) {
    Memory memory = new Memory();
    memory.collection("c").add(Texts.document("{_id: 1, a: 1}"));
    memory.collection("c").add(Texts.document("{_id: 2, a: 5}"));
    memory.collection("o").add(Texts.document("{_id: 1, b: 2}"));
    Document stage = new Document("$merge", Texts.value(spec));
    Pipeline.of(List.of(stage), memory, Memory.namespace("c"), variables).run().forEachRemaining(each -> {});
    return Shown.value(memory.collection("o"));
  }

  @Test
  void theTableOfTheDocumentsIsMadeOfTheCases() throws IOException {
    String page = page();
    if (Boolean.getBoolean("cortado.record")) {
      Files.writeString(PAGE, page);
    } else {
      assertThat(Files.readString(PAGE)).isEqualTo(page);
    }
  }

  private static String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # The embedded database: operators

            `mongodb://embedded` evaluates queries, updates and pipelines by its own engine, after the reference of MongoDB 7.
            This page is made by a test of the cases that hold each operator to the value in MongoDB's manual
            (`mongo-adapter/src/test/resources/io/cortado/mongo/embedded/cases`). More than 2,000 random queries, updates and
            pipelines are also compared with `mingo`, an independent implementation; where it differs, `mingo-differences.txt`
            says why. What is not supported is an error that names it, with code 115, and never a wrong answer.
            """);
    for (String area : ORDER) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      Map<String, Integer> refused = new LinkedHashMap<>();
      for (String line : lines(area)) {
        String[] parts = line.split(" \\| ");
        if (!parts[0].equals("unknown")) {
          (parts[parts.length - 1].equals(REFUSED) ? refused : counts).merge(parts[0], 1, Integer::sum);
        }
      }
      page.append("\n## ").append(AREAS.get(area)).append("\n\n| operator | cases |\n|---|---|\n");
      counts.forEach((name, count) -> page.append("| `").append(name).append("` | ").append(count).append(" |\n"));
      if (!refused.isEmpty()) {
        page.append("\nRefused by name: `").append(String.join("` `", refused.keySet())).append("`\n");
      }
    }
    return page.toString();
  }
}
