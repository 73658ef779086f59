package io.cortado.bound;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jackson, with the modules that the program has on its class path, and what those for Java 8 would do where they are not
 * there. Dates are written as text. Any thread.
 */
final class Json {
  /** Beyond this JavaScript's numbers lose digits. */
  static final long MAX_SAFE = (1L << 53) - 1;

  /** In front of a text with numbers that are to be kept digit by digit; no JSON begins like this. */
  static final char EXACT = '!';

  private static final String SEEN = "cortado.exact";

  private final ObjectMapper mapper;

  Json(ClassLoader loader) {
    SimpleModule ours = new SimpleModule("cortado");
    ours.addSerializer(new Exact<>(BigDecimal.class));
    ours.addSerializer(new Exact<>(BigInteger.class));
    ours.addSerializer(Long.class, new Exact<>(Long.class));
    ours.addSerializer(Long.TYPE, new Exact<>(Long.class));
    JavaTypes.addTo(ours);
    this.mapper =
        JsonMapper.builder()
            .addModule(ours)
            // They come later and so before ours.
            .addModules(MapperBuilder.findModules(loader))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  /** The text of a value, behind {@link #EXACT} where JavaScript's parser would round a number of it. */
  String write(Object value) throws JsonProcessingException {
    boolean[] seen = new boolean[1];
    String text = mapper.writer().withAttribute(SEEN, seen).writeValueAsString(value);
    return seen[0] ? EXACT + text : text;
  }

  /** A value that is written as one text, number or boolean. */
  JsonNode scalar(Object value) {
    return mapper.valueToTree(value);
  }

  Object read(String text, Type type) throws JsonProcessingException {
    return mapper.readValue(text, mapper.constructType(type));
  }

  /** Why something could not be converted, without the place in a text that nobody knows. */
  static @Nullable String reason(RuntimeException failure) {
    return failure.getCause() instanceof JsonProcessingException cause ? cause.getOriginalMessage() : failure.getMessage();
  }

  Class<?> raw(Type type) {
    return mapper.constructType(type).getRawClass();
  }

  /** A value as one of another type, by way of how both are written. */
  Object convert(Object value, Type type) {
    return mapper.convertValue(value, mapper.constructType(type));
  }

  /** What is written of objects of a type, with who reads it. */
  List<BeanPropertyDefinition> properties(Class<?> type) {
    JavaType known = mapper.constructType(type);
    return mapper.getSerializationConfig().introspect(known).findProperties();
  }

  /** Writes numbers as Jackson does, and notes those that JavaScript would write otherwise. */
  private static final class Exact<T extends Number> extends StdSerializer<T> {
    @Serial private static final long serialVersionUID = 1L;

    Exact(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
      if (value instanceof Long number) {
        out.writeNumber(number);
        if (Math.abs(number) <= MAX_SAFE) {
          return;
        }
      } else if (value instanceof BigInteger number) {
        out.writeNumber(number);
      } else {
        out.writeNumber((BigDecimal) value);
      }
      if (provider.getAttribute(SEEN) instanceof boolean[] seen) {
        seen[0] = true;
      }
    }
  }
}
