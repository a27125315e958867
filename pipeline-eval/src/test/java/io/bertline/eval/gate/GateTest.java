package io.bertline.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.eval.gate.Gate.Pair;
import io.bertline.eval.gate.GateVerdict.ClauseResult;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final Map<String, Double> VALUES = Map.of("f1", 0.7, "auc", Double.NaN);
  private static final Map<String, Map<String, Double>> SLICES =
      Map.of("short", Map.of("recall", 0.5), "long", Map.of("recall", 0.3));
  private static final Pair PAIR = new Pair(Map.of("f1", 0.72), Map.of("f1", 0.725));

  @Test
  void everyClauseIsShownWithItsFigures() {
    GateVerdict verdict =
        gate("f1 >= 0.6, f1>=champion-0.005, slices.min(recall) >= .4").judge(VALUES, SLICES, PAIR);

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.clauses())
        .containsExactly(
            new ClauseResult("f1 >= 0.6", true, 0.7, 0.6, null, null),
            new ClauseResult("f1>=champion-0.005", true, 0.72, 0.725 - 0.005, 0.725, null),
            new ClauseResult("slices.min(recall) >= .4", false, 0.3, 0.4, null, "slice long"));
    assertThat(verdict.failures())
        .isEqualTo("slices.min(recall) >= .4: is 0.3000, needs 0.4000 (slice long)");
  }

  @ParameterizedTest
  @CsvSource({
    "f1>=0.7, true",
    "f1>0.7, false",
    "f1<=0.7, true",
    "f1<0.7, false",
    "f1<7e-1, false",
    "f1>=champion, false",
    "f1>champion-0.01, true",
    "f1>=champion+0.01, false",
    "slices.max(recall)<0.5, false",
    "auc>=0, false",
    "auc<=1, false"
  })
  void aClauseMeansWhatItSays(String text, boolean passed) {
    assertThat(gate(text).judge(VALUES, SLICES, PAIR).passed()).isEqualTo(passed);
  }

  @Test
  void withoutAChampionItsClausesPassAndSaySo() {
    GateVerdict verdict = gate("f1>=champion+0.1").judge(VALUES, SLICES, null);

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.clauses().get(0).note()).isEqualTo("there is no champion yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slices.min(recall)>=0.4", "slices.max(recall)<=0.4"})
  void withoutASliceThatCanBeJudgedItsClausesFailAndSaySo(String text) {
    GateVerdict verdict = gate(text).judge(VALUES, Map.of(), null);

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.asksForChampion()).isFalse();
    assertThat(verdict.failures()).isEqualTo(text + ": cannot be judged: no slice has rows enough");
  }

  @Test
  void anOpenGatePassesAll() {
    assertThat(Gate.open().judge(Map.of(), Map.of(), null).passed()).isTrue();
    assertThat(Gate.open().asksForChampion()).isFalse();
    assertThat(gate("auc>0, f1>=champion").asksForChampion()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f1 | column 3: expected >=, <=, > or <, but it ends",
        "f1>= | column 5: expected a number or champion, but it ends",
        "f1=0.6 | column 3: expected >=, <=, > or <, but there is '='",
        "f1>=six | column 5: expected a number or champion, but there is 'six'",
        "f2>=0.6 | column 1: 'f2' is no measure here; there are auc, f1, recall",
        "f1>=0.6; auc>0 | column 8: expected ',' or the end, but there is ';'",
        "f1>=0.6, | column 9: expected a measure, but it ends",
        ">=0.6 | column 1: expected a measure, but there is '>'",
        "f1>=champion--1 | column 14: expected a number without a sign, but there is '-'",
        "f1>=champion-x | column 14: expected a number, but there is 'x'",
        "slices.mean(recall)>=1 | column 8: expected min or max, but there is 'mean'",
        "slices.min(f1)>=1 | column 12: 'f1' is no measure here; there are recall",
        "slices.min(recall>=1 | column 18: expected ')', but there is '>'",
        "slices.min(recall)>=champion | column 21: slices are compared with a number, not with the"
            + " champion"
      })
  void whatCannotBeReadIsNamedWithItsColumn(String text, String problem) {
    assertThatThrownBy(() -> gate(text))
        .isInstanceOf(BertlineException.class)
        .hasMessage("--gate '" + text + "': " + problem)
        .extracting("kind")
        .isEqualTo(FailureKind.USAGE);
  }

  private static Gate gate(String text) {
    return Gate.parse(text, Set.of("f1", "auc", "recall"), Set.of("recall"));
  }
}
