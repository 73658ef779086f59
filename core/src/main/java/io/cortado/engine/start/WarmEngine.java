package io.cortado.engine.start;

import io.cortado.module.KeptTexts;
import org.graalvm.polyglot.Engine;

/**
 * What one start of an app leaves to the next one in the same JVM: an engine that shares code between its contexts, so that a
 * text that has not changed is parsed and translated once, and the texts themselves (ADR 0024). Any thread.
 */
public final class WarmEngine implements AutoCloseable {
  private final Engine engine = JsEngine.sharing();
  private final KeptTexts texts = new KeptTexts();

  Engine engine() {
    return engine;
  }

  /** The texts of the app's files. */
  public KeptTexts texts() {
    return texts;
  }

  @Override
  public void close() {
    engine.close(true);
  }
}
