package io.bertline.train;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of a run. Content of {@code history.jsonl}: lines {@code {"type":"steps",...}} with
 * the fields of {@link StepSample} and {@code {"type":"validation",...}} with those of {@link
 * Validation}, in the order they happened. A metric that is not a number is null.
 */
final class History {
  /** Name of the file in the artifact. */
  static final String FILE = "history.jsonl";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();

  private final List<StepSample> samples = new ArrayList<>();
  private final List<Validation> validations = new ArrayList<>();

  void add(StepSample sample) {
    samples.add(sample);
  }

  void add(Validation validation) {
    validations.add(validation);
  }

  /** Returns the sampled steps in order. */
  List<StepSample> samples() {
    return List.copyOf(samples);
  }

  /** Returns the validations in order. */
  List<Validation> validations() {
    return List.copyOf(validations);
  }

  /** Returns the optimiser steps taken until the last validation. */
  long steps() {
    return validations.get(validations.size() - 1).step();
  }

  /** Returns the tokens that are not padding by training time; validation does not count. */
  double tokensPerSecond() {
    double seconds = samples.stream().mapToDouble(StepSample::seconds).sum();
    return seconds == 0 ? 0 : tokens() / seconds;
  }

  /** Returns the share of padding in all batches, 0 to below 1. */
  double padding() {
    long padded = samples.stream().mapToLong(StepSample::paddedTokens).sum();
    return padded == 0 ? 0 : 1 - (double) tokens() / padded;
  }

  private long tokens() {
    return samples.stream().mapToLong(StepSample::tokens).sum();
  }

  /** Writes one line a validation and one a sample; does not close the stream. */
  void writeTo(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out).setRootValueSeparator(null)) {
      int next = 0;
      for (Validation validation : validations) {
        for (; next < samples.size() && samples.get(next).step() <= validation.step(); next++) {
          write(json, samples.get(next));
        }
        write(json, validation);
      }
      for (; next < samples.size(); next++) {
        write(json, samples.get(next));
      }
    }
  }

  private static void write(JsonGenerator json, StepSample sample) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "steps");
    json.writeNumberField("step", sample.step());
    json.writeNumberField("epoch", sample.epoch());
    json.writeNumberField("loss", sample.loss());
    json.writeNumberField("gradient_norm", sample.gradientNorm());
    json.writeNumberField("learning_rate", sample.learningRate());
    json.writeNumberField("tokens_per_second", Math.round(sample.tokensPerSecond()));
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static void write(JsonGenerator json, Validation validation) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "validation");
    json.writeNumberField("step", validation.step());
    json.writeNumberField("epoch", validation.epoch());
    json.writeNumberField("training_loss", validation.trainingLoss());
    json.writeObjectFieldStart("metrics");
    for (var metric : validation.metrics().entrySet()) {
      json.writeFieldName(metric.getKey());
      if (Double.isFinite(metric.getValue())) {
        json.writeNumber(metric.getValue());
      } else {
        json.writeNull();
      }
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
