package io.cortado.express;

import io.cortado.express.development.ErrorPage;
import io.cortado.express.http.Attachment;
import io.cortado.express.http.ByteRanges;
import io.cortado.express.http.ETags;
import io.cortado.express.http.FieldLists;
import io.cortado.express.http.FlatForm;
import io.cortado.express.http.MediaTypes;
import io.cortado.express.http.Negotiation;
import io.cortado.express.http.NestedForm;
import io.cortado.express.http.TrustedProxies;
import io.cortado.express.http.TypeFields;
import io.cortado.express.http.Urls;
import io.cortado.express.middleware.StaticFolder;
import io.cortado.express.routing.OlderPathPattern;
import io.cortado.express.routing.PathPattern;
import io.cortado.express.routing.RouteTable;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the scripts of Express see as {@code binding}; one for each loop. {@code older} is Express 4's way. Lists cross the
 * border as one text, with a NUL between their items. Runs on the loop.
 */
public final class ExpressBinding {
  private static final String SEPARATOR = "\0";

  private final MediaTypes mediaTypes = new MediaTypes();
  private @Nullable ETags tags;

  private final boolean develops;

  /** {@code develops} says whether whoever works on the app is shown what has failed in it. */
  ExpressBinding(boolean develops) {
    this.develops = develops;
  }

  /** Whether {@link #errorPage} is to be shown. */
  public boolean develops() {
    return develops;
  }

  /** See {@link ErrorPage#of}. */
  public @Nullable String errorPage(String accept, String[] facts, String[] headers) {
    return ErrorPage.of(accept, facts, headers);
  }

  /** A table for the paths of a router's layers. */
  public RouteTable routeTable() {
    return new RouteTable();
  }

  /** See {@link PathPattern#compile}. */
  public String[] compilePath(String path) {
    return PathPattern.compile(path);
  }

  /** See {@link OlderPathPattern#compile}. */
  public String[] compileOlderPath(String path, String release, boolean loose, boolean end) {
    return OlderPathPattern.compile(path, release, loose, end);
  }

  /** See {@link OlderPathPattern#groups}. */
  public String[] groupsOf(String source) {
    return OlderPathPattern.groups(source);
  }

  /** The files under a folder. */
  public StaticFolder staticFolder(String root, String cacheControl) {
    return new StaticFolder(root, cacheControl);
  }

  /** Addresses to name in {@code trust proxy}. */
  public TrustedProxies trustedProxies() {
    return new TrustedProxies();
  }

  /** See {@link FlatForm#read}. */
  public @Nullable String flatForm(String text, int maxPairs) {
    return FlatForm.read(text, maxPairs);
  }

  /** See {@link NestedForm#read}; {@code flags} are the names of the options that are true, with spaces between. */
  public @Nullable String nestedForm(String text, double arrayLimit, double depth, double parameterLimit, String flags) {
    return NestedForm.read(
        text, NestedForm.Options.of(arrayLimit, depth, parameterLimit, Set.of(flags.split(" ", -1))));
  }

  /** See {@link ETags#textTag}. */
  public String textTag(String text) {
    if (tags == null) {
      tags = new ETags();
    }
    return tags.textTag(text);
  }

  /** See {@link Urls#encode}. */
  public String encodeUrl(String url) {
    return Urls.encode(url);
  }

  /** See {@link Attachment#field}. */
  public @Nullable String attachment(String name, boolean older) {
    return Attachment.field(name, older);
  }

  /** See {@link ByteRanges#read}. */
  public double @Nullable [] ranges(double size, String field, boolean older, boolean combine) {
    return ByteRanges.read(size, field, older, combine);
  }

  /** See {@link Negotiation#accepted}. */
  public String accepted(String kind, String field, boolean older) {
    return String.join(SEPARATOR, Negotiation.accepted(Negotiation.Kind.valueOf(kind), field, older));
  }

  /** See {@link Negotiation#best}. */
  public int bestOffer(String kind, String field, String offers, boolean older) {
    return Negotiation.best(Negotiation.Kind.valueOf(kind), field, Arrays.asList(offers.split(SEPARATOR, -1)), older);
  }

  /** See {@link TypeFields#charset}. */
  public String charsetOf(String contentType, boolean older) {
    return TypeFields.charset(contentType, older);
  }

  /** See {@link TypeFields#withCharset}. */
  public String withCharset(String contentType, String charset, boolean older) {
    return TypeFields.withCharset(contentType, charset, older);
  }

  /** See {@link TypeFields#ofBody}. */
  public String bodyType(String contentType, boolean older) {
    return TypeFields.ofBody(contentType, older);
  }

  /** See {@link TypeFields#firstFitting}. */
  public int firstFitting(String type, String patterns) {
    return TypeFields.firstFitting(type, Arrays.asList(patterns.split(SEPARATOR, -1)));
  }

  /** See {@link MediaTypes#ofExtension}. */
  public @Nullable String mediaType(String extension, boolean older) {
    return mediaTypes.ofExtension(extension, older ? MediaTypes.Source.EXPRESS_4 : MediaTypes.Source.EXPRESS_5);
  }

  /** The media types of files in Express 4, each after its extension. */
  public String fileTypes() {
    return mediaTypes.table(MediaTypes.Source.EXPRESS_4_FILES).entrySet().stream()
        .map(entry -> entry.getKey() + SEPARATOR + entry.getValue())
        .collect(Collectors.joining(SEPARATOR));
  }

  /** See {@link MediaTypes#withCharset}. */
  public String withImpliedCharset(String type, boolean older) {
    return MediaTypes.withCharset(type, older ? MediaTypes.Source.EXPRESS_4 : MediaTypes.Source.EXPRESS_5);
  }

  /** See {@link FieldLists#isToken}. */
  public boolean isToken(String text) {
    return FieldLists.isToken(text);
  }

  /** See {@link FieldLists#items}. */
  public String listItems(String field) {
    return String.join(SEPARATOR, FieldLists.items(field));
  }

  /** See {@link FieldLists#hasTag}. */
  public boolean hasTag(String field, String tag) {
    return FieldLists.hasTag(field, tag);
  }
}
