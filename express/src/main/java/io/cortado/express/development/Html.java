package io.cortado.express.development;

import java.util.List;
import java.util.Map;

/** Writes the parts of the page; everything that it is given is escaped. */
final class Html {
  private static final String STYLE = """
      :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1rem 1.5rem}
      h1{font-size:1.4rem;margin:.5rem 0;overflow-wrap:anywhere}h2{font-size:1rem;margin:1.5rem 0 .4rem}
      pre,code,td,th{font:14px/1.5 ui-monospace,monospace}pre{overflow-x:auto;margin:0;padding:.6rem .8rem;border:1px solid #8886}
      .message{white-space:pre-wrap;overflow-wrap:anywhere}.line{display:block}.hit{background:#e5484d33;font-weight:600}
      .number{color:#888;user-select:none}.status{color:#d13438}summary{cursor:pointer;font-weight:600}
      table{border-collapse:collapse}th{text-align:left;vertical-align:top;padding-right:1rem;font-weight:600}td{overflow-wrap:anywhere}
      """;

  private final StringBuilder text = new StringBuilder(8192);

  void open(String title) {
    text.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        .append(escaped(title)).append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
  }

  void head(String status, String name, String code, String message) {
    text.append("<h1><span class=\"status\">").append(escaped(status)).append("</span> ").append(escaped(name));
    if (!code.isEmpty()) {
      text.append(" (").append(escaped(code)).append(')');
    }
    text.append("</h1>\n<pre class=\"message\">").append(escaped(message)).append("</pre>\n");
  }

  void excerpt(String title, Excerpt excerpt, String file) {
    text.append("<h2>").append(title).append(": <code>").append(escaped(file)).append(':').append(excerpt.line())
        .append(excerpt.column() > 0 ? ":" + excerpt.column() : "").append("</code></h2>\n<pre>");
    int digits = Integer.toString(excerpt.first() + excerpt.lines().size()).length();
    for (int i = 0; i < excerpt.lines().size(); i++) {
      int number = excerpt.first() + i;
      boolean hit = number == excerpt.line();
      text.append("<span class=\"line").append(hit ? " hit" : "").append("\"><span class=\"number\">")
          .append(hit ? "> " : "  ").append(" ".repeat(digits - Integer.toString(number).length())).append(number)
          .append(" | </span>").append(escaped(excerpt.lines().get(i))).append("</span>");
      if (hit && excerpt.column() > 0) {
        text.append("<span class=\"line\"><span class=\"number\">  ").append(" ".repeat(digits)).append(" | </span>")
            .append(" ".repeat(Math.min(excerpt.column() - 1, excerpt.lines().get(i).length()))).append("^</span>");
      }
    }
    text.append("</pre>\n");
  }

  void frames(String title, List<String> lines, boolean open) {
    if (!lines.isEmpty()) {
      text.append("<details").append(open ? " open" : "").append("><summary>").append(title).append(" (").append(lines.size())
          .append(")</summary>\n<pre>").append(escaped(String.join("\n", lines))).append("</pre></details>\n");
    }
  }

  void text(String title, String content) {
    if (!content.isEmpty()) {
      text.append("<h2>").append(title).append("</h2>\n<pre class=\"message\">").append(escaped(content)).append("</pre>\n");
    }
  }

  void table(String title, Map<String, String> rows) {
    text.append("<h2>").append(title).append("</h2>\n<table>\n");
    rows.forEach(
        (name, value) ->
            text.append("<tr><th>").append(escaped(name)).append("</th><td>").append(escaped(value)).append("</td></tr>\n"));
    text.append("</table>\n");
  }

  String close() {
    return text.append("</body>\n</html>\n").toString();
  }

  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
