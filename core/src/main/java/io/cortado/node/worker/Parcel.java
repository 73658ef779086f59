package io.cortado.node.worker;

/**
 * A message between two contexts: primitive values of the language in an order that the scripts know, which belong to no
 * context, and what is carried beside them. Any thread.
 *
 * @param values never changed
 * @param carried byte arrays, shared memory, ports and objects of Java
 * @param forMany whether several receivers open it, so that each needs bytes of its own
 */
public record Parcel(Object[] values, Object[] carried, boolean forMany) {
  /** The same for several receivers. */
  public Parcel many() {
    return new Parcel(values, carried, true);
  }
}
