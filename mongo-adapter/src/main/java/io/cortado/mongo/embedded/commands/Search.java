package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.cortado.mongo.embedded.expression.Variables;
import io.cortado.mongo.embedded.index.Entries;
import io.cortado.mongo.embedded.index.Index;
import io.cortado.mongo.embedded.index.IndexSpec;
import io.cortado.mongo.embedded.index.Plan;
import io.cortado.mongo.embedded.index.Planner;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.store.Access;
import io.cortado.mongo.embedded.store.Record;
import io.cortado.mongo.embedded.store.RecordCursor;
import io.cortado.mongo.embedded.store.Table;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.SortOrder;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A query of a collection with its order, ready to be run. Runs on the server's thread. */
final class Search {

  private static final Document NONE = new Document();

  private static final int CHECKED = 512;

  /** On the earth it is some 5 kilometers. */
  private static final double FIRST_CIRCLE = 1.0 / 4_096;

  private final Access access;
  private final Table table;
  private final Document query;
  private final Variables variables;
  private final Filter filter;
  private final @Nullable TextQuery text;
  private final @Nullable NearQuery near;
  private Document sort = NONE;
  private @Nullable Object hint;
  private @Nullable Document min;
  private @Nullable Document max;
  private long skip;
  private long limit;
  private long examined;
  private long deadline;

  Search(Access access, Table table, Document query, Variables variables) {
    this.access = access;
    this.table = table;
    this.text = TextQuery.of(query, table);
    Document plain = text == null ? query : text.rest();
    this.near = NearQuery.of(plain, table);
    this.query = near == null ? plain : near.rest();
    this.variables = variables;
    this.filter = Evaluation.filter(this.query, variables);
  }

  Search sort(Document order) {
    sort = order;
    return this;
  }

  Search hint(@Nullable Object wanted) {
    hint = wanted;
    return this;
  }

  Search between(@Nullable Document from, @Nullable Document to) {
    min = from;
    max = to;
    return this;
  }

  Search skip(long count) {
    skip = count;
    return this;
  }

  /** 0 for all. */
  Search limit(long most) {
    limit = most;
    return this;
  }

  /** Ends it by an error when a command lasts for longer than it may. */
  Search within(Request request) {
    long millis = request.number("maxTimeMS", 0);
    deadline = millis > 0 ? System.nanoTime() + millis * 1_000_000 : 0;
    return this;
  }

  boolean isUnlimited() {
    return limit == 0;
  }

  /** Tells the command's scope what is known of a document beside its fields. */
  void describe(Record record) {
    if (text != null) {
      variables.scope().describe(record.document(), "textScore", text.score(record.document()));
    }
  }

  Filter filter() {
    return filter;
  }

  Table table() {
    return table;
  }

  Document query() {
    return query;
  }

  Document order() {
    return sort;
  }

  /** How many documents were looked at so far. */
  long examined() {
    return examined;
  }

  private boolean isNatural() {
    return sort.containsKey("$natural");
  }

  Plan plan() {
    if (text != null) {
      if (hint != null) {
        throw Errors.badValue(
            "error processing query: planner returned error :: caused by :: text and hint not allowed in same query");
      }
      return text.plan();
    }
    if (near != null) {
      return near.plan();
    }
    boolean sorted = sort.isEmpty() || isNatural();
    boolean backwards = isNatural() && sort.get("$natural") instanceof Number n && n.intValue() < 0;
    if (isNatural() && sort.size() > 1) {
      throw Errors.badValue("$natural sort cannot be set to a value other than -1 or 1.");
    }
    if (hint instanceof Document document && document.containsKey("$natural")) {
      boolean reverse = document.get("$natural") instanceof Number n && n.intValue() < 0;
      return Planner.natural(reverse, sort.isEmpty());
    }
    Planner planner = new Planner(table.indexes(), variables.values().collation(), isNatural() ? NONE : sort);
    boolean none = hint == null || hint instanceof Document document && document.isEmpty();
    if (!none) {
      Index index = hinted(hint);
      return min != null || max != null ? Planner.between(index, min, max) : planner.hinted(index, query);
    }
    if (min != null || max != null) {
      throw Errors.of(51173, "When using min()/max() a hint of which index to use must be provided");
    }
    if (isNatural() || sorted && query.isEmpty()) {
      return Planner.natural(backwards, true);
    }
    return planner.plan(query);
  }

  private Index hinted(@Nullable Object wanted) {
    for (Index index : table.indexes()) {
      IndexSpec spec = index.spec();
      boolean same = wanted instanceof Document key ? isSameKey(spec.key(), key) : spec.name().equals(wanted);
      if (same && !spec.hidden()) {
        return index;
      }
    }
    throw Errors.badValue(
        "error processing query: ns=" + table.namespace() + " planner returned error :: caused by :: hint provided does"
            + " not correspond to an existing index");
  }

