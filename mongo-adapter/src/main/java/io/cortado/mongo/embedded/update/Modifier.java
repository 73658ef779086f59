package io.cortado.mongo.embedded.update;

import org.jspecify.annotations.Nullable;

/** What an update does at one path. */
interface Modifier {

  /** The new value for one that may be {@code Missing}; {@code Missing} takes the field away. */
  @Nullable Object apply(@Nullable Object current, Run run);

  /** True when it makes a field that is not there, with what leads to it. */
  default boolean creates() {
    return true;
  }

  /** True when a path that leads through a value which has no fields is no error. */
  default boolean toleratesScalars() {
    return !creates();
  }
}
