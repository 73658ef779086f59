package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the index for a query. Runs on the server's thread. */
public final class Planner {

  private static final int MOST_RANGES = 2_000;
  private static final int EQUALITY = 100;
  private static final int RANGE = 50;
  private static final int SORT = 20;

  private final List<Index> indexes;
  private final Collation collation;
  private final Document sort;

  /** {@code sort} is empty where no order is asked for. */
  public Planner(List<Index> indexes, Collation collation, Document sort) {
    this.indexes = indexes;
    this.collation = collation;
    this.sort = sort;
  }

  private record Scored(Plan plan, int score) {}

  /** The plan for a query among the indexes that may be used. */
  public Plan plan(Document query) {
    Conditions conditions = new Conditions(query);
    Scored best = best(conditions);
    if (best == null || best.score < RANGE) {
      Plan union = union(conditions);
      if (union != null) {
        return union;
      }
    }
    return best == null ? Plan.scan(false, sort.isEmpty(), query.isEmpty()) : best.plan;
  }

  private @Nullable Scored best(Conditions conditions) {
    Scored best = null;
    for (Index index : indexes) {
      if (!index.spec().hidden()) {
        Scored scored = scored(index, conditions, false);
        if (scored != null && (best == null || scored.score > best.score)) {
          best = scored;
        }
      }
    }
    return best;
  }

  /** The plan that walks through a certain index. */
  public Plan hinted(Index index, Document query) {
    Scored scored = scored(index, new Conditions(query), true);
    if (scored != null) {
      return scored.plan;
    }
    return new Plan(index, List.of(Range.ALL), false, sort.isEmpty(), false, List.of(), List.of());
  }

  /** The plan for the order of the records, or against it. */
  public static Plan natural(boolean backwards, boolean sorted) {
    return Plan.scan(backwards, sorted, false);
  }

  /** The plan for the documents that have one of some words in a text index. */
  public static Plan words(Index index, Collection<String> terms) {
    List<Range> ranges = new ArrayList<>();
    terms.forEach(term -> ranges.add(Range.point(index.writer().of(term))));
    return new Plan(index, Range.sorted(ranges), false, false, false, List.of(), List.of());
  }

  /** The plan for the points of a geo index between two latitudes, and for all that are not points. */
  public static Plan latitudes(Index index, double lowest, double highest) {
    Range points = Range.of(index.writer().of(lowest), Range.successor(index.writer().of(highest)));
    Range others = Range.point(index.writer().of(null));
    return new Plan(index, List.of(others, points), false, false, false, List.of(), List.of());
  }

  /** The plan for all that an index has. */
  public static Plan whole(Index index) {
    return new Plan(index, List.of(Range.ALL), false, false, false, List.of(), List.of());
  }

  /** The plan for the keys of an index from some values on, to before others; either may be null. */
  public static Plan between(Index index, @Nullable Document from, @Nullable Document to) {
    byte[] low = from == null ? Range.LEAST : tuple(index, from);
    byte[] high = to == null ? null : tuple(index, to);
    return new Plan(index, List.of(Range.of(low, high)), false, false, false, List.of(), List.of());
  }

  private static byte[] tuple(Index index, Document values) {
    KeyWriter writer = index.writer().reset();
    int i = 0;
    for (Object value : values.values()) {
      int start = writer.size();
      writer.value(value);
      if (index.spec().isDescending(i++)) {
        writer.invert(start);
      }
    }
    return writer.toBytes();
  }

  private @Nullable Plan union(Conditions conditions) {
    for (List<Document> alternatives : conditions.alternatives()) {
      List<Plan> parts = new ArrayList<>();
      Planner unsorted = new Planner(indexes, collation, new Document());
      for (Document alternative : alternatives) {
        Conditions part = new Conditions(alternative);
        Scored scored = unsorted.best(part);
        Plan plan = scored == null || scored.score < RANGE ? unsorted.union(part) : scored.plan;
        if (plan == null) {
          parts.clear();
          break;
        }
        parts.add(plan);
      }
      if (!parts.isEmpty()) {
        return new Plan(null, List.of(), false, sort.isEmpty(), false, parts, List.of());
      }
    }
    return null;
  }

  private @Nullable Scored scored(Index index, Conditions conditions, boolean hinted) {
    IndexSpec spec = index.spec();
    if (spec.description().containsKey("partialFilterExpression") && !hinted && !conditions.imply(spec.partial())) {
      return null;
    }
    return switch (spec.kind()) {
      case ORDERED, HASHED -> ordered(index, conditions, hinted);
      case WILDCARD -> wildcard(index, conditions);
      default -> null;
    };
  }

  private @Nullable Scored wildcard(Index index, Conditions conditions) {
    boolean sameStrings = index.spec().collation().isSameAs(collation);
    for (String path : conditions.paths()) {
      if (WildcardKeys.covers(index.spec(), path) && !hasPositions(path)) {
        Bounds bounds = new Bounds(index.writer(), sameStrings);
        List<Range> ranges = bounds.of(java.util.Objects.requireNonNull(conditions.at(path)), true);
        // A document without the path has no key at all, nor has one within a document or an array.
        if (ranges != null && ranges.stream().noneMatch(Planner::holdsOther)) {
          byte[] prefix = WildcardKeys.prefix(path);
          List<Range> placed = ranges.stream().map(range -> range.after(prefix)).toList();
          return new Scored(new Plan(index, placed, false, sort.isEmpty(), false, List.of(), List.of()), RANGE);
        }
      }
    }
    return null;
  }

