package io.cortado.views.handlebars;

import java.io.Serial;

/**
 * A template that Handlebars.java's lexer reads differently from handlebars.js, or that is wrong; the script of
 * handlebars.js then has the last word, and the words of the error message.
 */
final class Unsure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  Unsure(String why) {
    super(why, null, false, false);
  }
}
