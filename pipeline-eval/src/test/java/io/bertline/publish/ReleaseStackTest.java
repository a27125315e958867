package io.bertline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Manifest;
import io.bertline.artifact.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseStackTest {
  private static final int NEW = 0;

  @ParameterizedTest(name = "after {0}: {1}")
  @CsvSource({
    "0 0, 1",
    "0 0 0, 2",
    "0 0 0 2, 1",
    // The second was withdrawn: it does not come back when the fourth is.
    "0 0 1 0, 1",
    "0 0 1 0 0, 4",
    "0 0 1 0 0 4, 1",
    // The second was brought back all the same: it stands where the fourth stood.
    "0 0 1 0 2, 1"
  })
  void goingBackLeadsToWhatTheCurrentReleaseReplaced(String history, int expected) {
    assertThat(stack(history).belowTop()).get().extracting(Release::number).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0", "0 0 1", "0 0 1 0 1", "0 0 0 2 1"})
  void belowTheFirstThereIsNone(String history) {
    assertThat(stack(history).belowTop()).isEmpty();
  }

  @Test
  void withoutAReleaseThereIsNone() {
    assertThat(new ReleaseStack(List.of()).belowTop()).isEmpty();
  }

  /** The releases 1, 2, 3, ...: 0 is a new one, another number that of the one it restores. */
  private static ReleaseStack stack(String history) {
    List<Release> releases = new ArrayList<>();
    for (String restores : history.split(" ")) {
      releases.add(release(releases.size() + 1, Integer.parseInt(restores)));
    }
    return new ReleaseStack(releases);
  }

  private static Release release(int number, int restores) {
    Manifest artifact =
        new Manifest(
            Manifest.FORMAT_VERSION,
            "classifier",
            "0".repeat(64),
            "d",
            "attempt",
            "now",
            "train",
            1,
            "1",
            Map.of(),
            Map.of(),
            List.of());
    return new Release(
        Release.FORMAT_VERSION,
        "prod",
        number,
        artifact,
        artifact,
        0.4,
        1.5,
        Map.of(),
        "card",
        restores == NEW ? null : restores,
        "now",
        "run");
  }
}
