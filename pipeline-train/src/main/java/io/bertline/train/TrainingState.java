package io.bertline.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Content of {@code state.json} of a checkpoint: what a training needs to go on beside the weights
 * and moments. The order of the rows and dropout follow from the number of the step.
 *
 * @param formatVersion version of this layout, 1
 * @param position where the training is
 * @param environment what it has been computed on
 * @param exact whether all of it was computed on the same
 * @param partialSample the steps since the last sample; null if there are none
 * @param samples the course so far
 * @param validations the validations so far
 * @param best the model that is kept; null before the first validation
 */
record TrainingState(
    int formatVersion,
    LoopPosition position,
    ComputeEnvironment environment,
    boolean exact,
    StepSampler.@Nullable Partial partialSample,
    List<StepSample> samples,
    List<Validation> validations,
    BestModel.@Nullable State best) {
  /** Name of the file. */
  static final String FILE = "state.json";

  static final int FORMAT_VERSION = 1;

  private static final int MAX_BYTES = 64 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  TrainingState {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(environment, "environment");
    samples = List.copyOf(samples);
    validations = List.copyOf(validations);
  }

  /** Returns the tokens that were read so far. */
  long tokens() {
    long partial = partialSample == null ? 0 : partialSample.tokens();
    return partial + samples.stream().mapToLong(StepSample::tokens).sum();
  }

  /** Writes the file into a directory. */
  void write(Path directory) {
    try {
      Files.write(directory.resolve(FILE), JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException(directory.resolve(FILE) + ": cannot be written", e);
    }
  }

  /**
   * Reads the file of a directory.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it is not the state of a training
   */
  static TrainingState read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw corrupt(file, "is too large", null);
      }
      TrainingState state = JSON.readValue(Files.readAllBytes(file), TrainingState.class);
      if (state == null || state.formatVersion() != FORMAT_VERSION) {
        throw corrupt(file, "is not of format version " + FORMAT_VERSION, null);
      }
      return state;
    } catch (JsonProcessingException e) {
      throw corrupt(file, e.getOriginalMessage().lines().findFirst().orElse(""), e);
    } catch (IOException e) {
      throw ReadFailure.of(file, e);
    }
  }

  private static BertlineException corrupt(Path file, String what, @Nullable Exception cause) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        file + ": is not the state of a training this program can go on from: " + what,
        cause);
  }
}
