package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches for words and places, with the examples and results of MongoDB's manual. */
class TextAndPlacesTest {

  private static EmbeddedServer server;
  private static MongoClient client;
  private static MongoCollection<Document> articles;
  private static MongoCollection<Document> places;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start(0, null);
    client = MongoClients.create(server.uri());
    MongoDatabase database = client.getDatabase("d");
    articles = database.getCollection("articles");
    articles.createIndex(new Document("subject", "text"));
    articles.insertMany(
        parsed(
            "{_id: 1, subject: 'coffee', author: 'xyz'}",
            "{_id: 2, subject: 'Coffee Shopping', author: 'efg'}",
            "{_id: 3, subject: 'Baking a cake', author: 'abc'}",
            "{_id: 4, subject: 'baking', author: 'xyz'}",
            "{_id: 5, subject: 'Caf\\u00e9 Con Leche', author: 'abc'}",
            "{_id: 7, subject: 'coffee and cream', author: 'efg'}",
            "{_id: 8, subject: 'Cafe con Leche', author: 'xyz'}"));
    places = database.getCollection("places");
    places.createIndex(new Document("location", "2dsphere"));
    places.insertMany(
        parsed(
            "{_id: 1, location: {type: 'Point', coordinates: [-73.97, 40.77]}, category: 'Parks'}",
            "{_id: 2, location: {type: 'Point', coordinates: [-73.9928, 40.7193]}, category: 'Parks'}",
            "{_id: 3, location: {type: 'Point', coordinates: [-73.9375, 40.8303]}, category: 'Stadiums'}",
            "{_id: 4, location: {type: 'Polygon', coordinates: [[[0,0],[10,0],[10,10],[0,10],[0,0]],"
                + "[[4,4],[6,4],[6,6],[4,6],[4,4]]]}}"));
  }

  private static List<Document> parsed(String... documents) {
    return java.util.Arrays.stream(documents).map(Document::parse).toList();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static List<Object> ids(MongoCollection<Document> collection, String query) {
    return collection.find(Document.parse(query)).map(found -> found.get("_id")).into(new ArrayList<>());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {$search: 'coffee'} | [1, 2, 7]
          {$search: 'bake coffee cake'} | [1, 2, 3, 4, 7]
          {$search: '"coffee shop"'} | [2]
          {$search: 'coffee -shop'} | [1, 7]
          {$search: 'CAF\u00c9'} | [5, 8]
          {$search: 'Coffee', $caseSensitive: true} | [2]
          {$search: 'caf\u00e9', $diacriticSensitive: true} | [5]
          {$search: 'the and'} | []
          """)
  void findsWords(String text, String expected) {
    List<Object> found = ids(articles, "{$text: " + text + "}");
    assertThat(found.stream().sorted().toList()).hasToString(expected);
  }

  @Test
  void scoresWords() {
    List<Document> found =
        articles
            .find(Document.parse("{$text: {$search: 'coffee'}}"))
            .projection(Document.parse("{score: {$meta: 'textScore'}}"))
            .sort(Document.parse("{score: {$meta: 'textScore'}, _id: 1}"))
            .into(new ArrayList<>());
    assertThat(found).extracting(one -> one.get("score")).containsExactly(1.0, 0.75, 0.75);
    List<Document> grouped =
        articles
            .aggregate(
                parsed(
                    "{$match: {$text: {$search: 'cake bake'}}}",
                    "{$sort: {score: {$meta: 'textScore'}}}",
                    "{$project: {score: {$meta: 'textScore'}}}"))
            .into(new ArrayList<>());
    assertThat(grouped.getFirst()).isEqualTo(Document.parse("{_id: 3, score: 1.5}"));
    assertThatThrownBy(() -> places.find(Document.parse("{$text: {$search: 'x'}}")).first())
        .hasMessageContaining("text index required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {$near: {$geometry: {type: 'Point', coordinates: [-73.99279, 40.719296]}, $maxDistance: 20000}} | [2, 1, 3]
          {$near: {$geometry: {type: 'Point', coordinates: [-73.99279, 40.719296]}, $maxDistance: 2000}} | [2]
          {$nearSphere: [-73.99279, 40.719296], $minDistance: 0.0001, $maxDistance: 0.01} | [1, 3]
          {$geoWithin: {$centerSphere: [[-73.99279, 40.719296], 0.0007840]}} | [2]
          {$geoIntersects: {$geometry: {type: 'Point', coordinates: [2, 2]}}} | [4]
          {$geoIntersects: {$geometry: {type: 'Point', coordinates: [5, 5]}}} | []
          {$geoIntersects: {$geometry: {type: 'LineString', coordinates: [[-5, 5], [5, 5]]}}} | [4]
          {$geoWithin: {$geometry: {type: 'Polygon', coordinates: [[[-1,-1],[11,-1],[11,11],[-1,11],[-1,-1]]]}}} | [4]
          {$geoWithin: {$box: [[-74, 40.7], [-73.9, 40.8]]}} | [1, 2]
          """)
  void findsPlaces(String condition, String expected) {
    assertThat(ids(places, "{location: " + condition + "}")).hasToString(expected);
  }

  @Test
  void measuresDistances() {
    Document found =
        places
            .aggregate(
                parsed(
                    "{$geoNear: {near: {type: 'Point', coordinates: [-73.99279, 40.719296]}, maxDistance: 2000,"
                        + " distanceField: 'dist.calculated', includeLocs: 'dist.location', query: {category: 'Parks'}}}"))
            .first();
    assertThat(found.get("dist", Document.class).getDouble("calculated")).isEqualTo(0.9539931676365992);
    assertThatThrownBy(() -> places.insertOne(Document.parse("{location: {type: 'Point', coordinates: [200, 1]}}")))
        .hasMessageContaining("longitude/latitude is out of bounds");
  }
}
