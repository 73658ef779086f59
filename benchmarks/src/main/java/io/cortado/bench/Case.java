package io.cortado.bench;

import io.cortado.bench.Needs.Need;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param id for {@code --case}
 * @param name as the table shows it
 * @param routes how many routes stand before it
 * @param request what is sent
 * @param status of the answer
 * @param way how it is measured
 * @param hot the path that is warmed before another is measured, or null
 * @param need what has to be there beside Express, or null
 */
record Case(
    String id, String name, int routes, Request request, int status, Way way, @Nullable String hot, @Nullable Need need) {
  /** How a case is measured. */
  enum Way {
    /** One window once the windows before it agree. */
    WARMED,
    /** From the first answer on, without any warming. */
    FIRST
  }

  private static final String JSON_PATH = "/api/items/42";

  static final int FEW_CONNECTIONS = 8;

  private static final Set<String> LARGE = Set.of("static-10m", "upload", "h2");

  /** Seconds of a {@link Way#FIRST} window. */
  static final int FIRST_SECONDS = 10;

  static final List<Case> ALL = List.of(
      get("first", "first 10 s after launch: JSON", JSON_PATH).first(),
      get("hello", "hello, text", "/"),
      get("json", "JSON, one parameter, nested router, 2 middlewares", JSON_PATH),
      of("post-json", "POST of a 1.2 KB JSON body", Request.post("/json", "application/json", Bodies.json())),
      of("form", "POST of a urlencoded form", Request.post("/form", "application/x-www-form-urlencoded", Bodies.form())),
      new Case("change", "route 10 of 1,000, right after route 1,000 was hot", 1000, Request.get("/route9/42"), 200, Way.WARMED,
          "/route999/42", null),
      new Case("last", "route 1,000 of 1,000", 1000, Request.get("/route999/42"), 200, Way.WARMED, null, null),
      new Case("not-found", "404 as JSON", 10, Request.get("/missing"), 404, Way.WARMED, null, null),
      get("static-10k", "static file, 10 KB", "/files/10k.txt").needs(Need.FILES),
      get("static-10m", "static file, 10 MB", "/files/10m.bin").needs(Need.FILES),
      new Case("not-modified", "304 for a static file", 10, Request.get("/files/10k.txt").with("If-Modified-Since", Needs.FILE_TIME_TEXT),
          304, Way.WARMED, null, Need.FILES),
      get("https", "hello, https", "/").needs(Need.TLS),
      get("h2", "hello, HTTP/2 without Express, 10 streams a connection", "/").needs(Need.HTTP2),
      get("view", "view of 50 rows, handlebars", "/view").needs(Need.VIEW),
      of("upload", "upload of a 100 KB file, multer", Request.post("/upload", Bodies.MULTIPART, Bodies.upload())).needs(Need.UPLOAD),
      get("pg-first", "pg, one select by id: first 10 s", "/row/42").needs(Need.POSTGRES).first(),
      get("pg", "pg, one select by id", "/row/42").needs(Need.POSTGRES),
      get("redis-first", "ioredis, one get: first 10 s", "/key/42").needs(Need.REDIS).first(),
      get("redis", "ioredis, one get", "/key/42").needs(Need.REDIS));

  /** Those of {@code --quick}. */
  static final Set<String> QUICK = Set.of("first", "hello", "json", "post-json");

  /** What launch, memory and {@code --smoke} are measured with. */
  static final Case LAUNCH = ALL.get(2);

  private static Case get(String id, String name, String path) {
    return of(id, name, Request.get(path));
  }

  private static Case of(String id, String name, Request request) {
    return new Case(id, name, 10, request, 200, Way.WARMED, null, null);
  }

  private Case first() {
    return new Case(id, name, routes, request, status, Way.FIRST, hot, need);
  }

  private Case needs(Need what) {
    return new Case(id, name, routes, request, status, way, hot, what);
  }

  boolean tls() {
    return need == Need.TLS || need == Need.HTTP2;
  }

  boolean http2() {
    return need == Need.HTTP2;
  }

  /** What is warmed: the request itself, or the one that was hot before. */
  Request warming() {
    return hot == null ? request : Request.get(hot);
  }

  /** How many connections ask at a time: few where much is sent, so that answers are complete within a window, or where each asks
   * for much at a time. */
  int connections() {
    return LARGE.contains(id) ? FEW_CONNECTIONS : LoadGenerator.CONNECTIONS;
  }

  /** The environment of the server, without its port. */
  Map<String, String> environment(Map<String, String> needed) {
    Map<String, String> all = new HashMap<>(needed);
    all.put("BENCH_ROUTES", String.valueOf(routes));
    return all;
  }
}
