package io.cortado.express.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that an Accept field accepts, or that is offered, as the majors read it.
 *
 * @param name as it stands there; of a media type the type alone
 * @param detail of a media type the subtype, of a language the name without its regions
 * @param quality NaN where it is no number
 */
record AcceptedRange(String name, String detail, Map<String, String> parameters, double quality) {
  /** Whether the quality tells more than that there is none. */
  boolean isRated() {
    return quality > 0 || quality < 0;
  }

  /** As Express 5 does it: whatever stands there is a range; null for a media type without a slash, or for nothing. */
  static List<@Nullable AcceptedRange> lenient(Negotiation.Kind kind, String field) {
    List<@Nullable AcceptedRange> ranges = new ArrayList<>();
    ContentType.LenientReader reader = new ContentType.LenientReader(field, ',');
    while (reader.hasNext()) {
      ranges.add(leniently(kind, reader.read()));
    }
    return ranges;
  }

  static @Nullable AcceptedRange lenientOffer(Negotiation.Kind kind, String offer) {
    boolean isName = kind == Negotiation.Kind.CHARSET || kind == Negotiation.Kind.ENCODING;
    return isName ? new AcceptedRange(offer, "", Map.of(), 1) : leniently(kind, ContentType.lenient(offer));
  }

  private static @Nullable AcceptedRange leniently(Negotiation.Kind kind, ContentType read) {
    String name = read.type();
    Map<String, String> parameters = read.parameters();
    String given = parameters.remove("q");
    double quality = given == null || given.isEmpty() ? 1 : Characters.leadingDecimal(given);
    int cut = name.indexOf(kind == Negotiation.Kind.MEDIA ? '/' : '-');
    if (kind == Negotiation.Kind.MEDIA) {
      return cut < 0 ? null : new AcceptedRange(name.substring(0, cut), name.substring(cut + 1), parameters, quality);
    }
    return name.isEmpty() ? null : new AcceptedRange(name, cut < 0 ? name : name.substring(0, cut), Map.of(), quality);
  }

  /** As Express 4 does it; null for what has not the form of a range. */
  static List<@Nullable AcceptedRange> strict(Negotiation.Kind kind, String field) {
    List<@Nullable AcceptedRange> ranges = new ArrayList<>();
    for (String item : kind == Negotiation.Kind.MEDIA ? splitUnquoted(field, ',') : Characters.split(field, ',')) {
      ranges.add(strictly(kind, Characters.trim(item)));
    }
    return ranges;
  }

  static @Nullable AcceptedRange strictOffer(Negotiation.Kind kind, String offer) {
    boolean isName = kind == Negotiation.Kind.CHARSET || kind == Negotiation.Kind.ENCODING;
    return isName ? new AcceptedRange(offer, "", Map.of(), 1) : strictly(kind, offer);
  }

  private static @Nullable AcceptedRange strictly(Negotiation.Kind kind, String text) {
    int semicolon = text.indexOf(';');
    String name = Characters.trim(semicolon < 0 ? text : text.substring(0, semicolon));
    String rest = semicolon < 0 ? "" : text.substring(semicolon + 1);
    if (name.isEmpty() || name.chars().anyMatch(c -> Characters.isBlank((char) c))) {
      return null;
    }
    int cut = name.indexOf(kind == Negotiation.Kind.MEDIA ? '/' : '-');
    boolean isCut = cut > 0 && cut < name.length() - 1;
    return switch (kind) {
      case MEDIA -> isCut ? media(name.substring(0, cut), name.substring(cut + 1), rest) : null;
      case LANGUAGE -> cut < 0 || isCut
          ? new AcceptedRange(name, cut < 0 ? name : name.substring(0, cut), Map.of(), quality(rest, false)) : null;
      case CHARSET, ENCODING -> new AcceptedRange(name, "", Map.of(), quality(rest, true));
    };
  }

  /** Parameters count up to the quality, which what follows extends. */
  private static AcceptedRange media(String type, String subtype, String rest) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : rest.isEmpty() ? List.<String>of() : splitUnquoted(rest, ';')) {
      String pair = Characters.trim(part);
      int equals = pair.indexOf('=');
      String name = (equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
      String value = equals < 0 ? "" : unquoted(pair.substring(equals + 1));
      if (name.equals("q")) {
        return new AcceptedRange(type, subtype, parameters, Characters.leadingDecimal(value));
      }
      parameters.put(name, value);
    }
    return new AcceptedRange(type, subtype, parameters, 1);
  }

  /** The quality among parameters: of a name the first that is given, of a language the last, which bears no blanks. */
  private static double quality(String rest, boolean first) {
    double quality = 1;
    for (String part : Characters.split(rest, ';')) {
      List<String> pair = Characters.split(first ? Characters.trim(part) : part, '=');
      if (pair.getFirst().equals("q")) {
        quality = Characters.leadingDecimal(pair.size() < 2 ? "" : pair.get(1));
        if (first) {
          return quality;
        }
      }
    }
    return quality;
  }

  /** Splits at a separator that does not stand between quotes. */
  private static List<String> splitUnquoted(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == separator && !quoted) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static String unquoted(String value) {
    boolean quoted = value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, Math.max(1, value.length() - 1)) : value;
  }
}
