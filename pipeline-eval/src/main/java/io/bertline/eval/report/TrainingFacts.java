package io.bertline.eval.report;

import java.util.List;

/**
 * How a classifier came about, as far as a report of an evaluation tells it.
 *
 * @param validations validations during the training, in order; empty if they are not known
 * @param labels label names in index order
 * @param splits splits of the dataset, empty if they are not known
 */
public record TrainingFacts(
    List<Validation> validations, List<String> labels, List<SplitFacts> splits) {
  public TrainingFacts {
    validations = List.copyOf(validations);
    labels = List.copyOf(labels);
    splits = List.copyOf(splits);
  }

  /**
   * How far the training was when it was validated.
   *
   * @param epoch the epoch the last step belongs to, 1 for the first
   * @param step optimiser steps taken so far
   * @param trainingLoss mean loss since the validation before
   * @param validationLoss loss on the validation split; {@code NaN} if it was not measured
   * @param f1 F1 on the validation split, macro F1 for more than two labels; {@code NaN} if it was
   *     not measured
   */
  public record Validation(
      int epoch, long step, double trainingLoss, double validationLoss, double f1) {}

  /**
   * A split.
   *
   * @param name {@code train}, {@code validation} or {@code test}
   * @param rows number of rows
   * @param tokens number of tokens
   * @param rowsByLabel rows of each label, in label index order
   */
  public record SplitFacts(String name, long rows, long tokens, List<Long> rowsByLabel) {
    public SplitFacts {
      rowsByLabel = List.copyOf(rowsByLabel);
    }
  }
}
