package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.oplog.Oplog;
import io.cortado.mongo.embedded.value.Errors;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Places in the oplog, as change streams give and take them: hexadecimal digits that sort by time. Any thread. */
final class ResumeToken {

  private static final String PREFIX = "82";
  private static final String EVENT = "2B0229296E04";
  private static final String INVALIDATION = "2B042C0100296E04";
  private static final String BETWEEN = "2B0429296E1404";
  private static final int TIME_DIGITS = 16;

  private ResumeToken() {}

  /** {@code event} is false for a time at which nothing happened that is shown. */
  static String of(long time, boolean event) {
    return PREFIX + hex(time) + (event ? EVENT : BETWEEN);
  }

  static String invalidation(long time) {
    return PREFIX + hex(time) + INVALIDATION;
  }

  private static String hex(long time) {
    return String.format("%016X", time);
  }

  private static String data(@Nullable Object token) {
    if (!(token instanceof Document document) || !(document.get("_data") instanceof String data)) {
      throw Errors.of(40647, "Bad resume token: _data of missing or of wrong type");
    }
    boolean digits = data.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    if (!digits || data.length() % 2 != 0 || data.isEmpty()) {
      throw Errors.failedToParse("resume token string was not a valid hex string");
    }
    if (!data.startsWith(PREFIX) || data.length() < PREFIX.length() + TIME_DIGITS) {
      throw Errors.of(50811, "Invalid resume token");
    }
    return data.toUpperCase(Locale.ROOT);
  }

  static boolean isInvalidation(@Nullable Object token) {
    return data(token).endsWith(INVALIDATION);
  }

  private static long time(@Nullable Object token) {
    return Long.parseUnsignedLong(data(token), PREFIX.length(), PREFIX.length() + TIME_DIGITS, 16);
  }

  /** The time behind which a stream begins, by the options of {@code $changeStream}. */
  static long start(Document options, Oplog oplog) {
    int given = 0;
    long start = oplog.last();
    for (String option : new String[] {"resumeAfter", "startAfter", "startAtOperationTime"}) {
      Object value = options.get(option);
      if (value != null) {
        given++;
        if (value instanceof BsonTimestamp timestamp) {
          start = timestamp.getValue() - 1;
        } else {
          start = time(value);
        }
      }
    }
    if (given > 1) {
      throw Errors.of(
          40674, "Only one type of resume option is allowed, but multiple were found.");
    }
    if (given > 0 && !oplog.reaches(start)) {
      throw ChangeCursor.lost();
    }
    return start;
  }
}
