package io.cortado.module;

import org.jspecify.annotations.Nullable;
import org.semver4j.Range;
import org.semver4j.RangesListFactory;
import org.semver4j.Semver;

/** npm's versions and ranges. Pure. */
final class Versions {
  private Versions() {}

  /** Whether a version is in an npm range; false for what is no version or no range. */
  static boolean satisfies(@Nullable String version, String range) {
    Semver parsed = version == null ? null : Semver.parse(version);
    return parsed != null && isRange(range) && parsed.satisfies(plain(range));
  }

  /** Whether a version that bounds {@code range} from within is in {@code other} too. */
  static boolean intersects(String range, String other) {
    return isRange(range)
        && RangesListFactory.create(plain(range)).get().stream()
            .flatMap(all -> all.stream())
            .map(Range::getRangeVersion)
            .anyMatch(bound -> bound.satisfies(other)
                && (bound.satisfies(plain(range)) || bound.nextPatch().satisfies(plain(range))));
  }

  /** Whether a package.json's word for a version is a range, and not a tag, a folder or a repository. */
  static boolean isRange(String text) {
    return plain(text).matches("([\\sv=<>~^|*xX\\d].*)?");
  }

  /** The major version as text; empty for what is no version. */
  static String major(@Nullable String version) {
    Semver parsed = version == null ? null : Semver.coerce(version);
    return parsed == null ? "" : String.valueOf(parsed.getMajor());
  }

  /** A range without the alias or the protocol in front of it. */
  private static String plain(String range) {
    if (range.startsWith("npm:")) {
      return range.substring(range.lastIndexOf('@') + 1);
    }
    return range.startsWith("workspace:") ? range.substring("workspace:".length()) : range.strip();
  }
}
