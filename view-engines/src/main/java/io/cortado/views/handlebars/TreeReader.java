package io.cortado.views.handlebars;

import io.cortado.views.handlebars.Expression.Call;
import io.cortado.views.handlebars.Expression.Literal;
import io.cortado.views.handlebars.Expression.Pair;
import io.cortado.views.handlebars.Expression.Path;
import io.cortado.views.handlebars.Expression.Text;
import io.cortado.views.handlebars.Statement.Block;
import io.cortado.views.handlebars.Statement.Comment;
import io.cortado.views.handlebars.Statement.Content;
import io.cortado.views.handlebars.Statement.Mustache;
import io.cortado.views.handlebars.Statement.Partial;
import io.cortado.views.handlebars.Statement.Program;
import io.cortado.views.handlebars.Statement.Strip;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Reads the syntax tree that handlebars.js's own parser made, blanks already taken off. Runs on the loop. */
final class TreeReader {
  private TreeReader() {}

  static Program program(Value tree) {
    List<Statement> body = new ArrayList<>();
    for (Value node : elements(tree.getMember("body"))) {
      body.add(statement(node));
    }
    Program program = new Program(body);
    List<String> names = new ArrayList<>();
    elements(tree.getMember("blockParams")).forEach(name -> names.add(name.asString()));
    program.blockParams = names;
    return program;
  }

  private static List<Value> elements(@Nullable Value array) {
    List<Value> elements = new ArrayList<>();
    if (array != null && array.hasArrayElements()) {
      for (long i = 0; i < array.getArraySize(); i++) {
        elements.add(array.getArrayElement(i));
      }
    }
    return elements;
  }

  private static boolean missing(@Nullable Value value) {
    return value == null || value.isNull();
  }

  private static @Nullable Program optional(@Nullable Value tree) {
    return tree == null || tree.isNull() ? null : program(tree);
  }

  private static Statement statement(Value node) {
    return switch (node.getMember("type").asString()) {
      case "ContentStatement" -> new Content(node.getMember("value").asString());
      case "CommentStatement" -> new Comment(Strip.NONE);
      case "MustacheStatement" -> new Mustache(call(node), node.getMember("escaped").asBoolean(), Strip.NONE);
      case "BlockStatement", "DecoratorBlock" -> new Block(call(node), optional(node.getMember("program")),
          optional(node.getMember("inverse")), node.getMember("type").asString().equals("DecoratorBlock"), Strip.NONE,
          Strip.NONE, Strip.NONE);
      case "PartialStatement", "PartialBlockStatement" -> {
        Partial partial = new Partial(expression(node.getMember("name")), expressions(node), hash(node),
            optional(node.getMember("program")), Strip.NONE, Strip.NONE, loc(node));
        Value indent = node.getMember("indent");
        partial.indent = missing(indent) ? "" : indent.asString();
        yield partial;
      }
      default -> throw new Unsure("statement");
    };
  }

  private static Call call(Value node) {
    Expression path = expression(node.getMember("path"));
    Path name = switch (path) {
      case Path given -> given;
      case Text text -> new Path(false, 0, List.of(text.value()), text.value(), text.loc());
      case Literal literal -> new Path(false, 0, List.of(literal.code()), literal.code(), literal.loc());
      case Call call -> throw new Unsure("a sub-expression is no name");
    };
    return new Call(name, expressions(node), hash(node), loc(node));
  }

  private static List<Expression> expressions(Value node) {
    return elements(node.getMember("params")).stream().map(TreeReader::expression).toList();
  }

  private static @Nullable List<Pair> hash(Value node) {
    Value hash = node.getMember("hash");
    if (missing(hash)) {
      return null;
    }
    return elements(hash.getMember("pairs")).stream()
        .map(pair -> new Pair(pair.getMember("key").asString(), expression(pair.getMember("value"))))
        .toList();
  }

  private static Expression expression(Value node) {
    Loc loc = loc(node);
    return switch (node.getMember("type").asString()) {
      case "PathExpression" -> new Path(node.getMember("data").asBoolean(), node.getMember("depth").asInt(),
          elements(node.getMember("parts")).stream().map(Value::asString).toList(),
          node.getMember("original").asString(), loc);
      case "StringLiteral" -> new Text(node.getMember("value").asString(), loc);
      case "NumberLiteral", "BooleanLiteral" -> new Literal(node.getMember("value").toString(), loc);
      case "NullLiteral" -> new Literal("null", loc);
      case "UndefinedLiteral" -> new Literal("undefined", loc);
      case "SubExpression" -> call(node);
      default -> throw new Unsure("expression");
    };
  }

  private static Loc loc(Value node) {
    Value loc = node.getMember("loc");
    if (missing(loc)) {
      return new Loc(1, 0, 1, 0);
    }
    Value start = loc.getMember("start");
    Value end = loc.getMember("end");
    return new Loc(start.getMember("line").asInt(), start.getMember("column").asInt(), end.getMember("line").asInt(),
        end.getMember("column").asInt());
  }
}
