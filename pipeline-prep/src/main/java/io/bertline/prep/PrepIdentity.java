package io.bertline.prep;

import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.StepIdentity;
import io.bertline.cli.Parameters;
import io.bertline.prep.input.Columns;
import io.bertline.prep.split.SplitSizes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the content of a dataset depends on. */
final class PrepIdentity {
  /** Raised when the same input and parameters give other bytes than before. */
  static final int LOGIC_VERSION = 2;

  /** The role of the model whose tokenizer is used. */
  static final String TOKENIZER = "tokenizer";

  private static final String[] OPTIONS = {
    "format",
    "text-column",
    "text-pair-column",
    "label-column",
    "id-column",
    "slice-columns",
    "labels",
    "positive-label",
    "train-size",
    "validation-size",
    "test-size",
    "seed",
    "max-length",
    "duplicates",
    "shards"
  };

  private PrepIdentity() {}

  /** Returns the options on which the content depends. */
  static String[] options() {
    return OPTIONS.clone();
  }

  /**
   * Returns the options that name the tables a dataset was made from. A size that a table of its
   * own decided is given by nobody.
   */
  static Map<String, @Nullable Object> inputOptions(Map<String, InputReference> references) {
    Map<String, @Nullable Object> options = new TreeMap<>();
    for (String option : List.of("input", "validation-input", "test-input")) {
      List<String> tables =
          references.entrySet().stream()
              .filter(entry -> entry.getKey().matches(option + "-\\d+"))
              .map(entry -> entry.getValue().uri())
              .toList();
      options.put(option, tables);
      if (!option.equals("input") && !tables.isEmpty()) {
        options.put(option.replace("-input", "-size"), null);
      }
    }
    return options;
  }

  /** Returns the identity; columns and sizes enter as they are used, not as they were spelled. */
  static StepIdentity of(PrepArguments arguments, PrepInputs inputs, InputReference tokenizer) {
    Columns columns = inputs.columns();
    SplitSizes sizes = arguments.sizes();
    Parameters parameters =
        arguments
            .parameters()
            .with("text-column", columns.text(), null)
            .with("label-column", columns.label(), null)
            .with("id-column", columns.id(), null)
            .with("train-size", sizes.train() == null ? null : sizes.train().toString(), null)
            .with("validation-size", sizes.validation().toString(), "0.1")
            .with("test-size", sizes.test().toString(), "0.1");
    Map<String, InputReference> references = new TreeMap<>(inputs.references());
    references.put(TOKENIZER, tokenizer);
    return new StepIdentity(
        "prep",
        ArtifactType.DATASET,
        LOGIC_VERSION,
        parameters.values(),
        parameters.defaults(),
        references);
  }
}
