package io.cortado.express.http;

import java.util.List;

/** Fields whose value is a list: names, entity tags. Stateless. */
public final class FieldLists {
  private static final String WEAK = "W/";

  private FieldLists() {}

  /** Whether a text may be the name of a field. */
  public static boolean isToken(String text) {
    return Characters.isToken(text);
  }

  /** What stands between the commas, without the spaces around it. */
  public static List<String> items(String field) {
    return Characters.split(field, ',').stream().map(FieldLists::withoutSpaces).toList();
  }

  private static String withoutSpaces(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    return text.substring(from, to);
  }

  /** Whether a list has an entity tag; one of the two may be weak. */
  public static boolean hasTag(String field, String tag) {
    return items(field).stream()
        .anyMatch(item -> item.equals(tag) || item.equals(WEAK + tag) || tag.equals(WEAK + item));
  }
}
