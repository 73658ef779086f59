package io.cortado.views;

import io.cortado.views.handlebars.HandlebarsBinding;
import io.cortado.views.pug.PugBinding;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/**
 * The one object the JavaScript of all view modules sees; the engines behind it are loaded when first asked for. Runs
 * on the loop.
 */
public final class ViewsBinding {
  private final Context context;
  private @Nullable PugBinding pug;
  private @Nullable HandlebarsBinding handlebars;

  ViewsBinding(Context context) {
    this.context = context;
  }

  /** The Java side of pug. */
  @HostAccess.Export
  public PugBinding pug() {
    PugBinding binding = pug;
    if (binding == null) {
      binding = new PugBinding(context);
      pug = binding;
    }
    return binding;
  }

  /** The Java side of handlebars. */
  @HostAccess.Export
  public HandlebarsBinding handlebars() {
    HandlebarsBinding binding = handlebars;
    if (binding == null) {
      binding = new HandlebarsBinding(context);
      handlebars = binding;
    }
    return binding;
  }
}
