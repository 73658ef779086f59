package io.cortado.express.http;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What nested forms are made of: texts, objects and lists, put into one another as qs does. A list that grew too long goes on
 * as an object, {@code overflow} being its last index; so does a pair of an object and a plain value that meets further keys,
 * {@code conflict} being its last index. One thread at a time.
 */
final class FormTree {
  private static final int NONE = -1;

  /** What is no list or object: a text, or true for a key that has no value. */
  record Plain(@Nullable String text) {}

  /** An object. */
  static final class Fields {
    final Map<String, Object> all = new LinkedHashMap<>();
    long overflow = NONE;
    long conflict = NONE;
  }

  /** A list with holes. */
  static final class Items {
    final TreeMap<Integer, Object> all = new TreeMap<>();
    int length;
    long conflict = NONE;

    void put(int index, Object value) {
      all.put(index, value);
      length = Math.max(length, index + 1);
    }

    void add(Object value) {
      put(length, value);
    }

    /** Appends a value, or the items of a list. */
    void concat(Object value) {
      if (value instanceof Items other) {
        int from = length;
        other.all.forEach((index, item) -> put(from + index, item));
        length = from + other.length;
      } else {
        add(value);
      }
    }
  }

  private final NestedForm.Options options;

  FormTree(NestedForm.Options options) {
    this.options = options;
  }

  private static boolean isObject(@Nullable Object value) {
    return value instanceof Fields || value instanceof Items;
  }

  private static boolean isOverflow(Object value) {
    return value instanceof Fields fields && fields.overflow != NONE;
  }

  private static Fields fieldsOf(Items items) {
    Fields fields = new Fields();
    items.all.forEach((index, item) -> fields.all.put(Integer.toString(index), item));
    return fields;
  }

  private static Fields overflow(Items items) {
    Fields fields = fieldsOf(items);
    fields.overflow = items.length - 1L;
    return fields;
  }

  private boolean isTooLong(long length) {
    return !options.before614() && length > options.arrayLimit();
  }

  private Object limited(Items items) {
    return isTooLong(items.length) ? overflow(items) : items;
  }

  private long size(Items items) {
    return options.countHoles() ? items.length : items.all.size();
  }

  /** Both values of a key that occurs twice, in one list. */
  Object combine(@Nullable Object a, Object b) {
    if (a instanceof Fields fields && fields.overflow != NONE) {
      Collection<Object> more = b instanceof Items items ? items.all.values() : List.of(b);
      more.forEach(value -> fields.all.put(Long.toString(++fields.overflow), value));
      return fields;
    }
    Items both = new Items();
    if (a != null) {
      both.concat(a);
    }
    both.concat(b);
    return limited(both);
  }

  /** The object or list that the parts of a key after its first make of a value, from the innermost out. */
  Object nest(List<String> segments, Object value) {
    Object leaf = value;
    for (String segment : segments.reversed()) {
      if (!segment.equals("[]")) {
        leaf = within(segment, leaf);
      } else if (!isOverflow(leaf)) {
        leaf = combine(null, leaf);
      }
    }
    return leaf;
  }

  private Object within(String segment, Object leaf) {
    boolean bracketed = segment.startsWith("[") && segment.endsWith("]") && segment.length() > 1;
    String name = bracketed ? segment.substring(1, segment.length() - 1) : segment;
    long index = bracketed ? index(name) : NONE;
    boolean fits = index < options.arrayLimit() || (options.before614() && index == options.arrayLimit());
    if (index >= 0 && fits && index < Integer.MAX_VALUE) {
      Items items = new Items();
      items.put((int) index, leaf);
      return items;
    }
    Fields fields = new Fields();
    if (index >= 0 && !options.before614()) {
      fields.overflow = index;
    }
    if (!name.equals("__proto__")) {
      fields.all.put(name, leaf);
    }
    return fields;
  }

  /** The number that a key is, written as numbers are; -1 for any other. */
  static long index(String key) {
    boolean digits = !key.isEmpty() && key.length() <= 15 && key.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && (key.length() == 1 || key.charAt(0) != '0') ? Long.parseLong(key) : NONE;
  }

