package io.cortado.node.options;

/**
 * One of Node's options.
 *
 * @param name its long name, with dashes
 * @param value whether a value follows
 * @param inEnvironment whether it may stand in NODE_OPTIONS
 * @param effect what becomes of it here
 * @param instead what to do in place of one that is refused
 */
public record NodeOption(String name, Value value, boolean inEnvironment, Effect effect, String instead) {
  /** Whether a value follows an option: never, always, or only behind an equals sign. */
  public enum Value { FLAG, VALUE, PART }

  /** What an option does: what it does on Node, what is so anyway, nothing (which is said), or it is refused. */
  public enum Effect { DOES, SO, IDLE, NO }
}
