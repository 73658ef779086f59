package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Conditions, regular expressions and collations as MongoDB's manual describes them. */
class QueriesTest {

  private static EmbeddedServer server;
  private static MongoClient client;
  private static MongoDatabase database;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start(0, null);
    client = MongoClients.create(server.uri());
    database = client.getDatabase("d");
    insert(
        "c",
        "{_id: 1, s: 'Abc{x}', t: ['foo', 'Bar']}",
        "{_id: 2, s: 'line1\\nline2', a: [1, 20]}",
        "{_id: 3, s: 12, a: [[1, 2], 3]}",
        "{_id: 4, s: 'a.b [c] #d', i: [{n: 'Zed', k: 1}, {n: 'Yet', k: 2}]}",
        "{_id: 5, s: {$regularExpression: {pattern: 'abc', options: 'i'}}, i: [{k: 0}, {k: 2}]}",
        "{_id: 6, s: null, a: []}",
        "{_id: 7, s: '2021-05', i: [{n: 1}, {m: 1}]}");
    insert(
        "w",
        "{_id: 1, s: 'Ada', v: 'a10', t: ['x', 'Y']}",
        "{_id: 2, s: 'ada', v: 'a9'}",
        "{_id: 3, s: '\\u00c0da', v: 'a100'}",
        "{_id: 4, s: 'bob', v: 'b', o: {n: 'Q'}}");
  }

  private static void insert(String collection, String... documents) {
    List<BsonDocument> parsed = new ArrayList<>();
    for (String document : documents) {
      parsed.add(BsonDocument.parse(document));
    }
    database.getCollection(collection, BsonDocument.class).insertMany(parsed);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  /** The ids of the reply's batch, or the error's code and text. */
  private static String run(String command) {
    try {
      // The parser would make a regular expression of {$regex, $options}, which no driver does.
      BsonDocument parsed = BsonDocument.parse(command.replaceAll("\\$(regex|options):", "'@$1':"));
      Document reply = database.runCommand(renamed(parsed).asDocument());
      return reply.get("cursor", Document.class).getList("firstBatch", Document.class).stream()
          .map(document -> String.valueOf(document.get("_id")))
          .toList()
          .toString();
    } catch (MongoException e) {
      String message = e.getMessage();
      return e.getCode() + " " + message.replaceFirst("^.*?: '(.*)' on server.*$", "$1");
    }
  }

  private static BsonValue renamed(BsonValue value) {
    if (value instanceof BsonArray array) {
      return new BsonArray(array.stream().map(QueriesTest::renamed).toList());
    }
    if (!(value instanceof BsonDocument document)) {
      return value;
    }
    BsonDocument result = new BsonDocument();
    document.forEach((name, part) -> result.put(name.replace('@', '$'), renamed(part)));
    return result;
  }

  private static void hold(String template, String... cases) {
    for (String line : cases) {
      String[] parts = line.split(" => ");
      assertThat(run(template.formatted(parts[0]))).as(parts[0]).isEqualTo(parts[1]);
    }
  }

  @Test
  void findsByRegularExpressionsInEveryPosition() {
    hold(
        "{find: 'c', filter: %s}",
        "{s: {$regex: 'ABC', $options: 'i'}} => [1]",
        "{s: {$options: 'i', $regex: 'ABC'}} => [1]",
        "{s: {$regex: 'a', $ne: 'a.b [c] #d'}} => []",
        "{s: {$not: {$regex: 'abc', $options: 'i'}}} => [2, 3, 4, 6, 7]",
        "{s: {$in: [{$regularExpression: {pattern: '^a', options: 'i'}}, 12]}} => [1, 3, 4]",
        "{s: {$nin: [{$regularExpression: {pattern: '^a', options: 'i'}}, null]}} => [2, 3, 5, 7]",
        "{s: {$regex: '^A', $in: ['Abc{x}', 12]}} => [1]",
        "{t: {$regex: '^b', $options: 'i'}} => [1]",
        "{t: {$all: [{$regularExpression: {pattern: '^f', options: ''}}, 'Bar']}} => [1]",
        "{t: {$elemMatch: {$regex: '^b', $options: 'i'}}} => [1]",
        "{i: {$elemMatch: {n: {$regex: '^z', $options: 'i'}}}} => [4]",
        "{$or: [{s: {$regex: '^x'}}, {s: {$regex: '^A'}}]} => [1]",
        "{$nor: [{s: {$regex: '.'}}]} => [3, 5, 6]");
  }

  @Test
  void readsRegularExpressionsAsPcreDoes() {
    hold(
        "{find: 'c', filter: {s: {$regex: %s}}}",
        "'{' => [1]",
        "'c{x}' => [1]",
        "'^\\\\d{4,}' => [7]",
        "'^line2' => []",
        "'^line2', $options: 'm' => [2]",
        "'line1.line2', $options: 's' => [2]",
        "'a b c # comment', $options: 'xi' => [1]",
        "'[ #]d', $options: 'x' => [4]",
        "'(?P<year>\\\\d{4})-(?<mon_th>\\\\d\\\\d)' => [7]",
        "'(?<d_1>2)0\\\\k{d_1}1' => [7]",
        "'(2)0\\\\g{1}1' => [7]",
        "'\\\\Qa.b [\\\\E' => [4]",
        "'[[]c' => [4]",
        "'[]]' => [4]",
        "'[[:digit:]]{4}' => [7]",
        "'(?i)ABC' => [1]",
        "'A(?#a comment)b' => [1]",
        "'[a&&b]' => [1, 4]",
        "'\\\\x41\\\\h?b' => [1]",
        "'' => [1, 2, 4, 7]");
  }

  @Test
  void refusesWrongRegularExpressionsWithMongosErrors() {
    hold(
        "{find: 'c', filter: {s: {%s}}}",
        "$regex: 'x', $options: 'z' => 51108 invalid flag in regex options: z",
        "$regex: '(' => 51091 Regular expression is invalid: Unclosed group",
        "$regex: '[' => 51091 Regular expression is invalid: missing terminating ] for character class",
        "$regex: 5 => 2 $regex has to be a string",
        "$options: 'i' => 2 $options needs a $regex",
        "$regex: 'a', $options: 5 => 2 $options has to be a string",
        "$ne: {$regularExpression: {pattern: 'x', options: ''}} => 2 Can't have regex as arg to $ne.",
        "$in: 1 => 2 $in needs an array",
        "$gt: 1, $nope: 1 => 2 unknown operator: $nope");
  }

  @Test
  void findsInArraysAndAmongMissingFields() {
    hold(
        "{find: 'c', filter: %s}",
        "{a: {$gt: 10, $lt: 15}} => [2]",
        "{a: [1, 2]} => [3]",
        "{'i.k': {$not: {$gt: 1}}} => [1, 2, 3, 6, 7]",
        "{'i.n': {$exists: false}} => [1, 2, 3, 5, 6]",
        "{s: {$gte: null}} => [6]",
        "{a: {$exists: true, $size: 0}} => [6]",
        "{'i.1.k': 2} => [4, 5]",
        "{s: {$type: 'regex'}} => [5]",
        "{s: {$mod: [5, 2]}} => [3]");
  }

  @Test
  void comparesStringsByTheCollation() {
    hold(
        "{find: 'w', %s}",
        "filter: {s: 'ADA'}, collation: {locale: 'en', strength: 1} => [1, 2, 3]",
        "filter: {s: 'ADA'}, collation: {locale: 'en', strength: 2} => [1, 2]",
        "filter: {s: 'ADA'}, collation: {locale: 'en'} => []",
        "filter: {s: 'ada'}, collation: {locale: 'en', strength: 1, caseLevel: true} => [2]",
        "filter: {s: {$in: ['BOB', 'z']}}, collation: {locale: 'en', strength: 2} => [4]",
        "filter: {t: 'y'}, collation: {locale: 'en', strength: 2} => [1]",
        "filter: {o: {n: 'q'}}, collation: {locale: 'en', strength: 2} => [4]",
        "filter: {v: {$gt: 'a9'}}, collation: {locale: 'en', numericOrdering: true} => [1, 3, 4]",
        "filter: {s: {$regex: 'ADA'}}, collation: {locale: 'en', strength: 1} => []",
        "filter: {}, sort: {s: 1} => [1, 2, 4, 3]",
        "filter: {}, sort: {s: 1}, collation: {locale: 'en'} => [2, 1, 3, 4]",
        "filter: {}, sort: {s: 1}, collation: {locale: 'en', caseFirst: 'upper'} => [1, 2, 3, 4]",
        "filter: {}, sort: {v: -1}, collation: {locale: 'en', numericOrdering: true} => [4, 3, 1, 2]");
  }

  @Test
  void refusesWrongCollationsWithMongosErrors() {
    hold(
        "{find: 'w', collation: %s}",
        "{} => 40414 BSON field 'collation.locale' is missing but a required field",
        "{locale: 5} => 14 BSON field 'collation.locale' is the wrong type 'int', expected type 'string'",
        "{locale: 'xx'} => 2 Field 'locale' is invalid in: { locale: \"xx\" }",
        "{locale: 'en', strength: 9} => 2 Enumeration value '9' for field 'collation.strength' is not a valid value.",
        "{locale: 'en', nope: 1} => 40415 BSON field 'collation.nope' is an unknown field.",
        "{locale: 'en', alternate: 'x'}"
            + " => 2 Enumeration value 'x' for field 'collation.alternate' is not a valid value.");
  }

  @Test
  void groupsSortsAndMatchesByTheCollation() {
    hold(
        "{aggregate: 'w', cursor: {}, collation: {locale: 'en', strength: 1, numericOrdering: true}, pipeline: [%s]}",
        "{$match: {s: 'ADA'}} => [1, 2, 3]",
        "{$group: {_id: '$s'}} => [Ada, bob]",
        "{$sort: {v: 1}}, {$limit: 2} => [2, 1]",
        "{$facet: {a: [{$match: {s: 'BOB'}}]}}, {$unwind: '$a'}, {$replaceRoot: {newRoot: '$a'}} => [4]");
    assertThat(database.getCollection("w").distinct("s", String.class)).containsExactly("Ada", "ada", "bob", "Àda");
    Document distinct =
        database.runCommand(BsonDocument.parse("{distinct: 'w', key: 's', collation: {locale: 'en', strength: 1}}"));
    assertThat(distinct.getList("values", String.class)).containsExactly("Ada", "bob");
  }

  @Test
  void matchesRegularExpressionsInExpressions() {
    hold(
        "{aggregate: 'w', cursor: {}, pipeline: [%s]}",
        "{$match: {$expr: {$regexMatch: {input: '$s', regex: 'ADA', 'options': 'i'}}}} => [1, 2]",
        "{$project: {_id: {$regexFind: {input: '$v', regex: '([a-z])(1)(x)?'}}}}"
            + " => [Document{{match=a1, idx=0, captures=[a, 1, null]}}, null,"
            + " Document{{match=a1, idx=0, captures=[a, 1, null]}}, null]",
        "{$match: {_id: 3}}, {$project: {_id: {$regexFindAll: {input: '$v', regex: '0'}}}}"
            + " => [[Document{{match=0, idx=2, captures=[]}}, Document{{match=0, idx=3, captures=[]}}]]",
        "{$group: {_id: {$regexMatch: {input: '$nope', regex: 'x'}}}} => [false]",
        "{$project: {x: {$regexMatch: {regex: 'x'}}}} => 31022 Invalid $project :: caused by :: $regexMatch requires"
            + " 'input' parameter",
        "{$match: {$expr: {$regexMatch: {input: '$_id', regex: 'x'}}}}"
            + " => 51104 PlanExecutor error during aggregation :: caused by ::"
            + " $regexMatch needs 'input' to be of type string");
    hold("{find: 'w', filter: {$expr: {$regexMatch: %s}}}", "{input: '$s', regex: '^A'} => [1]");
  }

  @Test
  void keepsAUniqueIndexByItsCollation() {
    insert("u", "{_id: 1, s: 'Ada'}", "{_id: 2, s: 'ADA'}");
    String index = "{key: {s: 1}, name: 's', unique: true, collation: {locale: 'en', strength: 2}}";
    String create = "{createIndexes: 'u', indexes: [" + index + "]}";
    assertThat(write(create)).startsWith("11000");
    database.getCollection("u").deleteOne(new Document("_id", 2));
    assertThat(write(create)).isEqualTo("ok");
    assertThat(write("{insert: 'u', documents: [{_id: 3, s: 'aDA'}]}")).startsWith("11000");
    assertThat(write("{update: 'u', updates: [{q: {_id: 1}, u: {$set: {s: 'ADA'}}}]}")).isEqualTo("ok");
    assertThat(run("{find: 'u', filter: {s: 'ada'}, collation: {locale: 'en', strength: 2}}")).isEqualTo("[1]");
    assertThat(run("{find: 'u', filter: {s: 'ada'}}")).isEqualTo("[]");
    String delete = "{delete: 'u', deletes: [{q: {s: 'ada'}, limit: 0, collation: {locale: 'en', strength: 2}}]}";
    assertThat(write(delete)).isEqualTo("ok");
    assertThat(run("{find: 'u'}")).isEqualTo("[]");
    assertThat(write("{insert: 'u', documents: [{_id: 3, s: 'aDA'}]}")).isEqualTo("ok");
  }

  private static String write(String command) {
    try {
      Document reply = database.runCommand(BsonDocument.parse(command));
      List<Document> errors = reply.getList("writeErrors", Document.class, List.of());
      return errors.isEmpty() ? "ok" : errors.getFirst().get("code") + " " + errors.getFirst().get("errmsg");
    } catch (MongoException e) {
      return e.getCode() + " " + e.getMessage();
    }
  }
}
