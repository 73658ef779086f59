package io.cortado.views.handlebars;

import io.cortado.views.handlebars.Expression.Call;
import io.cortado.views.handlebars.Expression.Pair;
import io.cortado.views.handlebars.Expression.Path;
import io.cortado.views.handlebars.Statement.Block;
import io.cortado.views.handlebars.Statement.Mustache;
import io.cortado.views.handlebars.Statement.Partial;
import io.cortado.views.handlebars.Statement.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template needs at run time besides its context: parent contexts, block params, partials. */
final class Uses {
  boolean depths;
  boolean blockParams;
  boolean partials;
  boolean decorators;

  Uses(Program program, Options options) {
    depths = options.has(Options.COMPAT);
    visit(program);
  }

  private void visit(@Nullable Program program) {
    if (program == null) {
      return;
    }
    blockParams |= !program.blockParams.isEmpty();
    for (Statement statement : program.body) {
      switch (statement) {
        case Mustache mustache -> visit(mustache.call());
        case Block block -> {
          decorators |= block.decorator;
          depths |= block.decorator;
          visit(block.call);
          visit(block.program);
          visit(block.inverse);
        }
        case Partial partial -> {
          partials = true;
          visit(partial.name);
          visit(partial.params, partial.hash);
          visit(partial.program);
        }
        default -> { }
      }
    }
  }

  private void visit(List<Expression> params, @Nullable List<Pair> hash) {
    params.forEach(this::visit);
    if (hash != null) {
      hash.forEach(pair -> visit(pair.value()));
    }
  }

  private void visit(Expression expression) {
    if (expression instanceof Path path) {
      depths |= path.depth() > 0 && !path.data();
    } else if (expression instanceof Call call) {
      visit(call.path());
      visit(call.params(), call.hash());
    }
  }
}
