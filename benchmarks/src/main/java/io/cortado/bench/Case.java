package io.cortado.bench;

import java.util.List;

/**
 * What is asked for.
 *
 * @param name as the table shows it
 * @param path of the request
 * @param routes how many routes stand before it
 */
record Case(String name, String path, int routes) {
  static final List<Case> ALL =
      List.of(
          new Case("hello, text", "/", 10),
          new Case("JSON, one parameter, 2 middlewares", "/api/items/42", 10),
          new Case("last of 1,000 routes", "/api/items/42", 1000));
}
