package io.cortado.views.handlebars;

import com.github.jknack.handlebars.internal.antlr.BaseErrorListener;
import com.github.jknack.handlebars.internal.antlr.RecognitionException;
import com.github.jknack.handlebars.internal.antlr.Recognizer;

/** Stops the lexer at the first thing it does not know instead of guessing on. */
final class Refusal extends BaseErrorListener {
  @Override
  public void syntaxError(Recognizer<?, ?> recognizer, Object symbol, int line, int column, String message,
      RecognitionException e) {
    throw new Unsure(message);
  }
}
