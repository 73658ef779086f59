package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.geo.Nearness;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.index.IndexSpec;
import io.cortado.mongo.embedded.index.Plan;
import io.cortado.mongo.embedded.index.Planner;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Errors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code $near} of a query, or {@code $geoNear}: documents by their distance. Runs on the server's thread. */
final class NearQuery {

  private static final Set<String> OPERATORS = Set.of("$near", "$nearSphere", "$geoNear");
  private static final Set<String> PARTS = Set.of("$near", "$nearSphere", "$geoNear", "$maxDistance", "$minDistance");

  private final Document rest;
  private final String[] path;
  private final Index index;
  private final Nearness nearness;

  private NearQuery(Document rest, String[] path, Index index, Nearness nearness) {
    this.rest = rest;
    this.path = path;
    this.index = index;
    this.nearness = nearness;
  }

  /** A path with the condition that has the order. */
  record Found(String path, Document condition) {}

  /** True when a query asks for an order by distance. */
  static boolean isIn(Document query) {
    for (Map.Entry<String, Object> entry : query.entrySet()) {
      if (entry.getKey().equals("$and") && entry.getValue() instanceof List<?> parts) {
        if (parts.stream().anyMatch(part -> part instanceof Document document && isIn(document))) {
          return true;
        }
      } else if (entry.getValue() instanceof Document condition
          && condition.keySet().stream().anyMatch(OPERATORS::contains)) {
        return true;
      }
    }
    return false;
  }

  static @Nullable NearQuery of(Document query, Table table) {
    if (!isIn(query)) {
      return null;
    }
    List<Found> found = new ArrayList<>();
    Document rest = without(query, found);
    if (found.size() > 1) {
      throw Errors.badValue("Too many geoNear expressions");
    }
    Found near = found.getFirst();
    String operator = near.condition.keySet().stream().filter(OPERATORS::contains).findFirst().orElse("$near");
    Object operand = near.condition.get(operator);
    boolean json = operand instanceof Document document && document.containsKey("$geometry");
    Document bounds = json && operand instanceof Document document ? document : near.condition;
    double least = number(bounds, "$minDistance", 0);
    double most = number(bounds, "$maxDistance", Double.POSITIVE_INFINITY);
    boolean spherical = operator.equals("$nearSphere");
    Nearness nearness =
        json && operand instanceof Document document
            ? Nearness.meters(document.get("$geometry"), least, most)
            : Nearness.of(pair(operand), spherical, least, most);
    if (nearness == null) {
      throw Errors.badValue("invalid point in geo near query $geometry argument: " + operand);
    }
    return new NearQuery(rest, near.path.split("\\.", -1), index(table, near.path, json || spherical, !json), nearness);
  }

  /** Distances may stand in the same array as the pair. */
  private static @Nullable Object pair(@Nullable Object operand) {
    return operand instanceof List<?> list && list.size() > 2 ? list.subList(0, 2) : operand;
  }

  private static double number(Document holder, String name, double otherwise) {
    Object value = holder.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Number number) || number.doubleValue() < 0) {
      throw Errors.badValue(name.substring(1) + " must be nonnegative");
    }
    return number.doubleValue();
  }

  /** The query without its order by distance, which is put into {@code found}. */
  static Document without(Document query, List<Found> found) {
    Document result = new Document();
    for (Map.Entry<String, Object> entry : query.entrySet()) {
      if (entry.getKey().equals("$and") && entry.getValue() instanceof List<?> parts) {
        List<Object> others = new ArrayList<>();
        for (Object part : parts) {
          Document other = part instanceof Document document ? without(document, found) : new Document();
          if (!other.isEmpty()) {
            others.add(other);
          }
        }
        if (!others.isEmpty()) {
          result.put("$and", others);
        }
      } else if (entry.getValue() instanceof Document condition
          && condition.keySet().stream().anyMatch(OPERATORS::contains)) {
        found.add(new Found(entry.getKey(), condition));
        Document other = condition.clone();
        other.keySet().removeAll(PARTS);
        if (!other.isEmpty()) {
          result.put(entry.getKey(), other);
        }
      } else {
        result.put(entry.getKey(), entry.getValue());
      }
    }
    return result;
  }

  private static Index index(Table table, @Nullable String path, boolean sphere, boolean plane) {
    for (Index index : table.indexes()) {
      IndexSpec spec = index.spec();
      boolean kind = sphere && spec.kind() == IndexSpec.Kind.SPHERE || plane && spec.kind() == IndexSpec.Kind.PLANE;
      if (kind && !spec.hidden() && (path == null || spec.key().get(path) instanceof String)) {
        return index;
      }
    }
    throw Errors.of(
        291,
        "error processing query: ns=" + table.namespace()
            + " planner returned error :: caused by :: unable to find index for $geoNear query");
  }

  /** The stage {@code $geoNear}. */
  static NearQuery stage(Document spec, Table table) {
    Object near = spec.get("near");
    boolean json = near instanceof Document document && document.containsKey("type");
    double least = number(spec, "minDistance", 0);
    double most = number(spec, "maxDistance", Double.POSITIVE_INFINITY);
    boolean spherical = Boolean.TRUE.equals(spec.get("spherical"));
    Nearness nearness = json ? Nearness.meters(near, least, most) : Nearness.of(near, spherical, least, most);
    if (nearness == null) {
      throw Errors.of(5860401, "$geoNear requires a 'near' option as an Array or GeoJSON point");
    }
    String key = spec.get("key") instanceof String path ? path : null;
    Index index = index(table, key, json || spherical, !json);
    String path = key == null ? geoPath(index.spec()) : key;
    Document query = spec.get("query") instanceof Document document ? document : new Document();
    return new NearQuery(query, path.split("\\.", -1), index, nearness);
  }

  private static String geoPath(IndexSpec spec) {
    for (Map.Entry<String, Object> field : spec.key().entrySet()) {
      if (field.getValue() instanceof String) {
        return field.getKey();
      }
    }
    return spec.key().keySet().iterator().next();
  }

  Document rest() {
    return rest;
  }

  boolean isBounded() {
    return nearness.isBounded();
  }

  /** The same up to a share of the greatest distance that there is. */
  NearQuery within(double share) {
    return new NearQuery(rest, path, index, nearness.within(share));
  }

  Plan plan() {
    return nearness.isBounded()
        ? Planner.latitudes(index, nearness.lowest(), nearness.highest())
        : Planner.whole(index);
  }

  /** How far a document is; negative for one that is not found. */
  double distance(Document document) {
    return distance(path, 0, document);
  }

  private double distance(String[] names, int depth, @Nullable Object value) {
    if (depth == names.length) {
      return value == null ? -1 : nearness.of(value);
    }
    if (value instanceof Document document) {
      return distance(names, depth + 1, document.get(names[depth]));
    }
    double best = -1;
    if (value instanceof Collection<?> list) {
      for (Object part : list) {
        double one = distance(names, depth, part);
        if (one >= 0 && (best < 0 || one < best)) {
          best = one;
        }
      }
    }
    return best;
  }

  /** The shape that is measured, for {@code includeLocs}. */
  @Nullable Object location(Document document) {
    Object value = document;
    for (String name : path) {
      value = value instanceof Document inner ? inner.get(name) : null;
    }
    return value;
  }
}
