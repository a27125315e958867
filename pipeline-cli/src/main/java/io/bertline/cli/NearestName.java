package io.bertline.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which of the allowed names was meant. */
final class NearestName {
  private NearestName() {}

  /** Returns the allowed name with the fewest edits, if it is near at all. */
  static Optional<String> of(String given, Collection<String> allowed) {
    return allowed.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(given, name))
                .thenComparing(name -> name))
        .filter(name -> distance(given, name) <= Math.max(2, name.length() / 2));
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
