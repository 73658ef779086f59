package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import io.cortado.mongo.embedded.value.Collation;
import java.util.List;
import java.util.Map.Entry;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A unique index in the database file that can say which keys were duplicate. Runs on the server's thread. */
final class UniqueIndex extends AbstractUniqueIndex<Object> {

  private final MVMap<KeyValue, Object> map;
  private final Duplicates duplicates;
  private final Collation collation;

  UniqueIndex(
      MVMap<KeyValue, Object> map,
      String name,
      List<IndexKey> keys,
      boolean sparse,
      Duplicates duplicates,
      Collation collation) {
    super(name, keys, sparse);
    this.map = map;
    this.duplicates = duplicates;
    this.collation = collation;
  }

  @Override
  public boolean hasSameOptions(Index<?> other) {
    Collation others = other instanceof UniqueIndex unique ? unique.collation : Collation.SIMPLE;
    return super.hasSameOptions(other) && collation.isSameAs(others);
  }

  Collation collation() {
    return collation;
  }

  /** The key as the map has it. */
  private KeyValue folded(KeyValue value) {
    return collation.isSimple() ? value : new KeyValue(value.stream().map(collation::folded).toList());
  }

  @Override
  public synchronized void checkAdd(Document document, MongoCollection<Object> collection) {
    try {
      super.checkAdd(document, collection);
    } catch (DuplicateKeyError e) {
      throw remembered(e, document);
    }
  }

  @Override
  public synchronized void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
    try {
      super.checkUpdate(before, after, collection);
    } catch (DuplicateKeyError e) {
      throw remembered(e, after);
    }
  }

  private DuplicateKeyError remembered(DuplicateKeyError error, Document document) {
    for (KeyValue value : getKeyValues(document)) {
      if (map.containsKey(folded(value))) {
        duplicates.remember(error.getMessageWithoutErrorCode(), getKeys(), plain(value, document));
        break;
      }
    }
    return error;
  }

  /** Single values as the document has them: the map holds every number as a double. */
  private KeyValue plain(KeyValue normalized, Document document) {
    List<IndexKey> keys = getKeys();
    Object[] values = new Object[keys.size()];
    for (int i = 0; i < values.length; i++) {
      Object given =
          keys.get(i).getKey().contains(".") ? normalized.get(i) : document.getOrDefault(keys.get(i).getKey(), null);
      values[i] = given instanceof java.util.Collection ? normalized.get(i) : given;
    }
    return new KeyValue(values);
  }

  @Override
  protected @Nullable Object removeDocument(KeyValue keyValue) {
    return map.remove(folded(keyValue));
  }

  @Override
  protected boolean putKeyPosition(KeyValue keyValue, Object position) {
    Object wanted = Missing.ofNullable(position);
    Object present = map.putIfAbsent(folded(keyValue), wanted);
    // Two elements of one document's array can have the same key by a collation.
    return present == null || present.equals(wanted);
  }

  @Override
  protected Iterable<Entry<KeyValue, Object>> getIterable() {
    return map.entrySet();
  }

  @Override
  protected @Nullable Object getPosition(KeyValue keyValue) {
    return map.get(folded(keyValue));
  }

  @Override
  public long getCount() {
    return map.sizeAsLong();
  }

  @Override
  public boolean isEmpty() {
    return map.isEmpty();
  }

  @Override
  public long getDataSize() {
    return getCount();
  }
}
