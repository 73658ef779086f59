package io.cortado.node.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a process asks of its system and Java has no name for: whose it is, and with which rights its files are made. The C library
 * changes them for all threads. Runs on the loop: two of the functions answer in memory of the library's own.
 */
final class LibC {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  /** Where a user's number and group, and a group's number, stand behind two pointers to text. */
  private static final long NUMBER = 16;
  private static final long GROUP_OF_USER = 20;
  private static final long RECORD = 24;

  private static final MethodHandle UMASK = function("umask", ValueLayout.JAVA_INT);
  private static final MethodHandle SETGROUPS = function("setgroups", ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
  private static final MethodHandle GETGROUPS = function("getgroups", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private static final MethodHandle INITGROUPS = function("initgroups", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle RUSAGE = function("getrusage", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private static final MethodHandle USER = lookup("getpwnam");
  private static final MethodHandle USER_OF_NUMBER = LINKER.downcallHandle(
      LINKER.defaultLookup().findOrThrow("getpwuid"), FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
  private static final MethodHandle GROUP = lookup("getgrnam");

  private LibC() {}

  private static MethodHandle function(String name, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters),
        Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle lookup(String name) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
  }

  /** Runs a call whose failure is a negative result; gives that result, or errno as a negative number. */
  private interface Call {
    int with(Arena arena, MemorySegment state) throws Throwable;
  }

  private static int run(Call call) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int result = call.with(arena, state);
      return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call into the C library", e);
    }
  }

  static int umask(int mask) {
    return run((arena, state) -> (int) UMASK.invokeExact(state, mask));
  }

  /** {@code setuid}, {@code seteuid}, {@code setgid} or {@code setegid}. */
  static int setId(String function, int id) {
    MethodHandle set = function(function, ValueLayout.JAVA_INT);
    return run((arena, state) -> (int) set.invokeExact(state, id));
  }

  /** {@code getuid}, {@code geteuid}, {@code getgid} or {@code getegid}. */
  static int id(String function) {
    MethodHandle get = function(function);
    return run((arena, state) -> (int) get.invokeExact(state));
  }

  static int setGroups(int[] groups) {
    return run((arena, state) -> (int) SETGROUPS.invokeExact(
        state, (long) groups.length, arena.allocateFrom(ValueLayout.JAVA_INT, groups)));
  }

  static int[] groups() {
    int[][] found = new int[1][];
    run((arena, state) -> {
      int count = (int) GETGROUPS.invokeExact(state, 0, MemorySegment.NULL);
      MemorySegment list = arena.allocate(ValueLayout.JAVA_INT, Math.max(1, count));
      int filled = (int) GETGROUPS.invokeExact(state, count, list);
      found[0] = list.asSlice(0, 4L * Math.max(0, filled)).toArray(ValueLayout.JAVA_INT);
      return filled;
    });
    return found[0];
  }

  static int initGroups(String user, int group) {
    return run((arena, state) -> (int) INITGROUPS.invokeExact(state, arena.allocateFrom(user), group));
  }

  /** A user's number, or null where there is none of that name. */
  static @Nullable Integer user(String name) {
    return number(USER, name);
  }

  static @Nullable Integer group(String name) {
    return number(GROUP, name);
  }

  private static @Nullable Integer number(MethodHandle lookup, String name) {
    try (Arena arena = Arena.ofConfined()) {
      var found = (MemorySegment) lookup.invokeExact(arena.allocateFrom(name));
      return found.address() == 0 ? null : (Integer) found.reinterpret(RECORD).get(ValueLayout.JAVA_INT, NUMBER);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call into the C library", e);
    }
  }

  /** The name of a user's number, or null. */
  static @Nullable String userName(int id) {
    try {
      var found = (MemorySegment) USER_OF_NUMBER.invokeExact(id);
      return found.address() == 0
          ? null
          : found.reinterpret(GROUP_OF_USER).get(ValueLayout.ADDRESS, 0).reinterpret(Integer.MAX_VALUE).getString(0);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call into the C library", e);
    }
  }

  /** The sixteen numbers of {@code getrusage}: user and system time as seconds and microseconds, then the rest in its order. */
  static long[] usage(int who) {
    long[][] found = new long[1][];
    run((arena, state) -> {
      MemorySegment usage = arena.allocate(ValueLayout.JAVA_LONG, 18);
      int result = (int) RUSAGE.invokeExact(state, who, usage);
      found[0] = usage.toArray(ValueLayout.JAVA_LONG);
      return result;
    });
    return found[0];
  }
}
