package io.cortado.module;

/** What a request for a module says by its form. Pure. */
public final class Specifiers {
  private Specifiers() {}

  /** Whether it is the path of a file, relative or absolute. */
  static boolean isPath(String request) {
    return request.startsWith("/")
        || request.equals(".")
        || request.equals("..")
        || request.startsWith("./")
        || request.startsWith("../");
  }

  /** The name that a request by name begins with: {@code a} of {@code a/b}, {@code @a/b} of {@code @a/b/c}. */
  public static String packageName(String request) {
    int slash = request.indexOf('/', request.startsWith("@") ? request.indexOf('/') + 1 : 0);
    return slash < 0 ? request : request.substring(0, slash);
  }

  /** What it asks of that package, as {@code exports} has it: {@code .} or {@code ./b}. */
  static String subpath(String request) {
    return "." + request.substring(packageName(request).length());
  }
}
