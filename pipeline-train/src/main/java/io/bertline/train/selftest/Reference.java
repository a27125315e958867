package io.bertline.train.selftest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * What Hugging Face's {@code BertForSequenceClassification} computes in 64 bits for the model and
 * rows of {@link ReferenceCheck}, which trains three steps: AdamW with learning rate 0.001, weight
 * decay 0.01 but for biases and LayerNorm, gradients clipped to norm 1.
 *
 * @param madeBy versions of the libraries that computed it
 * @param logits before the first step, [rows][labels]
 * @param losses mean cross-entropy before each step
 * @param gradientNorms global norm of the gradients of each step, before clipping
 * @param logitsAfter after the last step, [rows][labels]
 */
record Reference(
    @JsonProperty("made_by") String madeBy,
    @JsonProperty("logits") float[][] logits,
    @JsonProperty("losses") double[] losses,
    @JsonProperty("gradient_norms") double[] gradientNorms,
    @JsonProperty("logits_after") float[][] logitsAfter) {

  /** Reads the reference that comes with this class. */
  static Reference read() {
    try (InputStream json = Reference.class.getResourceAsStream("reference.json")) {
      return JsonMapper.builder()
          .build()
          .readValue(Objects.requireNonNull(json, "reference.json"), Reference.class);
    } catch (IOException e) {
      throw new UncheckedIOException("reference.json: cannot be read", e);
    }
  }
}
