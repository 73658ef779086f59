package io.cortado.mongo.embedded.oplog;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an update has changed, as the {@code updateDescription} of a change stream shows it. One thread. */
final class Difference {

  private final Document updated = new Document();
  private final List<String> removed = new ArrayList<>();
  private final List<Document> truncated = new ArrayList<>();

  private Difference() {}

  /** {@code spec} is the update; where it is one by operators, its paths are those that are shown. */
  static Document of(Document before, Document after, @Nullable Object spec) {
    Difference difference = new Difference();
    if (spec instanceof Document operators && operators.keySet().stream().allMatch(name -> name.startsWith("$"))) {
      difference.byOperators(before, after, operators);
    } else {
      difference.documents("", before, after);
    }
    return new Document("updatedFields", difference.updated)
        .append("removedFields", difference.removed)
        .append("truncatedArrays", difference.truncated);
  }

  private void byOperators(Document before, Document after, Document operators) {
    TreeSet<String> paths = new TreeSet<>();
    for (Map.Entry<String, Object> operator : operators.entrySet()) {
      if (operator.getValue() instanceof Document fields) {
        fields.forEach(
            (path, operand) -> {
              paths.add(path);
              if (operator.getKey().equals("$rename")) {
                paths.add(String.valueOf(operand));
              }
            });
      }
    }
    for (String path : paths) {
      int positional = path.indexOf(".$");
      if (positional >= 0) {
        at(path.substring(0, positional), before, after, true);
      } else {
        at(path, before, after, false);
      }
    }
  }

  private void at(String path, Document before, Document after, boolean within) {
    Object old = before;
    Object now = after;
    StringBuilder reached = new StringBuilder();
    for (String name : path.split("\\.", -1)) {
      old = member(old, name);
      now = member(now, name);
      reached.append(reached.isEmpty() ? "" : ".").append(name);
      if (old instanceof Missing || now instanceof Missing) {
        break;
      }
    }
    String place = reached.toString();
    if (now instanceof Missing) {
      if (!(old instanceof Missing)) {
        removed.add(place);
      }
    } else if (old instanceof Missing || !Objects.equals(old, now)) {
      boolean grown = old instanceof List<?> list && now instanceof List<?> more && startsWith(more, list);
      if (grown || within && old instanceof List<?> && now instanceof List<?>) {
        values(place, old, now);
      } else {
        updated.put(place, now);
      }
    }
  }

  private static boolean startsWith(List<?> list, List<?> beginning) {
    return list.size() > beginning.size() && list.subList(0, beginning.size()).equals(beginning);
  }

  private static @Nullable Object member(@Nullable Object value, String name) {
    if (value instanceof Document document) {
      return document.getOrMissing(name);
    }
    if (value instanceof List<?> list && !name.isEmpty() && name.chars().allMatch(Character::isDigit)
        && name.length() < 9 && Integer.parseInt(name) < list.size()) {
      return list.get(Integer.parseInt(name));
    }
    return Missing.getInstance();
  }

  private void documents(String prefix, Document before, Document after) {
    for (String name : before.keySet()) {
      if (!after.containsKey(name)) {
        removed.add(prefix + name);
      }
    }
    for (Map.Entry<String, Object> field : after.entrySet()) {
      String path = prefix + field.getKey();
      if (!before.containsKey(field.getKey())) {
        updated.put(path, field.getValue());
      } else {
        values(path, before.get(field.getKey()), field.getValue());
      }
    }
  }

  private void values(String path, @Nullable Object before, @Nullable Object after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before instanceof Document old && after instanceof Document now) {
      documents(path + ".", old, now);
    } else if (before instanceof List<?> old && after instanceof List<?> now && !now.isEmpty()) {
      if (now.size() < old.size()) {
        truncated.add(new Document("field", path).append("newSize", now.size()));
      }
      for (int i = 0; i < now.size(); i++) {
        if (i >= old.size()) {
          updated.put(path + "." + i, now.get(i));
        } else {
          values(path + "." + i, old.get(i), now.get(i));
        }
      }
    } else {
      updated.put(path, after);
    }
  }
}
