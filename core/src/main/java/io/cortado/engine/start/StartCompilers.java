package io.cortado.engine.start;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * HotSpot's compilers while an app loads that brings many files, most of which run once: the second, C2, takes up no methods
 * but those that the AOT cache knows for hot; the first leaves out the costly half of its counters, as it does by itself when
 * C2 is behind, and begins sooner. An app of few files is not worth it (ADR 0018).
 *
 * <p>HotSpot reads its thresholds at each decision and has no call that changes them. They are found through the tables that
 * it exports for debuggers, and are only touched where they hold what a threshold may hold. Any thread.
 */
final class StartCompilers {
  /** What the thresholds are during a start. Less than none waiting for C2 counts as its being behind. */
  private static final Map<String, Long> START =
      Map.of(
          "Tier4InvocationThreshold", 100_000_000L,
          "Tier4MinInvocationThreshold", 100_000_000L,
          "Tier4CompileThreshold", 100_000_000L,
          "Tier4BackEdgeThreshold", 1_000_000_000L,
          "Tier3DelayOn", -1L,
          "Tier3DelayOff", -1L);

  /** Those of C1, which the launcher has multiplied for the sake of small apps. */
  private static final Set<String> FIRST =
      Set.of("Tier3InvocationThreshold", "Tier3MinInvocationThreshold", "Tier3CompileThreshold", "Tier3BackEdgeThreshold");

  private static final long MULTIPLIED = 4;

  private static final long JVM_FLAG = bytes("JVMFlag\0");
  private static final long TIER_3 = bytes("Tier3\0\0\0");
  private static final long TIER_4 = bytes("Tier4\0\0\0");

  /** The five letters by which the thresholds begin. */
  private static final long FIVE = 0xFF_FFFF_FFFFL;

  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  /** Addresses by name; empty where nothing is held. */
  private Map<String, Long> flags = Map.of();

  /** What was there. */
  private final Map<String, Long> before = new HashMap<>();

  private boolean released;

  /** Holds them until {@link #release}; does nothing in a JVM that is not as expected. Takes some hundredths of a second. */
  synchronized void hold() {
    boolean ours = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN && System.getProperty("cortado.aot") != null;
    if (released || !ours || !flags.isEmpty()) {
      return;
    }
    flags = thresholds();
    flags.forEach((name, at) -> before.put(name, MEMORY.get(JAVA_LONG, at)));
    if (areKnown()) {
      START.forEach(this::set);
      FIRST.forEach(name -> set(name, before.getOrDefault(name, 0L) / MULTIPLIED));
    } else {
      flags = Map.of();
    }
  }

  private boolean areKnown() {
    return before.keySet().containsAll(START.keySet()) && before.keySet().containsAll(FIRST)
        && before.values().stream().allMatch(value -> value >= 0 && value <= Integer.MAX_VALUE);
  }

  private void set(String name, long value) {
    Long at = flags.get(name);
    if (at != null) {
      MEMORY.set(JAVA_LONG, at, value);
    }
  }

  /** Gives the compilers their turn, with the thresholds that they were started with. */
  synchronized void release() {
    released = true;
    flags.keySet().forEach(name -> set(name, before.getOrDefault(name, 0L)));
  }

  /** The addresses of the thresholds, by name. */
  private static Map<String, Long> thresholds() {
    try {
      Path library = Path.of(System.getProperty("java.home"), "lib", "server", System.mapLibraryName("jvm"));
      SymbolLookup jvm = SymbolLookup.libraryLookup(library, Arena.global());
      Map<String, Long> fields = fields(jvm);
      long size = flagSize(jvm);
      Map<String, Long> found = new HashMap<>();
      if (fields.keySet().containsAll(List.of("flags", "numFlags", "_name", "_addr"))) {
        long flag = MEMORY.get(JAVA_LONG, fields.getOrDefault("flags", 0L));
        long count = MEMORY.get(JAVA_LONG, fields.getOrDefault("numFlags", 0L)) - 1;
        long name = fields.getOrDefault("_name", 0L);
        long address = fields.getOrDefault("_addr", 0L);
        for (; count > 0; count--, flag += size) {
          long text = MEMORY.get(JAVA_LONG, flag + name);
          long start = MEMORY.get(JAVA_LONG_UNALIGNED, text);
          if ((start & FIVE) == TIER_3 || (start & FIVE) == TIER_4) {
            found.put(MEMORY.getString(text), MEMORY.get(JAVA_LONG, flag + address));
          }
        }
      }
      found.keySet().removeIf(each -> !START.containsKey(each) && !FIRST.contains(each));
      return found;
    } catch (IllegalArgumentException | IllegalCallerException e) {
      // Another JVM, or one that lets nobody look: then C2 works as it likes.
      return Map.of();
    }
  }

  /** Of the class of flags: the addresses of its static fields, the offsets of the others. */
  private static Map<String, Long> fields(SymbolLookup jvm) {
    long size = symbol(jvm, "gHotSpotVMStructEntryArrayStride");
    long type = symbol(jvm, "gHotSpotVMStructEntryTypeNameOffset");
    long name = symbol(jvm, "gHotSpotVMStructEntryFieldNameOffset");
    long isStatic = symbol(jvm, "gHotSpotVMStructEntryIsStaticOffset");
    long address = symbol(jvm, "gHotSpotVMStructEntryAddressOffset");
    long offset = symbol(jvm, "gHotSpotVMStructEntryOffsetOffset");
    Map<String, Long> fields = new HashMap<>();
    for (long entry = symbol(jvm, "gHotSpotVMStructs"); MEMORY.get(JAVA_LONG, entry + type) != 0; entry += size) {
      if (MEMORY.get(JAVA_LONG_UNALIGNED, MEMORY.get(JAVA_LONG, entry + type)) == JVM_FLAG) {
        long value = entry + (MEMORY.get(JAVA_INT, entry + isStatic) != 0 ? address : offset);
        fields.put(MEMORY.getString(MEMORY.get(JAVA_LONG, entry + name)), MEMORY.get(JAVA_LONG, value));
      }
    }
    return fields;
  }

  private static long flagSize(SymbolLookup jvm) {
    long size = symbol(jvm, "gHotSpotVMTypeEntryArrayStride");
    long type = symbol(jvm, "gHotSpotVMTypeEntryTypeNameOffset");
    for (long entry = symbol(jvm, "gHotSpotVMTypes"); MEMORY.get(JAVA_LONG, entry + type) != 0; entry += size) {
      if (MEMORY.get(JAVA_LONG_UNALIGNED, MEMORY.get(JAVA_LONG, entry + type)) == JVM_FLAG) {
        return MEMORY.get(JAVA_LONG, entry + symbol(jvm, "gHotSpotVMTypeEntrySizeOffset"));
      }
    }
    throw new IllegalArgumentException("no flags");
  }

  private static long symbol(SymbolLookup jvm, String name) {
    MemorySegment found = jvm.find(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    return MEMORY.get(JAVA_LONG, found.address());
  }

  private static long bytes(String eight) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value |= (long) eight.charAt(i) << Byte.SIZE * i;
    }
    return value;
  }
}
