package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.aggregation.Pipeline;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.projection.Projection;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.update.Update;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Shown;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Random queries, updates and pipelines against the answers of mingo, an independent implementation, which {@code
 * src/test/mingo/record.mjs} has recorded. Where mingo is wrong, mingo-differences.txt says why, and what is right.
 */
class MingoTest {

  private static final Path CORPUS = Path.of("src/test/resources/io/cortado/mongo/embedded/mingo-corpus.jsonl.gz");
  private static final Path DIFFERENCES = Path.of("src/test/resources/io/cortado/mongo/embedded/mingo-differences.txt");

  @Test
  void answersAsMingoOrAsTheDifferencesSay() throws IOException {
    Map<String, String> known = differences();
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(CORPUS)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Document given = Texts.document(line);
        String id = (String) given.get("id");
        Object answer = answer(given);
        cases++;
        String explained = known.remove(id);
        if (isSame(answer, given.get("expected"))) {
          if (explained != null) {
            wrong.add(id + " is no difference any more");
          }
        } else if (!shown(answer).equals(explained)) {
          wrong.add(id + " => " + shown(answer) + " <> " + line);
        }
      }
    }
    if (System.getProperty("cortado.differences") != null) {
      Files.write(Path.of(System.getProperty("cortado.differences")), wrong);
    }
    assertThat(wrong).isEmpty();
    assertThat(known).isEmpty();
    assertThat(cases).isGreaterThan(2_000);
  }

  private static Map<String, String> differences() throws IOException {
    Map<String, String> result = new TreeMap<>();
    for (String line : Files.readAllLines(DIFFERENCES)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] parts = line.split(" => ", 2);
        result.put(parts[0], parts[1]);
      }
    }
    return result;
  }

  private static Object answer(Document given) {
    Variables variables = Variables.of(Collation.SIMPLE);
    List<?> documents = (List<?>) given.get("docs");
    try {
      return switch ((String) given.get("kind")) {
        case "find" -> {
          Filter filter = Filter.of((Document) given.get("filter"), variables);
          List<Object> ids = new ArrayList<>();
          for (Object document : documents) {
            if (filter.matches(document)) {
              ids.add(((Document) document).get("_id"));
            }
          }
          yield ids;
        }
        case "project" -> {
          Projection projection = Projection.ofFind((Document) given.get("fields"), Filter.ALL, variables);
          List<Object> shown = new ArrayList<>();
          documents.forEach(document -> shown.add(projection.apply((Document) document)));
          yield shown;
        }
        case "update" ->
            Update.of(given.get("update"), null, variables).apply((Document) documents.getFirst(), Filter.NO_POSITION);
        default -> {
          Memory memory = new Memory();
          documents.forEach(document -> memory.collection("c").add((Document) document));
          List<Document> result = new ArrayList<>();
          Pipeline.of(given.get("pipeline"), memory, Memory.namespace("c"), variables)
              .run()
              .forEachRemaining(result::add);
          yield result;
        }
      };
    } catch (MongoServerError e) {
      return e.getCode() + " " + e.getMessageWithoutErrorCode();
    }
  }

  /** On one line. */
  private static String shown(Object answer) {
    return Shown.value(answer).replace("\n", " ");
  }

  /** Equal but for the kinds of numbers and, as mingo sorts none, the order of fields and groups. */
  private static boolean isSame(Object one, Object other) {
    if (one instanceof Number left && other instanceof Number right) {
      double distance = Math.abs(left.doubleValue() - right.doubleValue());
      return distance <= 1e-12 * Math.max(1, Math.abs(left.doubleValue()));
    }
    if (one instanceof Document left && other instanceof Document right) {
      return left.keySet().equals(right.keySet())
          && left.keySet().stream().allMatch(name -> isSame(left.get(name), right.get(name)));
    }
    if (one instanceof Collection<?> left && other instanceof Collection<?> right) {
      Iterator<?> rest = right.iterator();
      return left.size() == right.size() && left.stream().allMatch(each -> isSame(each, rest.next()));
    }
    return one == null ? other == null : one.equals(other);
  }
}