  Object merge(Object target, Object source) {
    if (source instanceof Plain plain) {
      return plain.text() != null && plain.text().isEmpty() ? target : mergePlain(target, plain);
    }
    if (!isObject(target)) {
      return addToPlain(target, source);
    }
    if (target instanceof Items items && source instanceof Items others) {
      return mergeItems(items, others);
    }
    return mergeFields(target instanceof Items items ? loosened(items) : (Fields) target, source);
  }

  private static Fields loosened(Items items) {
    Fields fields = fieldsOf(items);
    fields.conflict = items.conflict == NONE ? NONE : items.length - 1L;
    return fields;
  }

  private Object mergePlain(Object target, Plain value) {
    if (target instanceof Items items) {
      boolean full = isTooLong(size(items) + 1);
      items.add(value);
      return full ? overflow(items) : items;
    }
    if (!(target instanceof Fields fields)) {
      return pair(target, value);
    }
    if (fields.overflow != NONE) {
      fields.all.put(Long.toString(++fields.overflow), value);
    } else if (fields.conflict != NONE) {
      fields.all.put(Long.toString(++fields.conflict), value);
    } else if (options.plainAsKeys()) {
      fields.all.put(String.valueOf(value.text()), new Plain(null));
    } else {
      Object pair = pair(fields, value);
      if (pair instanceof Items items) {
        items.conflict = 1;
      }
      return pair;
    }
    return fields;
  }

  private Object pair(Object first, Object second) {
    Items items = new Items();
    items.add(first);
    items.add(second);
    return limited(items);
  }

  private Object addToPlain(Object target, Object source) {
    if (!(source instanceof Fields fields) || fields.overflow == NONE) {
      Items items = new Items();
      items.add(target);
      items.concat(source);
      return limited(items);
    }
    Fields result = new Fields();
    result.all.put("0", target);
    fields.all.forEach((key, value) -> result.all.put(Long.toString(index(key) + 1), value));
    result.overflow = fields.overflow + 1;
    return result;
  }

  private Object mergeItems(Items target, Items source) {
    source.all.forEach(
        (index, item) -> {
          Object there = target.all.get(index);
          if (there == null) {
            target.put(index, item);
          } else if (isObject(there) && (isObject(item) || options.before66())) {
            target.all.put(index, merge(there, item));
          } else {
            target.add(item);
          }
        });
    return isTooLong(size(target)) ? overflow(target) : target;
  }

  private Fields mergeFields(Fields result, Object source) {
    Map<String, Object> entries = source instanceof Items items ? fieldsOf(items).all : ((Fields) source).all;
    long overflow = source instanceof Fields fields ? fields.overflow : NONE;
    entries.forEach(
        (key, value) -> {
          Object there = result.all.get(key);
          result.all.put(key, there == null ? value : merge(there, value));
          if (overflow != NONE && result.overflow == NONE) {
            result.overflow = result.all.keySet().stream().mapToLong(FormTree::index).reduce(overflow, Math::max);
          }
          long index = index(key);
          result.overflow = result.overflow == NONE ? NONE : Math.max(result.overflow, index);
          result.conflict = result.conflict == NONE ? NONE : Math.max(result.conflict, index);
        });
    return result;
  }

  /** JSON, in which lists have no holes. However deep it is: without recursion. */
  static String json(Fields root) {
    StringBuilder out = new StringBuilder();
    Deque<Iterator<?>> open = new ArrayDeque<>();
    Deque<Character> ends = new ArrayDeque<>();
    Object next = root;
    while (true) {
      if (next instanceof Fields fields) {
        out.append('{');
        open.push(fields.all.entrySet().iterator());
        ends.push('}');
      } else if (next instanceof Items items) {
        out.append('[');
        open.push(items.all.values().iterator());
        ends.push(']');
      } else if (next instanceof Plain plain) {
        append(out, plain.text());
      }
      while (!open.isEmpty() && !open.peek().hasNext()) {
        open.pop();
        out.append(ends.pop().charValue());
      }
      if (open.isEmpty()) {
        return out.toString();
      }
      char last = out.charAt(out.length() - 1);
      out.append(last == '{' || last == '[' ? "" : ",");
      next = open.peek().next();
      if (next instanceof Map.Entry<?, ?> entry) {
        append(out, (String) entry.getKey());
        out.append(':');
        next = entry.getValue();
      }
    }
  }

  private static void append(StringBuilder out, @Nullable String text) {
    if (text == null) {
      out.append("true");
      return;
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
