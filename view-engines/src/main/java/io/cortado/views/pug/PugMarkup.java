package io.cortado.views.pug;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What pug knows about HTML: doctypes, void elements, inline elements and escaping. Any thread. */
final class PugMarkup {
  private static final String W3C = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML ";
  private static final Map<String, String> DOCTYPES = Map.of(
      "html", "<!DOCTYPE html>",
      "xml", "<?xml version=\"1.0\" encoding=\"utf-8\" ?>",
      "transitional", W3C + "1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">",
      "strict", W3C + "1.0 Strict//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">",
      "frameset", W3C + "1.0 Frameset//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-frameset.dtd\">",
      "1.1", W3C + "1.1//EN\" \"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">",
      "basic", W3C + "Basic 1.1//EN\" \"http://www.w3.org/TR/xhtml-basic/xhtml-basic11.dtd\">",
      "mobile", "<!DOCTYPE html PUBLIC \"-//WAPFORUM//DTD XHTML Mobile 1.2//EN\""
          + " \"http://www.openmobilealliance.org/tech/DTD/xhtml-mobile12.dtd\">",
      "plist", "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\""
          + " \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">");
  private static final Set<String> VOID = Set.of("area", "base", "br", "col", "embed", "hr", "img", "input", "link",
      "meta", "param", "source", "track", "wbr");
  private static final Set<String> INLINE = Set.of("a", "abbr", "acronym", "b", "br", "code", "em", "font", "i", "img",
      "ins", "kbd", "map", "samp", "small", "span", "strong", "sub", "sup");

  private PugMarkup() {}

  static String doctype(String name) {
    String known = DOCTYPES.get(name.toLowerCase(Locale.ROOT));
    return known != null ? known : "<!DOCTYPE " + name + ">";
  }

  static boolean isVoid(String tag) {
    return VOID.contains(tag);
  }

  static boolean inline(String tag) {
    return INLINE.contains(tag);
  }

  static boolean keepsBlanks(String tag) {
    return tag.equals("pre") || tag.equals("textarea");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
