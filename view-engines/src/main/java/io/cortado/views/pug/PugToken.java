package io.cortado.views.pug;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A token of a template.
 *
 * @param type what it is
 * @param text its name, text or expression, or null
 * @param detail the arguments of a mixin, the value of an attribute, the key of a loop or the mode of a block, or null
 * @param code what a loop runs over, or null
 * @param buffer whether a comment or a value is shown
 * @param escape whether a value is escaped
 * @param line its line, from 1
 * @param column its column, from 1
 */
record PugToken(Kind type, @Nullable String text, @Nullable String detail, @Nullable String code, boolean buffer,
    boolean escape, int line, int column) {

  /** The kinds of tokens, in pug's own words. */
  enum Kind {
    ATTRIBUTE, ATTRIBUTES_BLOCK("&attributes"), BLOCK, BLOCKCODE("blockcode"), CALL, CASE, CLASS, CODE, COLON(":"),
    COMMENT, DEFAULT, DOCTYPE, DOT, EACH, EACH_OF("eachOf"), ELSE, ELSE_IF, END_ATTRIBUTES, END_PIPELESS_TEXT,
    END_PUG_INTERPOLATION, EOS, EXTENDS, FILTER, ID, IF, INCLUDE, INDENT, INTERPOLATED_CODE, INTERPOLATION, MIXIN,
    MIXIN_BLOCK, NEWLINE, OUTDENT, PATH, SLASH, START_ATTRIBUTES, START_PIPELESS_TEXT, START_PUG_INTERPOLATION, TAG,
    TEXT, TEXT_HTML, WHEN, WHILE, YIELD;

    private final String label;

    Kind() {
      label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Kind(String label) {
      this.label = label;
    }

    /** How messages call it. */
    String label() {
      return label;
    }
  }

  /** A place in a template. */
  record Place(int line, int column) {}

  static PugToken of(Kind type, @Nullable String text, Place at) {
    return new PugToken(type, text, null, null, false, false, at.line(), at.column());
  }

  static PugToken of(Kind type, @Nullable String text, @Nullable String detail, Place at) {
    return new PugToken(type, text, detail, null, false, false, at.line(), at.column());
  }

  static PugToken code(Kind type, String text, boolean buffer, boolean escape, Place at) {
    return new PugToken(type, text, null, null, buffer, escape, at.line(), at.column());
  }

  /** The text of a token that has one. */
  String value() {
    return text == null ? "" : text;
  }

  PugToken withText(String other) {
    return new PugToken(type, other, detail, code, buffer, escape, line, column);
  }
}
