package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.aggregation.Environment;
import io.cortado.mongo.embedded.aggregation.Pipeline;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.update.Update;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Shown;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What pipelines and updates do beside their results. */
class PipelineTest {

  private static final Collation CASELESS =
      Collation.of(Texts.document("{collation: {locale: 'en', strength: 2}}"));

  private static List<Document> run(Environment environment, String stages, Variables variables) {
    List<Document> result = new ArrayList<>();
    Pipeline.of(Texts.value(stages), environment, Memory.namespace("c"), variables)
        .run()
        .forEachRemaining(result::add);
    return result;
  }

  private static Memory memory(String... documents) {
    Memory memory = new Memory();
    for (String document : documents) {
      memory.collection("c").add(Texts.document(document));
    }
    return memory;
  }

  @Test
  void leavesTheFirstMatchSortAndLimitToTheCollection() {
    Pipeline pipeline =
        Pipeline.of(
            Texts.value("[{$match: {a: 1}}, {$sort: {b: -1}}, {$limit: 2}, {$match: {c: 1}}]"),
            memory(),
            Memory.namespace("c"),
            Variables.of(Collation.SIMPLE));
    assertThat(pipeline.query()).isEqualTo(Texts.document("{a: 1}"));
    assertThat(pipeline.sort()).isEqualTo(Texts.document("{b: -1}"));
    assertThat(pipeline.stageNames()).containsExactly("$match", "$sort", "$limit", "$match");
  }

  @Test
  void readsNoMoreDocumentsThanItNeeds() {
    int[] read = {0};
    Memory memory = memory("{_id: 1}", "{_id: 2}", "{_id: 3}");
    Environment counting = new Counting(memory, read);
    assertThat(run(counting, "[{$addFields: {a: 1}}, {$limit: 1}]", Variables.of(Collation.SIMPLE))).hasSize(1);
    assertThat(read[0]).isEqualTo(1);
  }

  private record Counting(Memory memory, int[] read) implements Environment {

    @Override
    public Iterator<Document> scan(Scan scan) {
      Iterator<Document> documents = memory.scan(scan);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return documents.hasNext();
        }

        @Override
        public Document next() {
          read[0]++;
          return documents.next();
        }
      };
    }

    @Override
    public void replace(Namespace namespace, List<Document> documents) {
      memory.replace(namespace, documents);
    }

    @Override
    public boolean isUnique(Namespace namespace, List<String> fields) {
      return memory.isUnique(namespace, fields);
    }

    @Override
    public boolean exists(Namespace namespace) {
      return memory.exists(namespace);
    }

    @Override
    public void insert(Namespace namespace, Document document) {
      memory.insert(namespace, document);
    }

    @Override
    public void update(Namespace namespace, Document before, Document after) {
      memory.update(namespace, before, after);
    }
  }

  @Test
  void comparesByTheCollationInEveryStage() {
    Memory memory = memory("{_id: 1, s: 'a'}", "{_id: 2, s: 'A'}", "{_id: 3, s: 'b'}");
    memory.collection("d").add(Texts.document("{_id: 9, k: 'B'}"));
    assertThat(shown(memory, "[{$match: {s: 'A'}}, {$count: 'n'}]")).isEqualTo("[ { n: 2 } ]");
    assertThat(shown(memory, "[{$group: {_id: '$s', n: {$sum: 1}}}]"))
        .isEqualTo("[ { _id: \"a\", n: 2 }, { _id: \"b\", n: 1 } ]");
    assertThat(shown(memory, "[{$project: {e: {$eq: ['$s', 'A']}, _id: 0}}]"))
        .isEqualTo("[ { e: true }, { e: true }, { e: false } ]");
    assertThat(shown(memory, "[{$match: {_id: 3}}, {$lookup: {from: 'd', localField: 's', foreignField: 'k', as: 'j'}}]"))
        .isEqualTo("[ { _id: 3, s: \"b\", j: [ { _id: 9, k: \"B\" } ] } ]");
    assertThat(shown(memory, "[{$group: {_id: null, s: {$addToSet: '$s'}}}]"))
        .isEqualTo("[ { _id: null, s: [ \"a\", \"b\" ] } ]");
  }

  private static String shown(Memory memory, String stages) {
    return Shown.value(run(memory, stages, Variables.of(CASELESS)));
  }

  @Test
  void replacesACollectionByOut() {
    Memory memory = memory("{_id: 1, a: 1}", "{_id: 2, a: 2}");
    run(memory, "[{$match: {a: 2}}, {$out: 'o'}]", Variables.of(Collation.SIMPLE));
    assertThat(Shown.value(memory.collection("o"))).isEqualTo("[ { _id: 2, a: 2 } ]");
  }

  @Test
  void anUpdateSharesWhatItDoesNotTouchAndNeverChangesWhatItIsGiven() {
    Document before = Texts.document("{_id: 1, a: {b: 1}, c: [1, 2]}");
    String shown = Shown.value(before);
    Update update = Update.of(Texts.value("{$set: {'a.b': 2}}"), null, Variables.of(Collation.SIMPLE));
    Document after = update.apply(before, -1);
    assertThat(Shown.value(before)).isEqualTo(shown);
    assertThat(after.get("c")).isSameAs(before.get("c"));
    assertThat(update.apply(after, -1)).isSameAs(after);
  }

  @Test
  void refusesADocumentThatAnUpdateMakesTooLarge() {
    Document before = new Document("_id", 1).append("a", "x".repeat(9_000_000));
    Document set = new Document("$set", new Document("b", "y".repeat(9_000_000)));
    Update update = Update.of(set, null, Variables.of(Collation.SIMPLE));
    assertThatThrownBy(() -> update.apply(before, -1))
        .isInstanceOfSatisfying(MongoServerError.class, e -> assertThat(e.getCode()).isEqualTo(17419));
  }
}
