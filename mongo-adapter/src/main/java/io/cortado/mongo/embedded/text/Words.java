package io.cortado.mongo.embedded.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes texts apart into words: English ones by their stems, or all as they are. Called from any thread. */
public final class Words {

  private static final Set<String> STOP =
      Set.of(
          ("i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself"
              + " it its itself they them their theirs themselves what which who whom this that these those am is are was"
              + " were be been being have has had having do does did doing would should could ought i'm you're he's she's"
              + " it's we're they're i've you've we've they've i'd you'd he'd she'd we'd they'd i'll you'll he'll she'll"
              + " we'll they'll isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't shan't"
              + " shouldn't can't cannot couldn't mustn't let's that's who's what's here's there's when's where's why's"
              + " how's a an the and but if or because as until while of at by for with about against between into through"
              + " during before after above below to from up down in out on off over under again further then once here"
              + " there when where why how all any both each few more most other some such no nor not only own same so"
              + " than too very")
              .split(" "));

  private final boolean english;

  private Words(boolean english) {
    this.english = english;
  }

  /** The words of a language; null for one that is not known here. */
  public static @org.jspecify.annotations.Nullable Words of(String language) {
    return switch (language.toLowerCase(Locale.ROOT)) {
      case "english", "en" -> new Words(true);
      case "none" -> new Words(false);
      default -> null;
    };
  }

  /** A text without its cases and accents, as far as they do not count. */
  public static String folded(String text, boolean caseSensitive, boolean diacriticSensitive) {
    String result = caseSensitive ? text : text.toLowerCase(Locale.ROOT);
    if (diacriticSensitive || result.chars().allMatch(c -> c < 0x80)) {
      return result;
    }
    return Normalizer.normalize(result, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
  }

  /** The words of a text in their order, as they stand there. */
  public static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && isPart(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '\'' || Character.isSurrogate(c)
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** The terms of a text, without those that say nothing. */
  public List<String> terms(String text, boolean caseSensitive, boolean diacriticSensitive) {
    List<String> terms = new ArrayList<>();
    for (String word : split(text)) {
      String plain = folded(word, false, diacriticSensitive);
      if (!english || !STOP.contains(plain)) {
        String kept = caseSensitive ? folded(word, true, diacriticSensitive) : plain;
        terms.add(english ? EnglishStemmer.stem(kept) : kept);
      }
    }
    return terms;
  }

  /** The terms that an index holds. */
  public List<String> terms(String text) {
    return terms(text, false, false);
  }
}
