package io.bertline.predict;

import io.bertline.bert.ModelOptions;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.predict.input.Columns;
import io.bertline.predict.input.InputFormat;
import io.bertline.predict.output.OutputFormat;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to label and where to write it.
 *
 * @param classifier directory of the classifier
 * @param info labels, and how it decides: of the classifier, or of a release
 * @param model how to run it
 * @param texts texts of the command line; empty if {@code input} is read
 * @param input URI, or {@code -} for standard input
 * @param inputFormat layout of the input
 * @param part which of the rows
 * @param columns fields of the input to use
 * @param output URI, or {@code -} for standard output
 * @param outputFormat layout of the output, never {@code AUTO}
 * @param withText whether the output repeats the text
 * @param deadLetters URI for rows that cannot be read; null to only count them
 */
public record PredictArguments(
    Path classifier,
    ClassifierInfo info,
    ModelOptions model,
    List<String> texts,
    String input,
    InputFormat inputFormat,
    Part part,
    Columns columns,
    String output,
    OutputFormat outputFormat,
    boolean withText,
    @Nullable String deadLetters) {
  /** Stands for standard input or output. */
  static final String STANDARD = "-";

  public PredictArguments {
    texts = List.copyOf(texts);
  }
}
