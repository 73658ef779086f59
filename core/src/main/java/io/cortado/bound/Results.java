package io.cortado.bound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Turns what Java gives into what JavaScript gets: values are copied as Jackson would write them, objects stay. Any thread. */
final class Results {
  private final Json json;
  private final Shapes shapes;

  Results(Json json, Shapes shapes) {
    this.json = json;
    this.shapes = shapes;
  }

  /** A value for JavaScript: itself, or a {@link Shown}. A stream is read to its end. */
  @Nullable Object shown(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean truth -> truth;
      case Integer number -> number;
      case Double number -> number;
      case Long number -> Math.abs(number) <= Json.MAX_SAFE ? number : exact(number);
      case BigDecimal number -> exact(number);
      case BigInteger number -> exact(number);
      case Float number -> Double.parseDouble(number.toString());
      case Short number -> number.intValue();
      case Byte number -> number.intValue();
      case Character letter -> letter.toString();
      case Value own -> new Shown(Shown.PLAIN, own);
      case CompletionStage<?> stage -> new Shown(Shown.PROMISE, stage);
      case Future<?> future -> new Shown(Shown.PROMISE, future);
      case InputStream input -> new Shown(Shown.INPUT, input);
      case byte[] bytes -> new Shown(Shown.BYTES, ByteBuffer.wrap(bytes.clone()));
      default -> other(value);
    };
  }

  private static Shown exact(Number number) {
    return new Shown(Shown.EXACT, new ExactNumber(number));
  }

  private @Nullable Object other(Object value) {
    if (JavaTypes.isOptional(value)) {
      return shown(JavaTypes.present(value));
    }
    if (isScalar(value)) {
      return scalar(json.scalar(value));
    }
    if (value instanceof TreeNode) {
      return written(value);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof BaseStream<?, ?> stream) {
      try (stream) {
        return list(stream.iterator());
      }
    }
    if (value instanceof Iterable<?> elements) {
      return list(elements.iterator());
    }
    return value.getClass().isArray() ? array(value) : new Shown(Shown.OBJECT, value, shapes.of(value).number());
  }

  private Shown written(Object value) {
    try {
      return new Shown(Shown.JSON, json.write(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Types that Jackson writes as one text or number. */
  static boolean isScalar(Object value) {
    return value instanceof Enum || value instanceof CharSequence || value instanceof TemporalAccessor
        || value instanceof TemporalAmount || value instanceof ZoneId || value instanceof UUID || value instanceof Date
        || value instanceof Calendar || value instanceof URI || value instanceof URL || value instanceof Path
        || value instanceof File || value instanceof Locale || value instanceof Currency || value instanceof InetAddress
        || value instanceof Number;
  }

  private @Nullable Object scalar(JsonNode node) {
    if (node.isNumber()) {
      return shown(node.numberValue());
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    // An enum may be written as an object.
    return node.isContainerNode() ? written(node) : node.isNull() ? null : node.asText();
  }

  private Shown list(Iterator<?> elements) {
    List<@Nullable Object> all = new ArrayList<>();
    while (elements.hasNext()) {
      all.add(shown(elements.next()));
    }
    return new Shown(Shown.LIST, all.toArray());
  }

  private Shown array(Object array) {
    @Nullable Object[] all = new @Nullable Object[Array.getLength(array)];
    for (int i = 0; i < all.length; i++) {
      all[i] = shown(Array.get(array, i));
    }
    return new Shown(Shown.LIST, all);
  }

  private Shown map(Map<?, ?> map) {
    @Nullable Object[] pairs = new @Nullable Object[map.size() * 2];
    int at = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (at < pairs.length) {
        pairs[at++] = name(entry.getKey());
        pairs[at++] = shown(entry.getValue());
      }
    }
    return new Shown(Shown.MAP, pairs);
  }

  private String name(@Nullable Object key) {
    return key == null ? "" : isScalar(key) ? json.scalar(key).asText() : key.toString();
  }
}
