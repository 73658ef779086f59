package io.cortado.views.pug;

import io.cortado.views.pug.PugToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of one template while they are put together, and errors at them. Any thread. */
final class PugTokens {
  private final Deque<PugToken> tokens;
  private final @Nullable String file;
  private final String source;

  PugTokens(List<PugToken> tokens, @Nullable String file, String source) {
    this.tokens = new ArrayDeque<>(withoutComments(tokens));
    this.file = file;
    this.source = source;
  }

  /** Leaves out comments that are not shown, with the text below them. */
  private static List<PugToken> withoutComments(List<PugToken> tokens) {
    List<PugToken> kept = new ArrayList<>();
    boolean comment = false;
    boolean text = false;
    for (PugToken token : tokens) {
      switch (token.type()) {
        case COMMENT -> comment = !token.buffer();
        case START_PIPELESS_TEXT -> text = comment;
        case TEXT -> { }
        default -> {
          if (!text) {
            comment = false;
          }
        }
      }
      if (!comment) {
        kept.add(token);
      }
      if (text && token.type() == Kind.END_PIPELESS_TEXT) {
        comment = false;
        text = false;
      }
    }
    return kept;
  }

  @Nullable String file() {
    return file;
  }

  /** The path as JavaScript shows it. */
  String shownFile() {
    return file == null ? "undefined" : file;
  }

  PugToken peek() {
    return tokens.getFirst();
  }

  Kind type() {
    return tokens.getFirst().type();
  }

  boolean is(Kind type) {
    return type() == type;
  }

  PugToken take() {
    return tokens.removeFirst();
  }

  /** Takes a token of this type, or throws. */
  PugToken take(Kind type) {
    if (type() != type) {
      throw error("INVALID_TOKEN", "expected \"" + type.label() + "\", but got \"" + type().label() + '"', peek());
    }
    return take();
  }

  /** Puts a token before those that are left. */
  void put(PugToken token) {
    tokens.addFirst(token);
  }

  void skip(Kind type) {
    while (is(type)) {
      take();
    }
  }

  /** An error at a token. */
  PugFailure error(String code, String message, PugToken at) {
    return new PugFailure("PUG:" + code, message, file, at.line(), at.column(), source);
  }
}
