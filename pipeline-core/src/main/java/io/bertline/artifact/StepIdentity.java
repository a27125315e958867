package io.bertline.artifact;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything the output of a step depends on. Two executions with equal keys make equal artifacts.
 *
 * @param step name of the command, for example {@code train}
 * @param type what it makes
 * @param logicVersion raised when the same parameters and inputs give other bytes than before
 * @param parameters every resolved parameter that can change the output; values are strings,
 *     booleans, {@code Long}, {@code Double}, lists of these, or null
 * @param defaults the default of each parameter; one equal to its default does not enter the key,
 *     so that a new parameter leaves old keys as they are
 * @param inputs what is read, by role
 */
public record StepIdentity(
    String step,
    ArtifactType type,
    int logicVersion,
    Map<String, @Nullable Object> parameters,
    Map<String, @Nullable Object> defaults,
    Map<String, InputReference> inputs) {
  public StepIdentity {
    parameters = new TreeMap<>(parameters);
    defaults = new TreeMap<>(defaults);
    inputs = new TreeMap<>(inputs);
  }

  /** Returns the content key. */
  public ContentKey key() {
    return ContentKey.of(this);
  }
}
