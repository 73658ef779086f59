package io.cortado.views.pug;

import de.neuland.pug4j.parser.node.BlockNode;
import de.neuland.pug4j.parser.node.CaseNode;
import de.neuland.pug4j.parser.node.ConditionalNode;
import de.neuland.pug4j.parser.node.Node;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a template that extends another may hold at its top level, which Pug4j's parser drops without a word. */
final class PugInheritance {
  private static final Pattern EXTENDS = Pattern.compile("\\A(?:[ \\t]*\\n)*extends? ");
  private static final Pattern TOP = Pattern.compile("(?m)^(?=\\S)(?!//|extends? |include[ :]|mixin |\\+)(.*)$");
  private static final Pattern BLOCK = Pattern.compile("(?:block|append|prepend)(?: +(?:append|prepend))? +([^\\n]*?)\\s*(?://.*)?");
  private static final Pattern EXTENDS_AGAIN = Pattern.compile("(?m)^[ \\t]*extends? ");

  private final PugSources sources;
  private final Set<String> blocks = new HashSet<>();

  PugInheritance(PugSources sources) {
    this.sources = sources;
  }

  /** Throws what pug throws for nodes that would be lost. */
  void check(Node root) {
    boolean any = false;
    for (String name : sources.names()) {
      String text = sources.text(name).replace("\r", "");
      if (EXTENDS.matcher(text).find()) {
        if (!any) {
          collect(root);
          any = true;
        }
        check(name, text);
      }
    }
  }

  private void check(String name, String text) {
    Matcher again = EXTENDS_AGAIN.matcher(text);
    again.find();
    if (again.find()) {
      throw failure("EXTENDS_NOT_FIRST", "Declaration of template inheritance (\"extends\") should be the first thing in"
          + " the file. There can only be one extends statement per file.", name, text, again.start());
    }
    Matcher top = TOP.matcher(text);
    while (top.find()) {
      Matcher block = BLOCK.matcher(top.group(1));
      if (!block.matches()) {
        throw failure("UNEXPECTED_NODES_IN_EXTENDING_ROOT",
            "Only named blocks and mixins can appear at the top level of an extending template", name, text, top.start());
      }
      if (!blocks.contains(block.group(1))) {
        throw failure("UNEXPECTED_BLOCK", "Unexpected block " + block.group(1), name, text, top.start());
      }
    }
  }

  private PugFailure failure(String code, String message, String name, String text, int at) {
    int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    return new PugFailure("PUG:" + code, message, sources.path(name), line, 1);
  }

  private void collect(Node node) {
    if (node instanceof BlockNode block && block.isNamedBlock()) {
      blocks.add(block.getName());
    }
    node.getNodes().forEach(this::collect);
    if (node.hasBlock()) {
      collect(node.getBlock());
    }
    if (node instanceof ConditionalNode conditional) {
      conditional.getConditions().forEach(this::collect);
    }
    if (node instanceof CaseNode choice && choice.getBlock() != null) {
      choice.getBlock().getNodes().forEach(this::collect);
    }
  }
}
