package io.cortado.express.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of the offered media types, charsets, encodings or languages the Accept fields prefer. Stateless. */
public final class Negotiation {
  /** What is negotiated. */
  public enum Kind {
    MEDIA, CHARSET, ENCODING, LANGUAGE
  }

  /** How well an offer fits what is accepted. */
  private record Fit(int offer, double quality, int specificity, double place) {
    private static final Comparator<Fit> BEST_FIRST =
        Comparator.comparingDouble(Fit::quality).reversed()
            .thenComparing(Comparator.comparingInt(Fit::specificity).reversed())
            .thenComparingDouble(Fit::place)
            .thenComparingInt(Fit::offer);
  }

  /** A range at its place in the field. */
  private record Placed(AcceptedRange range, double place) {}

  private static final int NO_FIT = -1;

  private final Kind kind;
  private final boolean older;
  private final List<Placed> accepted = new ArrayList<>();

  private Negotiation(Kind kind, String field, boolean older) {
    this.kind = kind;
    this.older = older;
    List<@Nullable AcceptedRange> ranges = older ? AcceptedRange.strict(kind, field) : AcceptedRange.lenient(kind, field);
    double lowest = 1;
    for (int i = 0; i < ranges.size(); i++) {
      AcceptedRange range = ranges.get(i);
      if (range != null) {
        accepted.add(new Placed(range, i));
        lowest = range.isRated() ? Math.min(lowest, range.quality()) : lowest;
      }
    }
    AcceptedRange identity = new AcceptedRange("identity", "", Map.of(), lowest);
    if (kind == Kind.ENCODING && accepted.stream().allMatch(one -> specificity(identity, one.range) == NO_FIT)) {
      // It is acceptable even where it is not named, but least of all.
      accepted.add(new Placed(identity, Double.POSITIVE_INFINITY));
    }
  }

  /** What a field accepts, the best first. */
  public static List<String> accepted(Kind kind, String field, boolean older) {
    return new Negotiation(kind, field, older).accepted.stream()
        .filter(one -> one.range.quality() > 0)
        .sorted(Comparator.comparingDouble((Placed one) -> one.range.quality()).reversed())
        .map(one -> kind == Kind.MEDIA ? one.range.name() + '/' + one.range.detail() : one.range.name())
        .toList();
  }

  /** The place of the offer that a field prefers; -1 when it accepts none. */
  public static int best(Kind kind, String field, List<String> offers, boolean older) {
    Negotiation negotiation = new Negotiation(kind, field, older);
    Fit best = null;
    for (int i = 0; i < offers.size(); i++) {
      Fit fit = negotiation.fit(i, offers.get(i));
      if (fit.quality > 0 && (best == null || Fit.BEST_FIRST.compare(fit, best) < 0)) {
        best = fit;
      }
    }
    return best == null ? -1 : best.offer;
  }

  /** The fit with the most specific range; of those as specific the one of the highest quality, then the last. */
  private Fit fit(int number, String text) {
    AcceptedRange offer = older ? AcceptedRange.strictOffer(kind, text) : AcceptedRange.lenientOffer(kind, text);
    Fit best = new Fit(number, 0, 0, -1);
    for (Placed one : accepted) {
      int specificity = offer == null ? NO_FIT : specificity(offer, one.range);
      if (specificity != NO_FIT && isBetter(specificity, one, best)) {
        best = new Fit(number, one.range.quality(), specificity, one.place);
      }
    }
    return best;
  }

  private static boolean isBetter(int specificity, Placed one, Fit best) {
    if (specificity != best.specificity) {
      return specificity > best.specificity;
    }
    double quality = one.range.quality() - best.quality;
    // No number is neither more nor less.
    return quality > 0 || !(quality < 0) && one.place > best.place;
  }

  private int specificity(AcceptedRange offer, AcceptedRange range) {
    return switch (kind) {
      case MEDIA -> mediaSpecificity(offer, range);
      case LANGUAGE -> languageSpecificity(offer, range);
      case CHARSET, ENCODING -> range.name().equalsIgnoreCase(offer.name()) ? 1 : range.name().equals("*") ? 0 : NO_FIT;
    };
  }

  private static int languageSpecificity(AcceptedRange offer, AcceptedRange range) {
    if (range.name().equalsIgnoreCase(offer.name())) {
      return 4;
    }
    if (range.detail().equalsIgnoreCase(offer.name())) {
      return 2;
    }
    if (range.name().equalsIgnoreCase(offer.detail())) {
      return 1;
    }
    return range.name().equals("*") ? 0 : NO_FIT;
  }

  private static int mediaSpecificity(AcceptedRange offer, AcceptedRange range) {
    boolean type = range.name().equalsIgnoreCase(offer.name());
    boolean subtype = range.detail().equalsIgnoreCase(offer.detail());
    boolean fits = (type || range.name().equals("*")) && (subtype || range.detail().equals("*"))
        && range.parameters().entrySet().stream().allMatch(one -> one.getValue().equals("*")
            || one.getValue().equalsIgnoreCase(offer.parameters().getOrDefault(one.getKey(), "")));
    return fits ? (type ? 4 : 0) + (subtype ? 2 : 0) + (range.parameters().isEmpty() ? 0 : 1) : NO_FIT;
  }
}
