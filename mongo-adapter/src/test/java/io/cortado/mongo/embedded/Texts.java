package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBinarySubType;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;
import org.bson.internal.UuidHelper;

/** Reads extended JSON, with single quotes if wanted, into the values that the engine has. */
final class Texts {

  private Texts() {}

  static Document document(String json) {
    return (Document) value(BsonDocument.parse(json));
  }

  /** Any value, not only a document. */
  static Object value(String json) {
    return document("{v: " + json + "}").get("v");
  }

  private static Object value(BsonValue value) {
    return switch (value.getBsonType()) {
      case DOCUMENT -> {
        Document document = new Document();
        value.asDocument().forEach((name, part) -> document.put(name, value(part)));
        yield document;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        value.asArray().forEach(part -> list.add(value(part)));
        yield list;
      }
      case INT32 -> value.asInt32().getValue();
      case INT64 -> value.asInt64().getValue();
      case DOUBLE -> value.asDouble().getValue();
      case DECIMAL128 -> {
        org.bson.types.Decimal128 decimal = value.asDecimal128().getValue();
        yield new Decimal128(decimal.getLow(), decimal.getHigh());
      }
      case STRING -> value.asString().getValue();
      case BOOLEAN -> value.asBoolean().getValue();
      case NULL -> null;
      case DATE_TIME -> Instant.ofEpochMilli(value.asDateTime().getValue());
      case OBJECT_ID -> new ObjectId(value.asObjectId().getValue().toByteArray());
      case REGULAR_EXPRESSION ->
          new BsonRegularExpression(
              value.asRegularExpression().getPattern(), value.asRegularExpression().getOptions());
      case TIMESTAMP -> new BsonTimestamp(value.asTimestamp().getValue());
      case JAVASCRIPT -> new BsonJavaScript(value.asJavaScript().getCode());
      case MIN_KEY -> MinKey.getInstance();
      case MAX_KEY -> MaxKey.getInstance();
      case BINARY ->
          value.asBinary().getType() == BsonBinarySubType.UUID_STANDARD.getValue()
              ? UuidHelper.decodeBinaryToUuid(
                  value.asBinary().getData(), value.asBinary().getType(), UuidRepresentation.STANDARD)
              : new BinData(value.asBinary().getData());
      default -> throw new IllegalArgumentException("no value of the engine: " + value);
    };
  }
}
