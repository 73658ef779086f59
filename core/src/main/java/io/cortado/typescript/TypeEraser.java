package io.cortado.typescript;

/**
 * Leaves the types out of a text in TypeScript, with white space in their place, so that lines and columns stay. What TypeScript
 * gives a meaning at run time is refused. Any thread.
 */
public final class TypeEraser {
  private TypeEraser() {}

  /**
   * The text without its types.
   *
   * @throws TypeScriptException for syntax that stands for code, and for what is no TypeScript
   */
  public static String erase(String text) {
    Tokens tokens = new Tokens(text);
    new Syntax(tokens).program();
    return tokens.erased().applied();
  }
}
