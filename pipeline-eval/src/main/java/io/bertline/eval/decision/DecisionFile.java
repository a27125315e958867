package io.bertline.eval.decision;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;

/** Reads {@code decision.json}. */
public final class DecisionFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private DecisionFile() {}

  /**
   * Reads the decision of an evaluation.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it has none
   */
  public static Decision read(Artifact evaluation) {
    try {
      return JSON.readValue(evaluation.read(Decision.FILE), Decision.class);
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%s/%s: is not a decision of this version; evaluate again with --force"
              .formatted(evaluation.uri(), Decision.FILE),
          e);
    }
  }
}
