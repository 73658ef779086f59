package io.cortado.mongo.embedded.text;

import java.util.List;
import java.util.Map;

/**
 * Brings English words to their stems by the rules that are known as Porter's second ones (Snowball's "english"). Called
 * from any thread.
 */
final class EnglishStemmer {

  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("skis", "ski"), Map.entry("skies", "sky"), Map.entry("dying", "die"), Map.entry("lying", "lie"),
          Map.entry("tying", "tie"), Map.entry("idly", "idl"), Map.entry("gently", "gentl"), Map.entry("ugly", "ugli"),
          Map.entry("early", "earli"), Map.entry("only", "onli"), Map.entry("singly", "singl"), Map.entry("sky", "sky"),
          Map.entry("news", "news"), Map.entry("howe", "howe"), Map.entry("atlas", "atlas"),
          Map.entry("cosmos", "cosmos"), Map.entry("bias", "bias"), Map.entry("andes", "andes"));

  private static final List<String> FINISHED =
      List.of("inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed");

  /** Endings of the second step with what takes their place; longer ones before those that they end in. */
  private static final String[][] SECOND = {
    {"ization", "ize"}, {"ational", "ate"}, {"fulness", "ful"}, {"ousness", "ous"}, {"iveness", "ive"},
    {"tional", "tion"}, {"biliti", "ble"}, {"lessli", "less"}, {"entli", "ent"}, {"ation", "ate"}, {"alism", "al"},
    {"aliti", "al"}, {"ousli", "ous"}, {"iviti", "ive"}, {"fulli", "ful"}, {"enci", "ence"}, {"anci", "ance"},
    {"abli", "able"}, {"izer", "ize"}, {"ator", "ate"}, {"alli", "al"}, {"bli", "ble"}, {"ogi", "og"}, {"li", ""}
  };

  private static final String[][] THIRD = {
    {"ational", "ate"}, {"tional", "tion"}, {"alize", "al"}, {"icate", "ic"}, {"iciti", "ic"}, {"ative", ""},
    {"ical", "ic"}, {"ness", ""}, {"ful", ""}
  };

  private static final String[] FOURTH = {
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al",
    "er", "ic"
  };

  private final StringBuilder word;
  private int first;
  private int second;

  private EnglishStemmer(String word) {
    this.word = new StringBuilder(word);
  }

  /** The stem of a word in lower case. */
  static String stem(String word) {
    if (word.length() <= 2) {
      return word;
    }
    String given = word.startsWith("'") ? word.substring(1) : word;
    String exception = EXCEPTIONS.get(given);
    return exception == null ? new EnglishStemmer(given).run() : exception;
  }

  private String run() {
    markConsonants();
    findRegions();
    possessive();
    plurals();
    if (!FINISHED.contains(word.toString())) {
      pastAndGerund();
      yToI();
      replace(SECOND, true);
      replace(THIRD, false);
      remove();
      lastE();
    }
    return word.toString().replace('Y', 'y');
  }

  private void markConsonants() {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) == 'y' && (i == 0 || isVowel(i - 1))) {
        word.setCharAt(i, 'Y');
      }
    }
  }

  private boolean isVowel(int at) {
    return "aeiouy".indexOf(word.charAt(at)) >= 0;
  }

  private void findRegions() {
    first = word.length();
    for (String beginning : List.of("gener", "commun", "arsen")) {
      if (word.indexOf(beginning) == 0) {
        first = beginning.length();
      }
    }
    if (first == word.length()) {
      first = regionAfter(0);
    }
    second = regionAfter(first);
  }

  private int regionAfter(int from) {
    for (int i = from + 1; i < word.length(); i++) {
      if (!isVowel(i) && isVowel(i - 1)) {
        return i + 1;
      }
    }
    return word.length();
  }

  private boolean ends(String ending) {
    int start = word.length() - ending.length();
    return start >= 0 && word.indexOf(ending, start) == start;
  }

  private void cut(int count) {
    word.setLength(word.length() - count);
  }

  private boolean hasVowelBefore(int end) {
    for (int i = 0; i < end; i++) {
      if (isVowel(i)) {
        return true;
      }
    }
    return false;
  }

  private void possessive() {
    for (String ending : List.of("'s'", "'s", "'")) {
      if (ends(ending)) {
        cut(ending.length());
        return;
      }
    }
  }

  private void plurals() {
    if (ends("sses")) {
      cut(2);
    } else if (ends("ied") || ends("ies")) {
      cut(word.length() > 4 ? 2 : 1);
    } else if (ends("s") && !ends("us") && !ends("ss") && hasVowelBefore(word.length() - 2)) {
      cut(1);
    }
  }

  private void pastAndGerund() {
    for (String ending : List.of("eedly", "eed")) {
      if (ends(ending)) {
        if (word.length() - ending.length() >= first) {
          cut(ending.length() - 2);
        }
        return;
      }
    }
    for (String ending : List.of("ingly", "edly", "ing", "ed")) {
      if (ends(ending)) {
        if (hasVowelBefore(word.length() - ending.length())) {
          cut(ending.length());
          mendStem();
        }
        return;
      }
    }
  }

  private void mendStem() {
    if (ends("at") || ends("bl") || ends("iz")) {
      word.append('e');
    } else if (endsInDouble()) {
      cut(1);
    } else if (isShort()) {
      word.append('e');
    }
  }

  private boolean endsInDouble() {
    int n = word.length();
    return n > 1 && word.charAt(n - 1) == word.charAt(n - 2) && "bdfgmnprt".indexOf(word.charAt(n - 1)) >= 0;
  }

  private boolean isShort() {
    return first >= word.length() && endsInShortSyllable(word.length());
  }

  private boolean endsInShortSyllable(int end) {
    if (end == 2) {
      return isVowel(0) && !isVowel(1);
    }
    return end > 2
        && !isVowel(end - 1)
        && "wxY".indexOf(word.charAt(end - 1)) < 0
        && isVowel(end - 2)
        && !isVowel(end - 3);
  }

  private void yToI() {
    int n = word.length();
    if (n > 2 && (word.charAt(n - 1) == 'y' || word.charAt(n - 1) == 'Y') && !isVowel(n - 2)) {
      word.setCharAt(n - 1, 'i');
    }
  }

  private void replace(String[][] endings, boolean secondStep) {
    for (String[] ending : endings) {
      if (ends(ending[0])) {
        int start = word.length() - ending[0].length();
        if (start >= first && mayReplace(ending[0], start, secondStep)) {
          word.replace(start, word.length(), ending[1]);
        }
        return;
      }
    }
  }

  private boolean mayReplace(String ending, int start, boolean secondStep) {
    return switch (ending) {
      case "ogi" -> start > 0 && word.charAt(start - 1) == 'l';
      case "li" -> start > 0 && "cdeghkmnrt".indexOf(word.charAt(start - 1)) >= 0;
      case "ative" -> start >= second;
      default -> secondStep || start >= first;
    };
  }

  private void remove() {
    for (String ending : FOURTH) {
      if (ends(ending)) {
        int start = word.length() - ending.length();
        boolean allowed = !ending.equals("ion") || start > 0 && "st".indexOf(word.charAt(start - 1)) >= 0;
        if (start >= second && allowed) {
          word.setLength(start);
        }
        return;
      }
    }
  }

  private void lastE() {
    int end = word.length() - 1;
    if (ends("e")) {
      if (end >= second || end >= first && !endsInShortSyllable(end)) {
        cut(1);
      }
    } else if (ends("ll") && end >= second) {
      cut(1);
    }
  }
}
