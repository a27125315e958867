package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.bert.TokenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrainingPlanTest {
  private static final int ROWS = 1000;
  private static final TokenRows TRAINING = rows();

  private static TokenRows rows() {
    Random random = new Random(5);
    TokenRows.Builder rows = new TokenRows.Builder();
    for (int i = 0; i < ROWS; i++) {
      int length = 3 + random.nextInt(30);
      rows.add(new int[length], new int[length], 0);
    }
    return rows.build();
  }

  private static TrainingPlan plan(String... options) {
    return new TrainingPlan(HyperparameterOptionsTest.parse(options).hyperparameters(), TRAINING);
  }

  /** Returns the rows of each step of the run. */
  private static List<int[]> rowsByStep(TrainingPlan plan) {
    List<int[]> steps = new ArrayList<>();
    for (long step = 0; step < plan.totalSteps(); step++) {
      List<int[]> batches = plan.batches(plan.epoch(step));
      steps.add(
          plan.batches(step, batches).stream().flatMapToInt(IntStream::of).sorted().toArray());
    }
    return steps;
  }

  @Test
  void everyEpochTakesEveryRowOnce() {
    for (String[] options :
        new String[][] {
          {"--epochs", "2"},
          {"--epochs", "2", "--accumulate", "3"},
          {"--epochs", "2", "--batch-tokens", "700"},
          {"--epochs", "2", "--batch-tokens", "700", "--accumulate", "4"}
        }) {
      TrainingPlan plan = plan(options);
      List<int[]> steps = rowsByStep(plan);
      for (int epoch = 0; epoch < 2; epoch++) {
        int from = (int) plan.firstStep(epoch);
        int to = (int) plan.firstStep(epoch + 1);
        assertThat(steps.subList(from, to).stream().flatMapToInt(IntStream::of).sorted().toArray())
            .containsExactly(IntStream.range(0, ROWS).toArray());
      }
      assertThat(steps).noneMatch(rows -> rows.length == 0);
    }
  }

  @Test
  void rowsMakeEqualEpochs() {
    TrainingPlan plan = plan("--epochs", "3", "--accumulate", "5");
    assertThat(plan.totalSteps()).isEqualTo(21);
    assertThat(plan.epoch(6)).isZero();
    assertThat(plan.epoch(7)).isEqualTo(1);
    assertThat(plan.epoch(20)).isEqualTo(2);
  }

  @Test
  void theStepsOfATokenBudgetAreCountedEpochByEpoch() {
    TrainingPlan plan = plan("--epochs", "40", "--batch-tokens", "300");
    long counted = 0;
    for (int epoch = 0; epoch < 40; epoch++) {
      assertThat(plan.firstStep(epoch)).isEqualTo(counted);
      counted += plan.batches(epoch).size();
    }
    assertThat(plan.totalSteps()).isEqualTo(counted);
  }

  @Test
  void aLimitOnStepsMayEndTheRunInAnyEpoch() {
    TrainingPlan plan = plan("--epochs", "10000", "--max-steps", "50");
    assertThat(plan.totalSteps()).isEqualTo(50);
    assertThat(plan.epochs()).isEqualTo(2);
    assertThat(plan("--epochs", "1", "--max-steps", "50").totalSteps()).isEqualTo(32);
  }

  @Test
  void validationsComeAfterEachEpochOrEverySoManySteps() {
    assertThat(validations(plan("--epochs", "3"))).containsExactly(32L, 64L, 96L);
    assertThat(validations(plan("--epochs", "3", "--eval-steps", "40")))
        .containsExactly(40L, 80L, 96L);
    assertThat(validations(plan("--epochs", "3", "--max-steps", "70")))
        .containsExactly(32L, 64L, 70L);
  }

  private static List<Long> validations(TrainingPlan plan) {
    List<Long> steps = new ArrayList<>();
    for (long step = 0; step < plan.totalSteps(); ) {
      step = plan.nextValidation(step);
      steps.add(step);
    }
    return steps;
  }

  @Test
  void theTokensOfTheRunAreExact() {
    for (String[] options :
        new String[][] {
          {"--epochs", "3"}, {"--max-steps", "50"}, {"--max-steps", "7", "--batch-tokens", "500"}
        }) {
      TrainingPlan plan = plan(options);
      long tokens =
          rowsByStep(plan).stream().flatMapToInt(IntStream::of).mapToLong(TRAINING::length).sum();
      assertThat(plan.work().tokens()).isEqualTo(tokens);
    }
  }

  @Test
  void theLargestBatchKeepsToTheBudget() {
    assertThat(plan("--batch-tokens", "500").work().largestBatch()).isBetween(400L, 500L);
  }
}
