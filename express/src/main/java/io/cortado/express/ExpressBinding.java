package io.cortado.express;

import io.cortado.express.http.ETags;
import io.cortado.express.http.FlatForm;
import io.cortado.express.middleware.StaticFolder;
import io.cortado.express.routing.RouteTable;
import org.jspecify.annotations.Nullable;

/** What the scripts of Express see as {@code binding}; one for each loop. Runs on the loop. */
public final class ExpressBinding {
  private @Nullable ETags tags;

  ExpressBinding() {}

  /** A table for the paths of a router's layers. */
  public RouteTable routeTable() {
    return new RouteTable();
  }

  /** The files under a folder. */
  public StaticFolder staticFolder(String root, String cacheControl) {
    return new StaticFolder(root, cacheControl);
  }

  /** See {@link FlatForm#read}. */
  public @Nullable String flatForm(String text, int maxPairs) {
    return FlatForm.read(text, maxPairs);
  }

  /** See {@link ETags#textTag}. */
  public String textTag(String text) {
    if (tags == null) {
      tags = new ETags();
    }
    return tags.textTag(text);
  }
}
