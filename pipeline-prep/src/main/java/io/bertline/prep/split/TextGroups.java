package io.bertline.prep.split;

import io.bertline.dataset.Split;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decides which rows of the same text are kept. Of a text that is in several inputs the rows of the
 * test input stand, else those of the validation input: what is measured must not be learnt, and
 * must stay as it was given. Of those the label that most rows have stands.
 */
final class TextGroups {
  private final RowTable table;
  private final int[] byText;
  private final Duplicates policy;
  private final int[] votes;
  private long distinct;
  private long conflicting;
  private long tied;

  /**
   * @param byText all rows, sorted by text
   * @param labels number of labels
   */
  TextGroups(RowTable table, int[] byText, Duplicates policy, int labels) {
    this.table = table;
    this.byText = byText;
    this.policy = policy;
    this.votes = new int[labels];
  }

  /** Decides on all rows that are not kept; those that are stay undecided. */
  void resolve() {
    for (int from = 0, to; from < byText.length; from = to) {
      to = end(from);
      distinct++;
      if (to - from > 1) {
        resolve(from, to);
      }
    }
  }

  /** Returns the end of the group of rows with the same text that begins here. */
  int end(int from) {
    int to = from + 1;
    while (to < byText.length && table.sameText(byText[from], byText[to])) {
      to++;
    }
    return to;
  }

  private void resolve(int from, int to) {
    int priority = 0;
    boolean conflict = false;
    for (int i = from; i < to; i++) {
      priority = Math.max(priority, priority(table.givenSplit(byText[i])));
      conflict |= table.label(byText[i]) != table.label(byText[from]);
    }
    conflicting += conflict ? 1 : 0;
    if (policy == Duplicates.IGNORE) {
      return;
    }
    int majority = conflict ? majority(from, to, priority) : table.label(byText[from]);
    boolean found = false;
    for (int i = from; i < to; i++) {
      int row = byText[i];
      boolean stands = priority(table.givenSplit(row)) == priority;
      if (majority < 0) {
        table.decide(row, Fate.TIED);
        tied++;
      } else if (table.label(row) != majority) {
        table.decide(row, Fate.OUTVOTED);
      } else if (!stands || (found && policy == Duplicates.DROP)) {
        table.decide(row, Fate.DUPLICATE);
      } else {
        found = true;
      }
    }
  }

  private static int priority(@Nullable Split given) {
    if (given == null) {
      return 0;
    }
    return switch (given) {
      case TRAIN -> 0;
      case VALIDATION -> 1;
      case TEST -> 2;
    };
  }

  /** Returns the label most rows of this priority have, or -1 if there is no one such label. */
  private int majority(int from, int to, int priority) {
    Arrays.fill(votes, 0);
    for (int i = from; i < to; i++) {
      if (priority(table.givenSplit(byText[i])) == priority) {
        votes[table.label(byText[i])]++;
      }
    }
    int best = 0;
    boolean unique = true;
    for (int label = 1; label < votes.length; label++) {
      if (votes[label] >= votes[best]) {
        unique = votes[label] > votes[best];
        best = votes[label] > votes[best] ? label : best;
      }
    }
    return unique ? best : -1;
  }

  /** Returns how many rows share their text with as many of another label. */
  long tied() {
    return tied;
  }

  /** Returns what was counted, once every row is decided. */
  TextCounts counts() {
    long shared = 0;
    for (int from = 0, to; from < byText.length; from = to) {
      to = end(from);
      Split first = null;
      boolean crosses = false;
      for (int i = from; i < to; i++) {
        Split split = table.fate(byText[i]).split();
        crosses |= split != null && first != null && split != first;
        first = split == null ? first : split;
      }
      shared += crosses ? 1 : 0;
    }
    return new TextCounts(distinct, byText.length - distinct, conflicting, shared);
  }
}
