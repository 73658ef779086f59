package io.cortado.mongo.embedded.index;

import de.bwaldvogel.mongo.bson.Document;
import io.cortado.mongo.embedded.query.Filter;
import io.cortado.mongo.embedded.text.TextSpec;
import io.cortado.mongo.embedded.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * An index: a sorted map whose keys are the values of documents and the number of the document's record. Runs on the
 * server's thread.
 */
public final class Index {

  static final int RECORD_BYTES = 8;

  private final IndexSpec spec;
  private final MVMap<byte[], Boolean> map;
  private final KeyGenerator generator;
  private final KeyWriter writer;
  private final @Nullable Filter partial;
  private final @Nullable TextSpec text;
  private boolean multikey;
  private long uses;
  private final long since = System.currentTimeMillis();

  public Index(IndexSpec spec, MVMap<byte[], Boolean> map, boolean multikey) {
    this.spec = spec;
    this.map = map;
    this.multikey = multikey;
    this.generator = new KeyGenerator(spec.paths());
    this.writer = new KeyWriter(spec.collation());
    this.text = spec.kind() == IndexSpec.Kind.TEXT ? new TextSpec(spec.description()) : null;
    this.partial =
        spec.description().containsKey("partialFilterExpression")
            ? Filter.of(spec.partial(), Values.of(spec.collation()))
            : null;
  }

  public IndexSpec spec() {
    return spec;
  }

  public MVMap<byte[], Boolean> map() {
    return map;
  }

  /** True once a document had several keys. */
  public boolean multikey() {
    return multikey;
  }

  /** The same index with a changed description. */
  public Index as(IndexSpec changed) {
    return new Index(changed, map, multikey);
  }

  public long uses() {
    return uses;
  }

  /** Since when they are counted. */
  public long since() {
    return since;
  }

  void used() {
    uses++;
  }

  KeyWriter writer() {
    return writer;
  }

  /** The keys of a document, sorted and each once; the record's number is not yet part of them. */
  public List<byte[]> keys(Document document) {
    if (partial != null && !partial.matches(document)) {
      return List.of();
    }
    if (spec.kind() == IndexSpec.Kind.WILDCARD) {
      return distinct(WildcardKeys.of(spec, document, writer));
    }
    if (text != null) {
      List<byte[]> terms = new ArrayList<>();
      text.terms(document).forEach(term -> terms.add(writer.of(term)));
      return distinct(terms);
    }
    if (spec.kind() == IndexSpec.Kind.SPHERE || spec.kind() == IndexSpec.Kind.PLANE) {
      return distinct(GeoKeys.of(spec, document, writer));
    }
    List<byte[]> keys = new ArrayList<>(1);
    KeyGenerator.Found found = new KeyGenerator.Found();
    generator.generate(document, found, values -> keys.add(key(values)));
    if (found.array && !multikey) {
      multikey = true;
    }
    return spec.sparse() && !found.present ? List.of() : distinct(keys);
  }

  private byte[] key(@Nullable Object[] values) {
    writer.reset();
    for (int i = 0; i < values.length; i++) {
      int start = writer.size();
      writer.value(values[i]);
      if (spec.isDescending(i)) {
        writer.invert(start);
      }
    }
    return writer.toBytes();
  }

  private static List<byte[]> distinct(List<byte[]> keys) {
    if (keys.size() < 2) {
      return keys;
    }
    Set<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
    sorted.addAll(keys);
    return List.copyOf(sorted);
  }

  /** Throws when another record than the given one has one of the keys of a unique index. */
  public void check(List<byte[]> keys, long record, Document document, String namespace) {
    if (!spec.unique()) {
      return;
    }
    for (byte[] key : keys) {
      long other = holder(key, record);
      if (other >= 0) {
        throw duplicate(document, namespace);
      }
    }
  }

  /** A record beside the given one that has a key, or -1. */
  public long holder(byte[] key, long besides) {
    byte[] at = map.ceilingKey(key);
    while (at != null && startsWith(at, key)) {
      long record = record(at);
      if (record != besides) {
        return record;
      }
      at = map.higherKey(at);
    }
    return -1;
  }

  private static boolean startsWith(byte[] entry, byte[] key) {
    return entry.length == key.length + RECORD_BYTES
        && Arrays.equals(entry, 0, key.length, key, 0, key.length);
  }

  /** The error for a document whose key is there already. */
  public DuplicateKey duplicate(Document document, String namespace) {
    Document values = new Document();
    KeyGenerator.Found found = new KeyGenerator.Found();
    List<@Nullable Object[]> tuples = new ArrayList<>();
    generator.generate(document, found, tuple -> tuples.add(tuple.clone()));
    @Nullable Object[] first = tuples.getFirst();
    for (@Nullable Object[] tuple : tuples) {
      if (holder(key(tuple), Long.MIN_VALUE) >= 0) {
        first = tuple;
        break;
      }
    }
    int i = 0;
    for (String path : spec.paths()) {
      Object value = first[i++];
      values.put(path, value instanceof KeyWriter.Undefined ? null : value);
    }
    return new DuplicateKey(namespace, spec, values);
  }

  public void add(List<byte[]> keys, long record) {
    for (byte[] key : keys) {
      map.put(entry(key, record), Boolean.TRUE);
    }
  }

  public void remove(List<byte[]> keys, long record) {
    for (byte[] key : keys) {
      map.remove(entry(key, record));
    }
  }

  /** Brings the entries of a record from its old keys to its new ones. */
  public void change(List<byte[]> before, List<byte[]> after, long record) {
    for (byte[] key : before) {
      if (!contains(after, key)) {
        map.remove(entry(key, record));
      }
    }
    for (byte[] key : after) {
      if (!contains(before, key)) {
        map.put(entry(key, record), Boolean.TRUE);
      }
    }
  }

  private static boolean contains(List<byte[]> keys, byte[] key) {
    for (byte[] one : keys) {
      if (Arrays.equals(one, key)) {
        return true;
      }
    }
    return false;
  }

  static byte[] entry(byte[] key, long record) {
    byte[] entry = Arrays.copyOf(key, key.length + RECORD_BYTES);
    for (int i = 0; i < RECORD_BYTES; i++) {
      entry[key.length + i] = (byte) (record >>> (56 - 8 * i));
    }
    return entry;
  }

  /** The record's number at the end of an entry. */
  static long record(byte[] entry) {
    long result = 0;
    for (int i = entry.length - RECORD_BYTES; i < entry.length; i++) {
      result = result << 8 | entry[i] & 0xFF;
    }
    return result;
  }

  /** The record of the only field's value, or -1: for {@code _id}. */
  public long find(@Nullable Object value) {
    return holder(writer.of(value), Long.MIN_VALUE);
  }

  /** For the keys of a document's values at this index's paths, as a document. */
  public Document shown(Document document) {
    Document result = new Document();
    KeyGenerator.Found found = new KeyGenerator.Found();
    generator.generate(
        document,
        found,
        tuple -> {
          if (result.isEmpty()) {
            int i = 0;
            for (Map.Entry<String, Object> field : spec.key().entrySet()) {
              Object value = tuple[i++];
              result.put(field.getKey(), value instanceof KeyWriter.Undefined ? null : value);
            }
          }
        });
    return result;
  }
}
