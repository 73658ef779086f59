package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Block;
import io.cortado.views.pug.PugNode.Element;
import io.cortado.views.pug.PugNode.Extends;
import io.cortado.views.pug.PugNode.Include;
import io.cortado.views.pug.PugNode.Mixin;
import io.cortado.views.pug.PugNode.RawInclude;
import io.cortado.views.pug.PugNode.Text;
import io.cortado.views.pug.PugNode.Yield;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Makes one tree of a template, what it includes and what it extends. Any thread. */
final class PugLinker {
  /**
   * A linked template.
   *
   * @param root its tree
   * @param declared its blocks that others may fill, by name
   * @param inherits whether it extends another template
   */
  private record Linked(Block root, Map<String, List<Block>> declared, boolean inherits) {}

  private PugLinker() {}

  /** The tree of a template whose includes and parents have been read. */
  static Block link(Block template) {
    return linked(template).root;
  }

  private static Linked linked(Block template) {
    Extends parent = parent(template);
    if (parent != null) {
      template.nodes.removeFirst();
    }
    Block root = (Block) PugWalker.walk(template, PugLinker::raw, PugLinker::included);
    Map<String, List<Block>> declared = declared(root);
    return parent == null ? new Linked(root, declared, false) : child(root, declared, parent);
  }

  private static PugFailure failure(String code, String message, PugNode at) {
    return new PugFailure("PUG:" + code, message, at.file, at.line, at.column);
  }

  private static @org.jspecify.annotations.Nullable Extends parent(Block template) {
    Extends parent = !template.nodes.isEmpty() && template.nodes.getFirst() instanceof Extends first ? first : null;
    PugWalker.walk(template, node -> {
      if (node instanceof Extends && node != parent) {
        throw failure("EXTENDS_NOT_FIRST", "Declaration of template inheritance (\"extends\") should be the first thing"
            + " in the file. There can only be one extends statement per file.", node);
      }
      return node;
    }, UnaryOperator.identity());
    return parent;
  }

  private static Map<String, List<Block>> declared(Block root) {
    Map<String, List<Block>> declared = new HashMap<>();
    PugWalker.walk(root, node -> {
      if (node instanceof Block block && block.named() && block.mode.equals("replace")) {
        declared.computeIfAbsent(block.name, name -> new ArrayList<>()).add(block);
      }
      return node;
    }, UnaryOperator.identity());
    return declared;
  }

  /** A template that extends another: its blocks go into those of the parent, its mixins before everything. */
  private static Linked child(Block root, Map<String, List<Block>> declared, Extends extending) {
    List<PugNode> mixins = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    sort(root.nodes, mixins, blocks);
    Linked parent = linked(Objects.requireNonNull(extending.tree));
    extend(parent.declared, root);
    Set<String> names = new HashSet<>();
    PugWalker.walk(parent.root, node -> {
      if (node instanceof Block block && block.named()) {
        names.add(block.name);
      }
      return node;
    }, UnaryOperator.identity());
    for (Block block : blocks) {
      if (!names.contains(block.name)) {
        throw failure("UNEXPECTED_BLOCK", "Unexpected block " + block.name, block);
      }
    }
    parent.declared.putAll(declared);
    mixins.addAll(parent.root.nodes);
    parent.root.nodes = mixins;
    return new Linked(parent.root, parent.declared, true);
  }

  private static void sort(List<PugNode> nodes, List<PugNode> mixins, List<Block> blocks) {
    for (PugNode node : nodes) {
      switch (node) {
        case Block block when block.named() -> blocks.add(block);
        case Block block -> sort(block.nodes, mixins, blocks);
        case Mixin mixin -> mixins.add(mixin);
        default -> throw failure("UNEXPECTED_NODES_IN_EXTENDING_ROOT",
            "Only named blocks and mixins can appear at the top level of an extending template", node);
      }
    }
  }

  private static void extend(Map<String, List<Block>> declared, Block child) {
    Set<String> open = new HashSet<>();
    PugWalker.walk(child, node -> {
      if (node instanceof Block block && block.named()) {
        if (!open.add(block.name)) {
          block.ignored = true;
          return node;
        }
        List<Block> parents = new ArrayList<>();
        withAncestors(declared.getOrDefault(block.name, List.of()), parents);
        if (!parents.isEmpty()) {
          block.parents = parents;
          parents.forEach(parent -> fill(parent, block));
        }
      }
      return node;
    }, node -> {
      if (node instanceof Block block && block.named() && !block.ignored) {
        open.remove(block.name);
      }
      return node;
    });
  }

  private static void fill(Block parent, Block block) {
    List<PugNode> nodes = new ArrayList<>();
    if (block.mode.equals("append")) {
      nodes.addAll(parent.nodes);
    }
    nodes.addAll(block.nodes);
    if (block.mode.equals("prepend")) {
      nodes.addAll(parent.nodes);
    }
    parent.nodes = nodes;
  }

  private static void withAncestors(List<Block> blocks, List<Block> all) {
    for (Block block : blocks) {
      withAncestors(block.parents, all);
      all.add(block);
    }
  }

  private static PugNode raw(PugNode node) {
    if (!(node instanceof RawInclude include)) {
      return node;
    }
    return include.filters.isEmpty() ? new Text(null, 0, 0, include.text.replace("\r", ""), false)
        : new Text(include, include.text);
  }

  private static PugNode included(PugNode node) {
    if (!(node instanceof Include include)) {
      return node;
    }
    Linked linked = linked(Objects.requireNonNull(include.tree));
    Block root = linked.inherits ? (Block) PugWalker.walk(linked.root, PugLinker::unnamed, UnaryOperator.identity())
        : linked.root;
    return include.block.nodes.isEmpty() ? root : yielded(root, include.block);
  }

  private static PugNode unnamed(PugNode node) {
    if (!(node instanceof Block block) || !block.named()) {
      return node;
    }
    Block plain = new Block(node);
    plain.nodes = block.nodes;
    return plain;
  }

  /** Puts the block of an include where the template yields, else behind the last thing in it. */
  private static Block yielded(Block root, Block block) {
    boolean[] found = {false};
    Block result = (Block) PugWalker.walk(root, UnaryOperator.identity(), node -> {
      if (!(node instanceof Yield)) {
        return node;
      }
      found[0] = true;
      Block place = new Block(node);
      place.nodes.add(block);
      return place;
    });
    if (!found[0]) {
      last(result).nodes.add(block);
    }
    return result;
  }

  private static Block last(Block block) {
    Block found = block;
    for (PugNode node : block.nodes) {
      if (node instanceof Element element && element.textOnly) {
        continue;
      }
      Block below = node.below();
      if (node instanceof Block inner && !inner.named()) {
        found = last(inner);
      } else if (below != null && !below.nodes.isEmpty()) {
        found = last(below);
      }
    }
    return found;
  }
}
