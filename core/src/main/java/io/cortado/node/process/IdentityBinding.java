package io.cortado.node.process;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** The binding {@code identity}: whose the process is, and what it has used. Runs on the loop; Linux and macOS only. */
public final class IdentityBinding {
  private static final double MICROS = 1e6;
  private static final int THIS_THREAD = 1;
  private static final boolean LINUX = System.getProperty("os.name", "").startsWith("Linux");

  /** Sets the rights that new files do not get; gives those before. */
  public int umask(int mask) {
    return LibC.umask(mask);
  }

  /** 0, or errno as a negative number; functions are {@code setuid seteuid setgid setegid}. An id may exceed an int. */
  public int set(String function, double id) {
    return LibC.setId(function, (int) (long) id);
  }

  /** Of {@code getuid geteuid getgid getegid}. */
  public double get(String function) {
    return Integer.toUnsignedLong(LibC.id(function));
  }

  public int setGroups(double[] groups) {
    int[] numbers = new int[groups.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (int) (long) groups[i];
    }
    return LibC.setGroups(numbers);
  }

  public double[] groups() {
    int[] numbers = LibC.groups();
    double[] groups = new double[numbers.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = Integer.toUnsignedLong(numbers[i]);
    }
    return groups;
  }

  public int initGroups(String user, double group) {
    return LibC.initGroups(user, (int) (long) group);
  }

  /** The number of a user or group, or -1 where nobody has that name. */
  public double user(String name) {
    return number(LibC.user(name));
  }

  public double group(String name) {
    return number(LibC.group(name));
  }

  public @Nullable String userName(double id) {
    return LibC.userName((int) (long) id);
  }

  private static double number(@Nullable Integer id) {
    return id == null ? -1 : Integer.toUnsignedLong(id);
  }

  /**
   * User and system time in microseconds, and on Linux what else {@code getrusage} counts: memory in kilobytes at most, shared,
   * private and stack memory, page faults without and with reading, swaps, blocks read and written, messages sent and received,
   * signals, and switches of contexts asked for and not.
   */
  public double[] usage(boolean thread) {
    if (!LINUX) {
      double micros = ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
          ? os.getProcessCpuTime() / 1000.0
          : 0;
      return new double[] {micros, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    }
    long[] counted = LibC.usage(thread ? THIS_THREAD : 0);
    double[] usage = new double[counted.length - 2];
    usage[0] = counted[0] * MICROS + counted[1];
    usage[1] = counted[2] * MICROS + counted[3];
    for (int i = 2; i < usage.length; i++) {
      usage[i] = counted[i + 2];
    }
    return usage;
  }
}
