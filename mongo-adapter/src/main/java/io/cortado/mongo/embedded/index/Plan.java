package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the records that can match a query are found. Called from any thread.
 *
 * @param index the index to walk through; null for the whole collection, or where there are {@code parts}
 * @param ranges the keys in it, in its order
 * @param reverse true to walk backwards
 * @param sorted true when the records come in the order that was asked for
 * @param exact true when each of them matches, so that nobody has to look
 * @param parts the plans of an {@code $or}, whose records are put together
 * @param fields the ranges of each field of the index, to be shown
 */
public record Plan(
    @Nullable Index index,
    List<Range> ranges,
    boolean reverse,
    boolean sorted,
    boolean exact,
    List<Plan> parts,
    List<List<Range>> fields) {

  static Plan scan(boolean reverse, boolean sorted, boolean exact) {
    return new Plan(null, List.of(), reverse, sorted, exact, List.of(), List.of());
  }

  /** True when all records are looked at. */
  public boolean isScan() {
    return index == null && parts.isEmpty();
  }

  /** True for one value of {@code _id}. */
  public boolean isId() {
    return index != null && index.spec().isId() && ranges.size() == 1 && ranges.getFirst().point();
  }

  /** The ranges as explain shows them. */
  public Document shownBounds() {
    return index == null ? new Document() : BoundsText.of(index.spec(), fields);
  }
}
