package io.cortado.bound;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** {@code java.time}, the kinds of Optional and streams, written as Jackson's own modules write them. Pure. */
final class JavaTypes {
  private JavaTypes() {}

  static void addTo(SimpleModule module) {
    module.addSerializer(TemporalAccessor.class, writer(TemporalAccessor.class, JavaTypes::text));
    module.addSerializer(TemporalAmount.class, writer(TemporalAmount.class, Object::toString));
    module.addSerializer(ZoneId.class, writer(ZoneId.class, ZoneId::getId));
    module.addSerializer(Optional.class, writer(Optional.class, JavaTypes::present));
    module.addSerializer(OptionalInt.class, writer(OptionalInt.class, JavaTypes::present));
    module.addSerializer(OptionalLong.class, writer(OptionalLong.class, JavaTypes::present));
    module.addSerializer(OptionalDouble.class, writer(OptionalDouble.class, JavaTypes::present));
    module.addSerializer(new Elements());
    module.addDeserializer(Optional.class, new Content(null));
    reads(module, Instant.class, Instant::parse);
    reads(module, LocalDate.class, LocalDate::parse);
    reads(module, LocalDateTime.class, LocalDateTime::parse);
    reads(module, LocalTime.class, LocalTime::parse);
    reads(module, OffsetDateTime.class, OffsetDateTime::parse);
    reads(module, OffsetTime.class, OffsetTime::parse);
    reads(module, ZonedDateTime.class, ZonedDateTime::parse);
    reads(module, Year.class, Year::parse);
    reads(module, YearMonth.class, YearMonth::parse);
    reads(module, Duration.class, Duration::parse);
    reads(module, Period.class, Period::parse);
    reads(module, ZoneId.class, ZoneId::of);
  }

  /** A point in time, or a part of one. */
  static String text(TemporalAccessor value) {
    return switch (value) {
      case LocalDateTime time -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
      case LocalTime time -> DateTimeFormatter.ISO_LOCAL_TIME.format(time);
      case OffsetDateTime time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
      case ZonedDateTime time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
      default -> value.toString();
    };
  }

  /** What is in an Optional of any kind, or null. */
  static @Nullable Object present(Object optional) {
    return switch (optional) {
      case Optional<?> any -> any.isPresent() ? any.get() : null;
      case OptionalInt number -> number.isPresent() ? number.getAsInt() : null;
      case OptionalLong number -> number.isPresent() ? number.getAsLong() : null;
      case OptionalDouble number -> number.isPresent() ? number.getAsDouble() : null;
      default -> throw new IllegalArgumentException(optional.getClass().getName());
    };
  }

  static boolean isOptional(Object value) {
    return value instanceof Optional || value instanceof OptionalInt || value instanceof OptionalLong
        || value instanceof OptionalDouble;
  }

  private static <T> StdSerializer<T> writer(Class<T> type, Function<? super T, ? extends @Nullable Object> shown) {
    return new Instead<>(type, shown);
  }

  private static <T> void reads(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addDeserializer(type, new Parsed<>(type, parse));
  }

  /** Writes something else in a value's place. */
  private static final class Instead<T> extends StdSerializer<T> {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Function<? super T, ? extends @Nullable Object> shown;

    Instead(Class<T> type, Function<? super T, ? extends @Nullable Object> shown) {
      super(type);
      this.shown = shown;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
      provider.defaultSerializeValue(shown.apply(value), out);
    }
  }

  /** Writes a stream as an array, and closes it. */
  private static final class Elements extends StdSerializer<BaseStream<?, ?>> {
    @Serial private static final long serialVersionUID = 1L;

    Elements() {
      super(BaseStream.class, false);
    }

    @Override
    public void serialize(BaseStream<?, ?> stream, JsonGenerator out, SerializerProvider provider) throws IOException {
      try (stream) {
        out.writeStartArray();
        for (Iterator<?> each = stream.iterator(); each.hasNext(); ) {
          provider.defaultSerializeValue(each.next(), out);
        }
        out.writeEndArray();
      }
    }
  }

  /** Reads what an Optional has or lacks. */
  @SuppressWarnings("rawtypes")
  private static final class Content extends StdDeserializer<Optional> implements ContextualDeserializer {
    @Serial private static final long serialVersionUID = 1L;

    private final @Nullable JavaType type;

    Content(@Nullable JavaType type) {
      super(Optional.class);
      this.type = type;
    }

    @Override
    public Content createContextual(DeserializationContext context, @Nullable BeanProperty property) {
      return new Content(context.getContextualType().containedTypeOrUnknown(0));
    }

    @Override
    public Optional<?> deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Optional.ofNullable(context.readValue(in, type));
    }

    @Override
    public Optional<?> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }

    @Override
    public Optional<?> getAbsentValue(DeserializationContext context) {
      return Optional.empty();
    }
  }

  private static final class Parsed<T> extends StdDeserializer<T> {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    Parsed(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public @Nullable T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getValueAsString();
      try {
        return parse.apply(text);
      } catch (DateTimeException e) {
        return handledType().cast(context.handleWeirdStringValue(handledType(), text, e.getMessage()));
      }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<T> handledType() {
      return (Class<T>) super.handledType();
    }
  }
}
