package io.bertline.train;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;

/**
 * How much each label's rows count in the loss.
 *
 * @param mode how the weights are found
 * @param values the weights in label index order if they were given, else empty
 */
record ClassWeights(Mode mode, List<Double> values) {
  /** Where weights come from. */
  enum Mode {
    /** Every row counts the same. */
    NONE,
    /** Every label counts the same: {@code rows / (labels * rows of the label)}. */
    BALANCED,
    /** The weights are given. */
    GIVEN
  }

  static final ClassWeights NONE = new ClassWeights(Mode.NONE, List.of());

  ClassWeights {
    values = List.copyOf(values);
  }

  /**
   * Reads the option: {@code none}, {@code balanced} or one number a label, separated by commas.
   *
   * @throws BertlineException {@code USAGE} if it is none of these
   */
  static ClassWeights parse(String text) {
    return switch (text) {
      case "none" -> NONE;
      case "balanced" -> new ClassWeights(Mode.BALANCED, List.of());
      default -> given(text);
    };
  }

  private static ClassWeights given(String text) {
    List<Double> values = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        double value = Double.parseDouble(part.strip());
        if (!(value > 0) || Double.isInfinite(value)) {
          throw new NumberFormatException();
        }
        values.add(value);
      } catch (NumberFormatException e) {
        throw new BertlineException(
            FailureKind.USAGE,
            "--class-weights: '"
                + text
                + "' is neither none, balanced nor a list of numbers above 0 such as 1,5",
            e);
      }
    }
    return new ClassWeights(Mode.GIVEN, values);
  }

  /**
   * Returns the weight of each label, empty if all are 1. Balanced weights average to 1 over the
   * rows, as in scikit-learn, so the learning rate means the same with and without them.
   *
   * @param labels label names, for the message
   * @param rowsByLabel training rows of each label
   * @throws BertlineException {@code USAGE} if the number of given weights is not that of the
   *     labels
   */
  double[] resolve(List<String> labels, List<Long> rowsByLabel) {
    return switch (mode) {
      case NONE -> new double[0];
      case BALANCED -> balanced(rowsByLabel);
      case GIVEN -> {
        if (values.size() != labels.size()) {
          throw new BertlineException(
              FailureKind.USAGE,
              "--class-weights: gives %d weights, the dataset has %d labels %s"
                  .formatted(values.size(), labels.size(), labels));
        }
        yield values.stream().mapToDouble(Double::doubleValue).toArray();
      }
    };
  }

  private static double[] balanced(List<Long> rowsByLabel) {
    double rows = rowsByLabel.stream().mapToLong(Long::longValue).sum();
    return rowsByLabel.stream()
        .mapToDouble(count -> count == 0 ? 1 : rows / (rowsByLabel.size() * (double) count))
        .toArray();
  }
}
