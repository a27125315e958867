package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.bert.TokenRows;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PreparedStepsTest {
  private static final TokenRows ROWS = rows(200);
  private static final TrainingPlan PLAN = plan(ROWS);

  private static TokenRows rows(int count) {
    TokenRows.Builder rows = new TokenRows.Builder();
    IntStream.range(0, count).forEach(row -> rows.add(new int[] {row, 7}, new int[2], 0));
    return rows.build();
  }

  private static TrainingPlan plan(TokenRows rows) {
    HyperparameterOptions options =
        HyperparameterOptionsTest.parse("--batch-size", "8", "--accumulate", "2", "--epochs", "2");
    return new TrainingPlan(options.hyperparameters(), rows);
  }

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("batches"));
  }

  @Test
  void theStepsComeInOrderWithTheirBatches() {
    try (PreparedSteps steps = new PreparedSteps(PLAN, ROWS, 0)) {
      for (long step = 0; step < PLAN.totalSteps(); step++) {
        StepBatches next = steps.next();
        assertThat(next.step()).isEqualTo(step);
        assertThat(next.epoch()).isEqualTo(step < 13 ? 0 : 1);
        assertThat(next.batches()).hasSize(step % 13 == 12 ? 1 : 2);
        assertThat(next.tokens()).isEqualTo(next.paddedTokens());
      }
    }
  }

  @Test
  void aRunThatGoesOnTakesTheSameBatches() {
    try (PreparedSteps all = new PreparedSteps(PLAN, ROWS, 0);
        PreparedSteps rest = new PreparedSteps(PLAN, ROWS, 15)) {
      for (int step = 0; step < 15; step++) {
        all.next();
      }
      for (long step = 15; step < PLAN.totalSteps(); step++) {
        assertThat(rest.next()).usingRecursiveComparison().isEqualTo(all.next());
      }
    }
  }

  @Test
  void aFailureToPrepareIsThrownWhereTheStepIsTaken() {
    // The plan is of more rows than there are.
    try (PreparedSteps steps = new PreparedSteps(PLAN, rows(3), 0)) {
      assertThatThrownBy(steps::next).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void waitingForAStepEndsWithAnInterrupt() {
    try (PreparedSteps steps = new PreparedSteps(PLAN, ROWS, 0)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(steps::next).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void closingEndsTheThreadInTheMiddleOfTheRun() {
    PreparedSteps steps = new PreparedSteps(PLAN, ROWS, 0);
    steps.next();
    steps.close();
    steps.close();
  }
}
