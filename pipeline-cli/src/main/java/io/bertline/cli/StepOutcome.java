package io.bertline.cli;

import io.bertline.artifact.Artifact;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a step.
 *
 * @param artifact the artifact made or found; null if none was asked for (a dry run, a self-test)
 * @param skipped whether it existed already
 * @param summary content of the artifact's {@code summary.json}: headline numbers and short texts,
 *     by name, in the order to be shown, in the order in which they are shown
 */
public record StepOutcome(
    @Nullable Artifact artifact, boolean skipped, Map<String, Object> summary) {
  public StepOutcome {
    summary = Collections.unmodifiableMap(new LinkedHashMap<>(summary));
  }
}
