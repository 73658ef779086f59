package io.cortado.module;

import org.graalvm.polyglot.Source;

/** Makes functions of the texts that the CommonJS loader has wrapped. Runs on the loop. */
public interface ScriptCompiler {
  /** What the source evaluates to, as {@code Context.eval} gives it, whose exceptions it throws. */
  Object compile(Source source, String file);
}