  /** {@code {a: 1}} and {@code {a: 1.0}} are the same. */
  static boolean isSameKey(Document one, Document other) {
    return List.copyOf(one.keySet()).equals(List.copyOf(other.keySet())) && Values.SIMPLE.areEqual(one, other);
  }

  /** The matching records in their order. */
  RecordCursor run() {
    return run(plan());
  }

  RecordCursor run(Plan plan) {
    RecordCursor found = near == null ? matching(plan) : nearest(near);
    if (!plan.sorted() && !sort.isEmpty() || !sort.isEmpty() && !isNatural() && !access.isPlain(table)) {
      found = sorted(found);
    }
    return skip > 0 || limit > 0 ? new Window(found, skip, limit == 0 ? Long.MAX_VALUE : limit) : found;
  }

  private RecordCursor matching(Plan plan) {
    return new Matching(access.open(table, plan), plan.exact() && access.isPlain(table));
  }

  /** Where a few are wanted, they are looked for in a circle that grows until there are enough. */
  private RecordCursor nearest(NearQuery wanted) {
    if (limit > 0 && sort.isEmpty() && !wanted.isBounded()) {
      for (double share = FIRST_CIRCLE; share < 1; share *= 4) {
        NearQuery closer = wanted.within(share);
        ByDistance found = new ByDistance(matching(closer.plan()), closer, true);
        if (found.count() >= limit + skip) {
          return found;
        }
      }
    }
    return new ByDistance(matching(wanted.plan()), wanted, sort.isEmpty());
  }

  private RecordCursor sorted(RecordCursor found) {
    record Keyed(Record record, @Nullable Object[] keys) {}
    SortOrder order = SortOrder.of(sort, variables.values(), this::metadata);
    long most = limit == 0 ? Long.MAX_VALUE : limit + skip;
    List<Keyed> all = new ArrayList<>();
    for (Record record = found.next(); record != null; record = found.next()) {
      describe(record);
      all.add(new Keyed(record, order.keys(record.document())));
      if (most < 10_000 && all.size() > 2 * most + 100) {
        all.sort((one, other) -> order.compareKeys(one.keys, other.keys));
        all.subList((int) most, all.size()).clear();
      }
    }
    all.sort((one, other) -> order.compareKeys(one.keys, other.keys));
    var records = all.iterator();
    RecordCursor source = found;
    return new RecordCursor() {
      @Override
      public @Nullable Record next() {
        return records.hasNext() ? records.next().record : null;
      }

      @Override
      public long keysExamined() {
        return source.keysExamined();
      }
    };
  }

  private SortOrder.@Nullable Key metadata(String name) {
    return switch (name) {
      case "textScore" -> {
        if (text == null) {
          throw Errors.of(40218, "query requires text score metadata, but it is not available");
        }
        yield document -> variables.scope().metadata(document, name);
      }
      case "randVal" -> document -> ThreadLocalRandom.current().nextDouble();
      default -> null;
    };
  }

  /** How many match. */
  long count() {
    if (skip == 0 && limit == 0 && query.isEmpty() && hint == null && text == null && near == null) {
      return access.count(table);
    }
    Plan plan = plan();
    long most = limit == 0 ? Long.MAX_VALUE : limit;
    if (plan.exact() && plan.index() != null && access.isPlain(table)) {
      Entries entries = new Entries(plan);
      long found = 0;
      while (found - skip < most && entries.next() >= 0) {
        found++;
      }
      return Math.max(0, found - skip);
    }
    RecordCursor all = run(plan);
    long count = 0;
    while (all.next() != null) {
      count++;
    }
    return count;
  }

  private final class Matching implements RecordCursor {
    private final RecordCursor source;
    private final boolean all;

    Matching(RecordCursor source, boolean all) {
      this.source = source;
      this.all = all;
    }

    @Override
    public @Nullable Record next() {
      while (true) {
        Record record = source.next();
        if (record == null) {
          return null;
        }
        examined++;
        if (deadline != 0 && examined % CHECKED == 0 && System.nanoTime() - deadline > 0) {
          throw new MongoServerError(50, "MaxTimeMSExpired", "operation exceeded time limit");
        }
        if (all || filter.matches(record.document()) && (text == null || text.score(record.document()) > 0)) {
          return record;
        }
      }
    }

    @Override
    public void pause() {
      source.pause();
    }

    @Override
    public long keysExamined() {
      return source.keysExamined();
    }
  }

  private static final class Window implements RecordCursor {
    private final RecordCursor source;
    private long skip;
    private long left;

    Window(RecordCursor source, long skip, long left) {
      this.source = source;
      this.skip = skip;
      this.left = left;
    }

    @Override
    public @Nullable Record next() {
      while (skip > 0) {
        skip--;
        if (source.next() == null) {
          left = 0;
        }
      }
      if (left == 0) {
        return null;
      }
      left--;
      return source.next();
    }

    @Override
    public void pause() {
      source.pause();
    }

    @Override
    public long keysExamined() {
      return source.keysExamined();
    }
  }
}
