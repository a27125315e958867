package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private final History history = new History();

  @Test
  void linesAreInTheOrderThingsHappened() throws IOException {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", 0.25);
    metrics.put("roc_auc", Double.NaN);
    history.add(new StepSample(10, 1, 0.5, 2, 1e-5, 5000, 5050, 2));
    history.add(new Validation(1, 10, 0.5, metrics));
    history.add(new StepSample(20, 2, 0.4, 1, 5e-6, 5000, 5050, 3));

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    history.writeTo(out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"type":"steps","step":10,"epoch":1,"loss":0.5,"gradient_norm":2.0,"learning_rate":1.0E-5,"tokens_per_second":2500}
            {"type":"validation","step":10,"epoch":1,"training_loss":0.5,"metrics":{"loss":0.25,"roc_auc":null}}
            {"type":"steps","step":20,"epoch":2,"loss":0.4,"gradient_norm":1.0,"learning_rate":5.0E-6,"tokens_per_second":1667}
            """);
  }

  @Test
  void throughputAndPaddingAreThoseOfAllSteps() {
    history.add(new StepSample(10, 1, 0.5, 2, 1e-5, 5000, 6000, 2));
    history.add(new StepSample(20, 2, 0.4, 1, 5e-6, 4000, 6000, 4));

    assertThat(history.tokensPerSecond()).isCloseTo(1500, within(1e-9));
    assertThat(history.padding()).isCloseTo(0.25, within(1e-12));
  }
}
