package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class BestModelTest {
  private final List<Long> saved = new ArrayList<>();
  private final BestModel best = new BestModel(BestMetric.F1, Keep.BEST, this::save);

  private Path save(long step) {
    saved.add(step);
    return Path.of("kept-" + step);
  }

  private void offer(int epoch, double f1, double loss) {
    best.offer(result(epoch, f1, loss), new float[][] {{epoch}});
  }

  private static Validation result(int epoch, double f1, double loss) {
    return new Validation(epoch, epoch, 0, Map.of("f1", f1, "loss", loss));
  }

  private int kept() {
    return best.kept().result().epoch();
  }

  @Test
  void theBestModelIsKeptWithItsLogits() {
    offer(1, 0.5, 0.4);
    offer(2, 0.7, 0.5);
    offer(3, 0.6, 0.3);

    assertThat(kept()).isEqualTo(2);
    assertThat(best.kept().logits()).isDeepEqualTo(new float[][] {{2}});
    assertThat(saved).containsExactly(1L, 2L);
    assertThat(best.kept().directory()).isEqualTo(Path.of("kept-2"));
  }

  @Test
  void ofEqualModelsThatOfLessLossIsKept() {
    offer(1, 1, 0.4);
    offer(2, 1, 0.2);
    offer(3, 1, 0.3);

    assertThat(kept()).isEqualTo(2);
  }

  @Test
  void aModelWithoutAMetricIsReplacedByAnyOther() {
    offer(1, Double.NaN, 0.4);
    assertThat(kept()).isEqualTo(1);

    offer(2, 0, 0.5);
    assertThat(kept()).isEqualTo(2);
  }

  @Test
  void patienceEndsAfterSoManyValidationsWithoutABetterMetric() {
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

  @Test
  void theLastModelIsKeptOnRequestAndPatienceStillAsksForABetterOne() {
    BestModel last = new BestModel(BestMetric.F1, Keep.LAST, this::save);
    last.offer(result(1, 0.7, 0.4), new float[][] {{1}});
    last.offer(result(2, 0.5, 0.5), new float[][] {{2}});
    last.offer(result(3, 0.6, 0.5), new float[][] {{3}});

    assertThat(last.kept().result().step()).isEqualTo(3);
    assertThat(last.kept().logits()).isDeepEqualTo(new float[][] {{3}});
    assertThat(last.stalled(2)).isTrue();
  }

  @Test
  void aRestoredOneGoesOnAsIfNothingHadHappened() {
    offer(1, 0.6, 0.4);
    offer(2, 0.5, 0.4);
    BestModel restored = new BestModel(BestMetric.F1, Keep.BEST, this::save);
    restored.restore(
        Objects.requireNonNull(best.state()), best.kept().logits(), Path.of("elsewhere"));

    restored.offer(result(3, 0.55, 0.1), new float[][] {{3}});

    assertThat(restored.kept().result()).isEqualTo(best.kept().result());
    assertThat(restored.kept().directory()).isEqualTo(Path.of("elsewhere"));
    assertThat(restored.stalled(2)).isTrue();
    assertThat(restored.stalled(3)).isFalse();
  }
}
