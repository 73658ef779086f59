package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Block;
import io.cortado.views.pug.PugNode.Case;
import io.cortado.views.pug.PugNode.Code;
import io.cortado.views.pug.PugNode.Conditional;
import io.cortado.views.pug.PugNode.Each;
import io.cortado.views.pug.PugNode.Element;
import io.cortado.views.pug.PugNode.Extends;
import io.cortado.views.pug.PugNode.Filter;
import io.cortado.views.pug.PugNode.Include;
import io.cortado.views.pug.PugNode.Mixin;
import io.cortado.views.pug.PugNode.When;
import io.cortado.views.pug.PugNode.While;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Visits all nodes of a tree and may put others in their place. Any thread. */
final class PugWalker {
  private final UnaryOperator<PugNode> before;
  private final UnaryOperator<PugNode> after;
  private final boolean dependencies;

  private PugWalker(UnaryOperator<PugNode> before, UnaryOperator<PugNode> after, boolean dependencies) {
    this.before = before;
    this.after = after;
    this.dependencies = dependencies;
  }

  /** Visits a tree; {@code before} sees a node on the way down and {@code after} on the way up. */
  static PugNode walk(PugNode tree, UnaryOperator<PugNode> before, UnaryOperator<PugNode> after) {
    return new PugWalker(before, after, false).visit(tree);
  }

  /** Visits a tree and those of the templates it includes and extends. */
  static void walkAll(PugNode tree, UnaryOperator<PugNode> before) {
    new PugWalker(before, UnaryOperator.identity(), true).visit(tree);
  }

  private PugNode visit(PugNode given) {
    PugNode node = before.apply(given);
    switch (node) {
      case Block block -> {
        List<PugNode> nodes = new ArrayList<>(block.nodes.size());
        for (PugNode child : block.nodes) {
          nodes.add(visit(child));
        }
        block.nodes = nodes;
      }
      case Element element -> element.block = block(element.block);
      case Mixin mixin -> mixin.block = block(mixin.block);
      case Case choice -> choice.block = block(choice.block);
      case When when -> when.block = optional(when.block);
      case Code code -> code.block = optional(code.block);
      case While loop -> loop.block = block(loop.block);
      case Filter filter -> {
        if (filter.result == null) {
          filter.block = block(filter.block);
        }
      }
      case Each each -> {
        each.block = block(each.block);
        each.alternate = optional(each.alternate);
      }
      case Conditional conditional -> {
        conditional.consequent = block(conditional.consequent);
        PugNode alternate = conditional.alternate;
        conditional.alternate = alternate == null ? null : visit(alternate);
      }
      case Include include -> {
        include.block = block(include.block);
        dependency(include.tree);
      }
      case Extends extending -> dependency(extending.tree);
      default -> { }
    }
    return after.apply(node);
  }

  private void dependency(@Nullable Block tree) {
    if (dependencies && tree != null) {
      visit(tree);
    }
  }

  private Block block(Block block) {
    return (Block) visit(block);
  }

  private @Nullable Block optional(@Nullable Block block) {
    return block == null ? null : block(block);
  }
}
