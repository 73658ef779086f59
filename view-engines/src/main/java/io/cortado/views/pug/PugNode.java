package io.cortado.views.pug;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a template's tree, which linking changes in place. Runs on the loop. */
abstract sealed class PugNode {
  final @Nullable String file;
  final int line;
  final int column;

  PugNode(@Nullable String file, int line, int column) {
    this.file = file;
    this.line = line;
    this.column = column;
  }

  PugNode(PugNode at) {
    this(at.file, at.line, at.column);
  }

  /** The block that hangs below this node, or null. */
  @Nullable Block below() {
    return null;
  }

  /** An attribute: its expression, or null where it stands without a value. */
  record Attribute(String name, @Nullable String value, boolean escape) {}

  /** A list of nodes; one with a name can be filled by templates that extend this one. */
  static final class Block extends PugNode {
    List<PugNode> nodes = new ArrayList<>();
    @Nullable String name;
    String mode = "replace";
    List<Block> parents = List.of();
    boolean ignored;

    Block(@Nullable String file, int line, int column) {
      super(file, line, column);
    }

    Block(PugNode at) {
      super(at);
    }

    boolean named() {
      return name != null;
    }
  }

  /** Text as it stands. */
  static final class Text extends PugNode {
    String value;
    final boolean html;

    Text(PugNode at, String value) {
      this(at.file, at.line, at.column, value, false);
    }

    Text(@Nullable String file, int line, int column, String value, boolean html) {
      super(file, line, column);
      this.value = value;
      this.html = html;
    }
  }

  /** JavaScript: a value to show, or statements. */
  static final class Code extends PugNode {
    final String value;
    final boolean buffer;
    final boolean escape;
    final boolean inline;
    @Nullable Block block;

    Code(@Nullable String file, int line, int column, String value, boolean buffer, boolean escape, boolean inline) {
      super(file, line, column);
      this.value = value;
      this.buffer = buffer;
      this.escape = escape;
      this.inline = inline;
    }

    @Override
    @Nullable Block below() {
      return block;
    }
  }

  /** What tags and calls of mixins have in common. */
  abstract static sealed class Element extends PugNode {
    final String name;
    final List<Attribute> attributes = new ArrayList<>();
    final List<String> attributeBlocks = new ArrayList<>();
    Block block;
    boolean textOnly;

    Element(@Nullable String file, int line, int column, String name) {
      super(file, line, column);
      this.name = name;
      block = new Block(file, line, column);
    }

    @Override
    Block below() {
      return block;
    }
  }

  /** A tag, whose name may be an expression. */
  static final class Tag extends Element {
    final boolean dynamic;
    boolean selfClosing;

    Tag(@Nullable String file, int line, int column, String name, boolean dynamic) {
      super(file, line, column, name);
      this.dynamic = dynamic;
    }
  }

  /** A call of a mixin. */
  static final class Call extends Element {
    final String arguments;

    Call(@Nullable String file, int line, int column, String name, String arguments) {
      super(file, line, column, name);
      this.arguments = arguments;
    }
  }

  /** The declaration of a mixin. */
  static final class Mixin extends PugNode {
    final String name;
    final String parameters;
    Block block;

    Mixin(@Nullable String file, int line, int column, String name, String parameters, Block block) {
      super(file, line, column);
      this.name = name;
      this.parameters = parameters;
      this.block = block;
    }

    @Override
    Block below() {
      return block;
    }
  }

  /** Where a mixin shows the block it is called with. */
  static final class MixinBlock extends PugNode {
    MixinBlock(@Nullable String file, int line, int column) {
      super(file, line, column);
    }
  }

  /** Where an included template shows the block of its include. */
  static final class Yield extends PugNode {
    Yield(@Nullable String file, int line, int column) {
      super(file, line, column);
    }
  }

  /** {@code if} with its branches. */
  static final class Conditional extends PugNode {
    final String test;
    Block consequent;
    @Nullable PugNode alternate;

    Conditional(@Nullable String file, int line, int column, String test) {
      super(file, line, column);
      this.test = test;
      consequent = new Block(file, line, column);
    }
  }

  /** {@code while}. */
  static final class While extends PugNode {
    final String test;
    Block block;

    While(@Nullable String file, int line, int column, String test, Block block) {
      super(file, line, column);
      this.test = test;
      this.block = block;
    }

    @Override
    Block below() {
      return block;
    }
  }

  /** {@code each … in} and, without an alternative, {@code each … of}. */
  static final class Each extends PugNode {
    final String variable;
    final @Nullable String key;
    final String object;
    final boolean of;
    Block block;
    @Nullable Block alternate;

    Each(PugToken token, @Nullable String file, Block block) {
      super(file, token.line(), token.column());
      variable = token.value();
      key = token.detail();
      object = String.valueOf(token.code());
      of = token.type() == PugToken.Kind.EACH_OF;
      this.block = block;
    }

    @Override
    Block below() {
      return block;
    }
  }

  /** {@code case}. */
  static final class Case extends PugNode {
    final String expression;
    Block block;

    Case(@Nullable String file, int line, int column, String expression) {
      super(file, line, column);
      this.expression = expression;
      block = new Block(file, line + 1, column);
    }

    @Override
    Block below() {
      return block;
    }
  }

  /** One branch of a {@code case}; without a block it falls through. */
  static final class When extends PugNode {
    final String expression;
    @Nullable Block block;

    When(@Nullable String file, int line, int column, String expression) {
      super(file, line, column);
      this.expression = expression;
    }

    @Override
    @Nullable Block below() {
      return block;
    }
  }

  /** A comment of one line, or with a block of text. */
  static final class Comment extends PugNode {
    final String value;
    final boolean buffer;
    final @Nullable Block block;

    Comment(@Nullable String file, int line, int column, String value, boolean buffer, @Nullable Block block) {
      super(file, line, column);
      this.value = value;
      this.buffer = buffer;
      this.block = block;
    }

    @Override
    @Nullable Block below() {
      return block;
    }
  }

  /** A doctype. */
  static final class Doctype extends PugNode {
    final String value;

    Doctype(@Nullable String file, int line, int column, String value) {
      super(file, line, column);
      this.value = value;
    }
  }

  /** A filter with its text, or one of those of an include. */
  static final class Filter extends PugNode {
    final String name;
    final List<Attribute> attributes;
    Block block;
    /** What the filter made of the text, once it has run. */
    @Nullable String result;

    Filter(@Nullable String file, int line, int column, String name, List<Attribute> attributes, Block block) {
      super(file, line, column);
      this.name = name;
      this.attributes = attributes;
      this.block = block;
    }

    @Override
    Block below() {
      return block;
    }
  }

  /** An include of a template. */
  static final class Include extends PugNode {
    final String path;
    Block block;
    @Nullable Block tree;

    Include(@Nullable String file, int line, int column, String path, Block block) {
      super(file, line, column);
      this.path = path;
      this.block = block;
    }

    @Override
    Block below() {
      return block;
    }
  }

  /** An include of a file that is no template. */
  static final class RawInclude extends PugNode {
    final String path;
    final List<Filter> filters;
    String target = "";
    String text = "";

    RawInclude(@Nullable String file, int line, int column, String path, List<Filter> filters) {
      super(file, line, column);
      this.path = path;
      this.filters = filters;
    }
  }

  /** The template that this one extends. */
  static final class Extends extends PugNode {
    final String path;
    @Nullable Block tree;

    Extends(@Nullable String file, int line, int column, String path) {
      super(file, line, column);
      this.path = path;
    }
  }
}