  private static boolean hasPositions(String path) {
    for (String name : path.split("\\.", -1)) {
      if (Numbers.index(name) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsOther(Range range) {
    int type = range.from().length == 0 ? KeyWriter.OBJECT : range.from()[0];
    return type == KeyWriter.OBJECT || type == KeyWriter.ARRAY || holdsNull(range);
  }

  private static boolean holdsNull(Range range) {
    return range.holds(new byte[] {KeyWriter.NULL});
  }

  private @Nullable Scored ordered(Index index, Conditions conditions, boolean hinted) {
    IndexSpec spec = index.spec();
    boolean sameStrings = spec.collation().isSameAs(collation);
    List<byte[]> prefixes = List.of(Range.LEAST);
    List<List<Range>> fields = new ArrayList<>();
    List<Range> ranges = null;
    int score = 0;
    int fixed = 0;
    int used = 0;
    boolean exact = conditions.complete();
    for (String path : spec.paths()) {
      List<@Nullable Object> given = conditions.at(path);
      Bounds bounds = new Bounds(index.writer(), sameStrings);
      List<Range> found = given == null ? null : bounds.of(given, index.multikey());
      if (found == null || spec.isIncomplete() && spec.sparse() && found.stream().anyMatch(Planner::holdsNull)) {
        break;
      }
      exact &= bounds.exact();
      List<Range> oriented = spec.isDescending(used) ? descending(found) : found;
      fields.add(found);
      used++;
      boolean points = oriented.stream().allMatch(Range::point);
      if (points && (long) prefixes.size() * oriented.size() <= MOST_RANGES) {
        prefixes = product(prefixes, oriented);
        score += EQUALITY;
        fixed += oriented.size() == 1 && fixed == used - 1 ? 1 : 0;
      } else {
        if (spec.kind() == IndexSpec.Kind.HASHED) {
          return null;
        }
        ranges = placed(prefixes, oriented);
        score += RANGE;
        break;
      }
    }
    exact &= used == conditions.paths().size() && (!index.multikey() || used == 1);
    List<Range> all = ranges == null ? prefixes.stream().map(Planner::beginning).toList() : ranges;
    boolean complete = !spec.sparse() && !spec.description().containsKey("partialFilterExpression") || score > 0;
    int direction = complete || hinted ? direction(index, fixed, sameStrings) : 0;
    if (score == 0 && direction == 0 && !hinted) {
      return null;
    }
    boolean sorted = sort.isEmpty() || direction != 0;
    int total = score + (direction != 0 ? SORT : 0) + (spec.unique() ? 5 : 0) - Math.min(4, spec.paths().size() - used);
    return new Scored(new Plan(index, all, direction < 0, sorted, exact && score > 0, List.of(), fields), total);
  }

  private static List<Range> descending(List<Range> ranges) {
    return ranges.reversed().stream().map(Range::descending).toList();
  }

  private static Range beginning(byte[] prefix) {
    return prefix.length == 0 ? Range.ALL : Range.point(prefix);
  }

  private static List<byte[]> product(List<byte[]> prefixes, List<Range> points) {
    List<byte[]> result = new ArrayList<>(prefixes.size() * points.size());
    for (byte[] prefix : prefixes) {
      for (Range point : points) {
        result.add(Range.joined(prefix, point.from()));
      }
    }
    return result;
  }

  private static List<Range> placed(List<byte[]> prefixes, List<Range> ranges) {
    List<Range> result = new ArrayList<>(prefixes.size() * ranges.size());
    for (byte[] prefix : prefixes) {
      for (Range range : ranges) {
        result.add(range.after(prefix));
      }
    }
    return result;
  }

  /** 1 when the index has the order that is asked for, -1 when it has the opposite; its first fields may be fixed. */
  private int direction(Index index, int fixed, boolean sameStrings) {
    IndexSpec spec = index.spec();
    if (sort.isEmpty() || index.multikey() || !sameStrings || spec.kind() != IndexSpec.Kind.ORDERED) {
      return 0;
    }
    int direction = 0;
    int at = 0;
    Iterator<Map.Entry<String, Object>> wanted = sort.entrySet().iterator();
    while (wanted.hasNext()) {
      Map.Entry<String, Object> field = wanted.next();
      if (!(field.getValue() instanceof Number number)) {
        return 0;
      }
      if (spec.paths().subList(0, fixed).contains(field.getKey())) {
        continue;
      }
      at = Math.max(at, 0);
      while (at < spec.paths().size() && at < fixed && !spec.paths().get(at).equals(field.getKey())) {
        at++;
      }
      if (at >= spec.paths().size() || !spec.paths().get(at).equals(field.getKey())) {
        return 0;
      }
      int own = number.doubleValue() < 0 == spec.isDescending(at) ? 1 : -1;
      if (direction != 0 && direction != own) {
        return 0;
      }
      direction = own;
      at++;
    }
    return direction == 0 ? 1 : direction;
  }
}
