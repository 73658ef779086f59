package io.cortado.views.handlebars;

import io.cortado.views.handlebars.Statement.Block;
import io.cortado.views.handlebars.Statement.Comment;
import io.cortado.views.handlebars.Statement.Content;
import io.cortado.views.handlebars.Statement.Mustache;
import io.cortado.views.handlebars.Statement.Partial;
import io.cortado.views.handlebars.Statement.Program;
import io.cortado.views.handlebars.Statement.Strip;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes off the blanks that tildes and tags alone on their line ask for. Any thread. */
final class Whitespace {
  private static final Pattern ENDS_LINE = Pattern.compile("(?:^|\\S)[^\\S\\n]*\\n\\s*$", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern STARTS_LINE = Pattern.compile("^\\s*?\\r?\\n", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern INDENT = Pattern.compile("(?:^|[^ \\t])([ \\t]+)$");

  private final boolean standalone;
  private boolean rootSeen;

  /** Whether a statement asks for blanks to go, and whether it would stand alone given blank neighbours. */
  private record Wish(boolean open, boolean close, boolean opens, boolean closes, boolean inline) {}

  Whitespace(boolean standalone) {
    this.standalone = standalone;
  }

  /** Works on a program and all below it. */
  void control(Program program) {
    boolean root = !rootSeen;
    rootSeen = true;
    List<Statement> body = program.body;
    for (int i = 0; i < body.size(); i++) {
      Statement current = body.get(i);
      Wish wish = wish(current);
      if (wish == null) {
        continue;
      }
      boolean before = blankBefore(body, i, root);
      boolean after = blankAfter(body, i, root);
      if (wish.close) {
        omitRight(body, i + 1, true);
      }
      if (wish.open) {
        omitLeft(body, i - 1, true);
      }
      if (standalone && wish.inline && before && after) {
        omitRight(body, i + 1, false);
        if (omitLeft(body, i - 1, false) && current instanceof Partial partial && partial.program == null) {
          Matcher indent = INDENT.matcher(((Content) body.get(i - 1)).original);
          partial.indent = indent.find() ? indent.group(1) : "";
        }
      }
      if (standalone && wish.opens && before) {
        omitRight(first(current), 0, false);
        omitLeft(body, i - 1, false);
      }
      if (standalone && wish.closes && after) {
        omitRight(body, i + 1, false);
        List<Statement> last = last(current);
        omitLeft(last, last.size() - 1, false);
      }
    }
  }

  private static List<Statement> first(Statement block) {
    return switch (block) {
      case Block b -> b.program != null ? b.program.body : body(b.inverse);
      case Partial p -> body(p.program);
      default -> List.of();
    };
  }

  private static List<Statement> last(Statement block) {
    return switch (block) {
      case Block b -> b.inverse != null ? b.inverse.body : body(b.program);
      case Partial p -> body(p.program);
      default -> List.of();
    };
  }

  private static List<Statement> body(@Nullable Program program) {
    return program == null ? List.of() : program.body;
  }

  private @Nullable Wish wish(Statement statement) {
    return switch (statement) {
      case Content content -> null;
      case Mustache mustache -> new Wish(mustache.strip().open(), mustache.strip().close(), false, false, false);
      case Comment comment -> new Wish(comment.strip().open(), comment.strip().close(), false, false, true);
      case Block block -> block(block.program, block.inverse, block.open, block.middle, block.close);
      case Partial partial -> partial.program == null
          ? new Wish(partial.open.open(), partial.open.close(), false, false, true)
          : block(partial.program, null, partial.open, Strip.NONE, partial.close);
    };
  }

  private Wish block(@Nullable Program main, @Nullable Program other, Strip open, Strip middle, Strip close) {
    if (main != null) {
      control(main);
    }
    if (other != null) {
      control(other);
    }
    Program program = main != null ? main : other;
    Program inverse = main != null ? other : null;
    Program firstInverse = inverse;
    Program lastInverse = inverse;
    if (inverse != null && inverse.chained) {
      firstInverse = ((Block) inverse.body.getFirst()).program;
      while (lastInverse != null && lastInverse.chained) {
        lastInverse = ((Block) lastInverse.body.getLast()).program;
      }
    }
    List<Statement> body = body(program);
    List<Statement> tail = firstInverse != null ? firstInverse.body : body;
    Wish wish = new Wish(open.open(), close.close(), blankAfter(body, -1, false), blankBefore(tail, tail.size(), false),
        false);
    if (open.close()) {
      omitRight(body, 0, true);
    }
    if (inverse != null) {
      if (middle.open()) {
        omitLeft(body, body.size() - 1, true);
      }
      if (middle.close()) {
        omitRight(tail, 0, true);
      }
      if (close.open()) {
        List<Statement> last = body(lastInverse);
        omitLeft(last, last.size() - 1, true);
      }
      if (standalone && blankBefore(body, body.size(), false) && blankAfter(tail, -1, false)) {
        omitLeft(body, body.size() - 1, false);
        omitRight(tail, 0, false);
      }
    } else if (close.open()) {
      omitLeft(body, body.size() - 1, true);
    }
    return wish;
  }

  private static boolean blankBefore(List<Statement> body, int i, boolean root) {
    if (i < 1) {
      return root;
    }
    if (!(body.get(i - 1) instanceof Content content)) {
      return false;
    }
    boolean first = i < 2 && root;
    return ENDS_LINE.matcher(content.original).find() || first && content.original.isBlank();
  }

  private static boolean blankAfter(List<Statement> body, int i, boolean root) {
    if (i + 1 >= body.size()) {
      return root;
    }
    if (!(body.get(i + 1) instanceof Content content)) {
      return false;
    }
    boolean last = i + 2 >= body.size() && root;
    return STARTS_LINE.matcher(content.original).find() || last && content.original.isBlank();
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff';
  }

  private static void omitRight(List<Statement> body, int i, boolean all) {
    if (i >= body.size() || !(body.get(i) instanceof Content content) || !all && content.rightStripped) {
      return;
    }
    String value = content.value;
    int from = 0;
    while (from < value.length() && (all ? blank(value.charAt(from)) : " \t".indexOf(value.charAt(from)) >= 0)) {
      from++;
    }
    if (!all) {
      from += value.startsWith("\r\n", from) ? 2 : from < value.length() && "\r\n".indexOf(value.charAt(from)) >= 0 ? 1 : 0;
    }
    content.value = value.substring(from);
    content.rightStripped = from > 0;
  }

  private static boolean omitLeft(List<Statement> body, int i, boolean all) {
    if (i < 0 || !(body.get(i) instanceof Content content) || !all && content.leftStripped) {
      return false;
    }
    String value = content.value;
    int to = value.length();
    while (to > 0 && (all ? blank(value.charAt(to - 1)) : " \t".indexOf(value.charAt(to - 1)) >= 0)) {
      to--;
    }
    content.value = value.substring(0, to);
    content.leftStripped = to < value.length();
    return content.leftStripped;
  }
}
