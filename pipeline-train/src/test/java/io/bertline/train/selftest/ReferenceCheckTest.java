package io.bertline.train.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.train.selftest.ReferenceCheck.Deviation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReferenceCheckTest {
  private static final Reference REFERENCE = Reference.read();

  @TempDir private Path directory;

  private Deviation run(Precision precision, Reference reference) {
    return ReferenceCheck.run(
        directory.resolve("model"), new ModelOptions("cpu", precision, 1), reference);
  }

  @Test
  void thirtyTwoBitsAreWithinARounding() {
    assertThat(run(Precision.FP32, REFERENCE).allowed()).isTrue();
  }

  @Test
  void sixteenBitsAreWithinTheirs() {
    assertThat(run(Precision.BF16, REFERENCE).allowed()).isTrue();
  }

  @Test
  void aGradientThatIsALittleWrongIsFound() {
    double[] norms = REFERENCE.gradientNorms().clone();
    norms[1] *= 1.001;
    Reference other =
        new Reference(
            REFERENCE.madeBy(),
            REFERENCE.logits(),
            REFERENCE.losses(),
            norms,
            REFERENCE.logitsAfter());
    assertThat(run(Precision.FP32, other).allowed()).isFalse();
  }

  @Test
  void whatIsNoNumberIsNotAllowed() {
    assertThat(new Deviation(Precision.FP32, 0, Double.NaN, 0, 0).allowed()).isFalse();
  }
}
