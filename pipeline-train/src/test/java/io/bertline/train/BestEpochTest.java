package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BestEpochTest {
  private static final Path DIRECTORY = Path.of("best");

  private final List<Path> saved = new ArrayList<>();
  private final BestEpoch best = new BestEpoch(BestMetric.F1, DIRECTORY, saved::add);

  private void offer(int epoch, double f1, double loss) {
    EpochResult result = new EpochResult(epoch, epoch, 0, Map.of("f1", f1, "loss", loss));
    best.offer(result, new float[][] {{epoch}});
  }

  private int kept() {
    return best.kept().result().epoch();
  }

  @Test
  void theBestEpochIsKeptWithItsLogits() {
    offer(1, 0.5, 0.4);
    offer(2, 0.7, 0.5);
    offer(3, 0.6, 0.3);

    assertThat(kept()).isEqualTo(2);
    assertThat(best.kept().logits()).isDeepEqualTo(new float[][] {{2}});
    assertThat(saved).containsExactly(DIRECTORY, DIRECTORY);
  }

  @Test
  void ofEqualEpochsThatOfLessLossIsKept() {
    offer(1, 1, 0.4);
    offer(2, 1, 0.2);
    offer(3, 1, 0.3);

    assertThat(kept()).isEqualTo(2);
  }

  @Test
  void anEpochWithoutAMetricIsReplacedByAnyOther() {
    offer(1, Double.NaN, 0.4);
    assertThat(kept()).isEqualTo(1);

    offer(2, 0, 0.5);
    assertThat(kept()).isEqualTo(2);
  }

  @Test
  void patienceEndsAfterSoManyEpochsWithoutABetterMetric() {
    offer(1, 0.5, 0.4);
    offer(2, 0.4, 0.4);
    assertThat(best.stalled(2)).isFalse();

    offer(3, 0.5, 0.1);
    assertThat(kept()).isEqualTo(3);
    assertThat(best.stalled(2)).isTrue();
    assertThat(best.stalled(0)).isFalse();

    offer(4, 0.6, 0.4);
    assertThat(best.stalled(2)).isFalse();
  }
}
