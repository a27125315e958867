package io.bertline.eval.gate;

import io.bertline.eval.gate.Figure.Over;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the expression of a gate, see the grammar of this package. */
final class GateParser {
  private static final Pattern BLANKS = Pattern.compile("\\s*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?");
  private static final String SLICES = "slices";
  private static final String CHAMPION = "champion";

  private final String text;
  private final Set<String> measures;
  private final Set<String> sliceMeasures;
  private int position;

  /**
   * @param measures names of the measures of a split
   * @param sliceMeasures names of the measures of a slice
   */
  GateParser(String text, Set<String> measures, Set<String> sliceMeasures) {
    this.text = text;
    this.measures = new TreeSet<>(measures);
    this.sliceMeasures = new TreeSet<>(sliceMeasures);
  }

  /**
   * Returns the clauses in their order, at least one.
   *
   * @throws BertlineException {@code USAGE} naming the column of what cannot be read
   */
  List<Clause> clauses() {
    List<Clause> clauses = new ArrayList<>();
    do {
      clauses.add(clause());
    } while (accepts(","));
    if (position < text.length()) {
      throw unexpected("',' or the end");
    }
    return clauses;
  }

  private Clause clause() {
    skipBlanks();
    int start = position;
    Figure figure = figure();
    Comparison comparison = comparison();
    int boundStart = position;
    Bound bound = bound();
    if (bound.champion() && figure.over() != Over.SPLIT) {
      position = boundStart;
      throw wrong("slices are compared with a number, not with the champion");
    }
    return new Clause(text.substring(start, position).strip(), figure, comparison, bound);
  }

  private Figure figure() {
    skipBlanks();
    int start = position;
    if (!name("a measure").equals(SLICES)) {
      position = start;
      return new Figure(measure(measures), Over.SPLIT);
    }
    require(".");
    Over over = sliceOver();
    require("(");
    String measure = measure(sliceMeasures);
    require(")");
    return new Figure(measure, over);
  }

  private Over sliceOver() {
    skipBlanks();
    int start = position;
    String name = name("min or max");
    return switch (name) {
      case "min" -> Over.LOWEST_SLICE;
      case "max" -> Over.HIGHEST_SLICE;
      default -> {
        position = start;
        throw unexpected("min or max");
      }
    };
  }

  private String measure(Set<String> allowed) {
    skipBlanks();
    int start = position;
    String name = name("a measure");
    if (!allowed.contains(name)) {
      position = start;
      throw wrong("'" + name + "' is no measure here; there are " + String.join(", ", allowed));
    }
    return name;
  }

  private Comparison comparison() {
    for (Comparison comparison : Comparison.values()) {
      if (accepts(comparison.symbol())) {
        return comparison;
      }
    }
    throw unexpected(">=, <=, > or <");
  }

  private Bound bound() {
    skipBlanks();
    Matcher name = NAME.matcher(text).region(position, text.length());
    if (!name.lookingAt()) {
      return new Bound(number("a number or champion"), false);
    }
    if (!name.group().equals(CHAMPION)) {
      throw unexpected("a number or champion");
    }
    position = name.end();
    if (accepts("+")) {
      return new Bound(unsigned(), true);
    }
    return new Bound(accepts("-") ? -unsigned() : 0, true);
  }

  private double unsigned() {
    skipBlanks();
    if (position < text.length() && "+-".indexOf(text.charAt(position)) >= 0) {
      throw unexpected("a number without a sign");
    }
    return number("a number");
  }

  private double number(String expected) {
    skipBlanks();
    Matcher number = NUMBER.matcher(text).region(position, text.length());
    if (!number.lookingAt()) {
      throw unexpected(expected);
    }
    position = number.end();
    return Double.parseDouble(number.group());
  }

  private String name(String expected) {
    skipBlanks();
    Matcher name = NAME.matcher(text).region(position, text.length());
    if (!name.lookingAt()) {
      throw unexpected(expected);
    }
    position = name.end();
    return name.group();
  }

  private void require(String symbol) {
    if (!accepts(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  private boolean accepts(String symbol) {
    skipBlanks();
    if (!text.startsWith(symbol, position)) {
      return false;
    }
    position += symbol.length();
    skipBlanks();
    return true;
  }

  private void skipBlanks() {
    Matcher blanks = BLANKS.matcher(text).region(position, text.length());
    if (blanks.lookingAt()) {
      position = blanks.end();
    }
  }

  private BertlineException unexpected(String expected) {
    Matcher name = NAME.matcher(text).region(position, text.length());
    String found =
        position == text.length()
            ? "it ends"
            : "there is '"
                + (name.lookingAt() ? name.group() : text.substring(position, position + 1))
                + "'";
    return wrong("expected " + expected + ", but " + found);
  }

  private BertlineException wrong(String problem) {
    return new BertlineException(
        FailureKind.USAGE, "--gate '" + text + "': column " + (position + 1) + ": " + problem);
  }
}
