package io.cortado.mongo.embedded.value;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.TypeMismatchException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graalvm.shadowed.com.ibm.icu.text.Collator;
import org.graalvm.shadowed.com.ibm.icu.text.RuleBasedCollator;
import org.graalvm.shadowed.com.ibm.icu.util.ULocale;
import org.jspecify.annotations.Nullable;

/** A {@code collation} document, checked as MongoDB checks it. Runs on the server's thread. */
final class CollationOptions {

  private static final int MISSING_FIELD = 40414;
  private static final int UNKNOWN_FIELD = 40415;
  private static final int MAX_STRENGTH = 5;

  /** The version of the collation data that MongoDB reports. */
  private static final String VERSION = "57.1";

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "caseFirst", List.of("off", "upper", "lower"),
          "alternate", List.of("non-ignorable", "shifted"),
          "maxVariable", List.of("punct", "space"));

  private static final Set<String> SWITCHES = Set.of("caseLevel", "numericOrdering", "normalization", "backwards");
  private static final Set<String> OTHERS = Set.of("locale", "strength", "version");

  private static final class Languages {
    static final Set<String> NAMES =
        Stream.of(Collator.getAvailableULocales()).map(ULocale::getLanguage).collect(Collectors.toSet());
  }

  private final Document given;
  private final String locale;

  private CollationOptions(Document given, String locale) {
    this.given = given;
    this.locale = locale;
  }

  static CollationOptions of(Object value) {
    if (!(value instanceof Document given)) {
      throw wrongType("collation", value, "object");
    }
    given.forEach(CollationOptions::check);
    if (!(given.get("locale") instanceof String locale)) {
      throw new MongoServerError(
          MISSING_FIELD,
          "Location" + MISSING_FIELD,
          "BSON field 'collation.locale' is missing but a required field");
    }
    boolean simple = locale.equals("simple");
    if (simple && given.size() > 1 || !simple && !isKnown(locale)) {
      throw new BadValueException("Field 'locale' is invalid in: { locale: \"" + locale + "\" }");
    }
    return new CollationOptions(given, locale);
  }

  private static void check(String name, @Nullable Object value) {
    String path = "collation." + name;
    if (SWITCHES.contains(name)) {
      if (!(value instanceof Boolean)) {
        throw wrongType(path, value, "bool");
      }
    } else if (WORDS.containsKey(name)) {
      if (!(value instanceof String)) {
        throw wrongType(path, value, "string");
      }
      if (!WORDS.getOrDefault(name, List.of()).contains(value)) {
        throw notInEnumeration(path, value);
      }
    } else if (name.equals("strength")) {
      if (!(value instanceof Number number)) {
        throw wrongType(path, value, "number");
      }
      if (number.intValue() != number.doubleValue() || number.intValue() < 1 || number.intValue() > MAX_STRENGTH) {
        throw notInEnumeration(path, value);
      }
    } else if (!OTHERS.contains(name)) {
      throw new MongoServerError(
          UNKNOWN_FIELD, "Location" + UNKNOWN_FIELD, "BSON field '" + path + "' is an unknown field.");
    } else if (!(value instanceof String)) {
      throw wrongType(path, value, "string");
    }
  }

  private static boolean isKnown(String locale) {
    ULocale parsed = new ULocale(locale);
    return Languages.NAMES.contains(parsed.getLanguage());
  }

  private static BadValueException notInEnumeration(String path, @Nullable Object value) {
    return new BadValueException("Enumeration value '" + value + "' for field '" + path + "' is not a valid value.");
  }

  private static TypeMismatchException wrongType(String path, @Nullable Object value, String expected) {
    String actual = value == null ? "null" : Utils.describeType(value);
    return new TypeMismatchException(
        "BSON field '" + path + "' is the wrong type '" + actual + "', expected type '" + expected + "'");
  }

  boolean isSimple() {
    return locale.equals("simple");
  }

  private boolean isOn(String name, boolean otherwise) {
    return given.get(name) instanceof Boolean on ? on : otherwise;
  }

  private String word(String name) {
    return given.get(name) instanceof String word ? word : WORDS.getOrDefault(name, List.of("")).getFirst();
  }

  private int strength() {
    return given.get("strength") instanceof Number number ? number.intValue() : 3;
  }

  RuleBasedCollator collator() {
    RuleBasedCollator collator = (RuleBasedCollator) Collator.getInstance(new ULocale(locale));
    collator.setStrength(strength() == MAX_STRENGTH ? Collator.IDENTICAL : strength() - 1);
    collator.setCaseLevel(isOn("caseLevel", false));
    switch (word("caseFirst")) {
      case "upper" -> collator.setUpperCaseFirst(true);
      case "lower" -> collator.setLowerCaseFirst(true);
      default -> {}
    }
    collator.setNumericCollation(isOn("numericOrdering", false));
    if (given.containsKey("alternate")) {
      collator.setAlternateHandlingShifted(word("alternate").equals("shifted"));
    }
    boolean spacesOnly = word("maxVariable").equals("space");
    collator.setMaxVariable(spacesOnly ? Collator.ReorderCodes.SPACE : Collator.ReorderCodes.PUNCTUATION);
    if (isOn("normalization", false)) {
      collator.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
    }
    if (given.containsKey("backwards")) {
      collator.setFrenchCollation(isOn("backwards", false));
    }
    return collator;
  }

  Document complete() {
    return new Document("locale", locale)
        .append("caseLevel", isOn("caseLevel", false))
        .append("caseFirst", word("caseFirst"))
        .append("strength", strength())
        .append("numericOrdering", isOn("numericOrdering", false))
        .append("alternate", word("alternate"))
        .append("maxVariable", word("maxVariable"))
        .append("normalization", isOn("normalization", false))
        .append("backwards", isOn("backwards", locale.equals("fr_CA")))
        .append("version", VERSION);
  }
}
