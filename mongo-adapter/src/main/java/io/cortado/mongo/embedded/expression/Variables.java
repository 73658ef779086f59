package io.cortado.mongo.embedded.expression;

import io.cortado.mongo.embedded.value.Collation;
import io.cortado.mongo.embedded.value.Errors;
import io.cortado.mongo.embedded.value.Values;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that an expression can name while it is compiled, with their places in the command's scope; and what is
 * the same for a whole command: its collation and its time.
 */
public final class Variables {

  private record Command(Scope scope, Values values, Instant now, int[] slots) {}

  private final Command command;
  private final Map<String, Integer> slots;

  private Variables(Command command, Map<String, Integer> slots) {
    this.command = command;
    this.slots = slots;
  }

  public static Variables of(Collation collation) {
    return of(collation, Instant.ofEpochMilli(System.currentTimeMillis()));
  }

  public static Variables of(Collation collation, Instant now) {
    return new Variables(new Command(new Scope(), Values.of(collation), now, new int[1]), Map.of());
  }

  public Scope scope() {
    return command.scope();
  }

  public Values values() {
    return command.values();
  }

  public Instant now() {
    return command.now();
  }

  /** These variables and another one; {@link #slot} tells its place. */
  public Variables with(String name) {
    Map<String, Integer> more = new HashMap<>(slots);
    int slot = command.slots()[0]++;
    more.put(name, slot);
    command.scope().require(slot + 1);
    return new Variables(command, more);
  }

  /** The place of a variable in the scope; null where none has that name. */
  public @Nullable Integer find(String name) {
    return slots.get(name);
  }

  public int slot(String name) {
    Integer slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("no variable " + name);
    }
    return slot;
  }

  /** Refuses a name that a user cannot give to a variable. */
  public static void requireUserName(String name) {
    if (name.isEmpty()) {
      throw Errors.failedToParse("empty variable names are not allowed");
    }
    char first = name.charAt(0);
    boolean starts = first >= 'a' && first <= 'z' || first > 127 || name.equals("CURRENT");
    if (!starts) {
      throw Errors.failedToParse("'" + name + "' starts with an invalid character for a user variable name");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c > 127;
      if (!letter) {
        throw Errors.failedToParse("'" + name + "' contains an invalid character for a variable name: '" + c + "'");
      }
    }
  }
}
