package io.bertline.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.bert.BertModel;
import io.bertline.bert.LengthSortedBatches;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.TokenRows;
import io.bertline.dataset.TokenizedRow;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.train.SplitLoader.LoadedSplit;
import io.bertline.train.SplitLoader.SampledRow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few validation rows with the logits the classifier gives them, for whoever loads it and wants
 * to know that it does what it did here. Content of {@code canary.jsonl}.
 */
final class Canary {
  /** Name of the file in the artifact. */
  static final String FILE = "canary.jsonl";

  /** Rows, if the validation split has so many. */
  static final int ROWS = 32;

  /** bfloat16 has three significant digits, and other neighbours in a batch change the last. */
  private static final double TOLERANCE = 0.05;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private final List<Row> rows;

  private Canary(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /** One line of the file. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"id", "text", "textPair", "logits"})
  private record Row(String id, @Nullable String text, @Nullable String textPair, float[] logits) {}

  /**
   * Loads the kept classifier from its files, as every later user will, and scores the sampled
   * rows.
   *
   * @throws BertlineException {@code INTERNAL} if it does not give the logits of the kept model
   */
  static Canary of(BestModel.Kept kept, LoadedSplit validation, ModelOptions options) {
    TokenRows.Builder sample = new TokenRows.Builder();
    for (SampledRow sampled : validation.sample()) {
      sample.add(sampled.row().inputIds(), sampled.row().typeIds(), sampled.row().label());
    }
    float[][] logits;
    try (BertModel model = BertModel.scorer(kept.directory(), options)) {
      logits = model.logits(sample.build(), LengthSortedBatches.ofRows(ROWS), done -> {});
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      SampledRow sampled = validation.sample().get(i);
      requireEqual(sampled.row().id(), kept.logits()[sampled.index()], logits[i]);
      TokenizedRow row = sampled.row();
      rows.add(new Row(row.id(), row.text(), row.textPair(), logits[i]));
    }
    return new Canary(rows);
  }

  private static void requireEqual(String id, float[] trained, float[] loaded) {
    for (int label = 0; label < trained.length; label++) {
      double allowed = TOLERANCE * Math.max(1, Math.abs(trained[label]));
      if (!(Math.abs(trained[label] - loaded[label]) <= allowed)) {
        throw new BertlineException(
            FailureKind.INTERNAL,
            "the written classifier gives row %s the logit %s, in training it was %s; report this"
                .formatted(id, loaded[label], trained[label]));
      }
    }
  }

  /** Writes one line a row; does not close the stream. */
  void writeTo(OutputStream out) throws IOException {
    for (Row row : rows) {
      out.write(JSON.writeValueAsBytes(row));
      out.write('\n');
    }
  }
}
