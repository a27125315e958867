package io.bertline.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EvaluationPageTest {
  private static final List<String> FIVE = List.of("act", "artifact", "person", "place", "state");

  private static final String BINARY = SampleEvaluation.binary(4_000, 1).page();

  @Test
  void givesTheAnswerInTheTitleAndTheHeading() {
    assertThat(BINARY)
        .containsPattern(
            "<title>Evaluation of quora: F1 is 0\\.\\d{3} on 4,000 test rows\\.</title>")
        .containsPattern("<h1>F1 is 0\\.\\d{3} on 4,000 test rows\\.</h1>")
        .contains("no gate set");
  }

  @Test
  void tellsWhatTheThresholdMeansInRowsThatCanBeCounted() {
    assertThat(BINARY)
        .contains("What the threshold of 0.38 means")
        .containsPattern("Of 100 flagged, \\d+ are right\\.")
        .containsPattern("It finds \\d+ of 100\\.")
        .contains("0.38, chosen")
        .contains("0.50, fewer false alarms");
  }

  @Test
  void drawsEveryCurveOfABinaryTask() {
    for (String chart :
        List.of(
            "headline",
            "flagged",
            "found",
            "pr",
            "roc",
            "by-threshold",
            "scores",
            "reliability",
            "confusion")) {
      assertThat(BINARY).contains("aria-labelledby=\"" + chart + "-t " + chart + "-d\"");
    }
  }

  @Test
  void ranksSlicesAndJudgesNoneByTooFewRows() {
    assertThat(BINARY)
        .contains("the first 2000 rows")
        .contains("too few “insincere” rows to judge")
        .containsSubsequence(
            "<tr class=\"total\"><th scope=\"row\"><bdi>all rows", "the first 40 rows");
  }

  @Test
  void showsForeignTextAsItIsInTheListItBelongsTo() {
    assertThat(BINARY)
        .doesNotContain("<script")
        .containsSubsequence(
            "Flagged, but labelled “sincere”",
            "&lt;script&gt;alert(&quot;every",
            "⟨U+202E⟩esrever",
            "Missed, but labelled “insincere”",
            "<span class=\"score\">0.004</span>",
            "What is the capital of France?");
  }

  @Test
  void callsAClassifierThatKnowsNothingNoBetterThanGuessing() {
    assertThat(SampleEvaluation.binary(4_000, 0).page())
        .contains("class=\"mark fail\"")
        .contains("It may be no better than guessing.");
  }

  @Test
  void saysThatItHasHardlyLearntWhereAllScoresAreAlike() {
    assertThat(SampleEvaluation.binary(4_000, 1, 0.02).page())
        .containsPattern("All scores lie between 0\\.\\d{2,4} and 0\\.\\d{2,4}; more training");
    assertThat(BINARY).doesNotContain("hardly learnt");
  }

  @Test
  void writesThresholdsAsPreciselyAsScoresCrowd() {
    assertThat(ThresholdSection.text(0.38)).isEqualTo("0.38");
    assertThat(ThresholdSection.text(0.049)).isEqualTo("0.049");
    assertThat(ThresholdSection.text(0.0485)).isEqualTo("0.0485");
    assertThat(ThresholdSection.text(0.95)).isEqualTo("0.95");
    assertThat(ThresholdSection.text(0)).isEqualTo("0.00");
  }

  @Test
  void saysWhichPartsOfTheRowsWereNotRead() {
    assertThat(BINARY).contains("63 rows (1.6\u202f%) were cut at 64 tokens.");
  }

  @Test
  void drawsTheConfusionOfFewLabels() {
    String page = SampleEvaluation.multiclass(2_000, FIVE).page();

    assertThat(page)
        .containsPattern("<h1>Macro F1 is 0\\.\\d{3} on 2,000 test rows\\.</h1>")
        .contains("aria-labelledby=\"confusion-t confusion-d\"")
        .contains("1 label is never found.")
        .contains("Not one row of “state” is called so.")
        .contains("too few rows to judge")
        .doesNotContain("<script");
  }

  @Test
  void listsTheMistakesOfManyLabelsInsteadOfDrawingThem() {
    List<String> labels = IntStream.range(0, 26).mapToObj(i -> "noun." + (char) ('a' + i)).toList();
    String page = SampleEvaluation.multiclass(3_000, labels).page();

    assertThat(page)
        .contains("The most frequent mistakes:")
        .contains("<bdi>noun.z</bdi>")
        .doesNotContain("confusion-t");
  }

  @Test
  void aGateThatIsPassedIsTheAnswerWithTheChampionBesideIt() {
    String page = SampleEvaluation.binary(5_000, 1).judged(true).page();

    assertThat(page)
        .contains("<h1>Yes, it may go out.</h1>", "Gate passed: 3 of 3 conditions")
        .contains("0.021 better than the champion prod@7", "unlikely to be chance")
        .contains("Against champion", "+0.021", "+0.007 to +0.035 in F1")
        .contains("Only this one is right on 210, only the champion on 150")
        .contains("12 rows are left out, because the champion was trained on their texts.");
  }

  @Test
  void theCurvesOfTheChampionAreDrawnBehindThoseOfTheClassifier() {
    String page = SampleEvaluation.binary(5_000, 1).judged(true).page();

    for (String chart : List.of("pr", "roc")) {
      assertThat(chart(page, chart)).containsSubsequence("\"line ref\" d=", "\"line s1\" d=");
      assertThat(chart(BINARY, chart)).doesNotContain("\"line ref\"");
    }
    assertThat(page)
        .contains("</svg>this classifier</li>", "</svg>champion prod@7</li>")
        .contains(", champion 0.718; flagging", ", champion 0.946.");
    assertThat(BINARY).doesNotContain("this classifier</li>");
  }

  private static String chart(String page, String id) {
    String from = page.substring(page.indexOf("aria-labelledby=\"" + id + "-t"));
    return from.substring(0, from.indexOf("</svg>"));
  }

  @Test
  void aGateThatIsNotPassedNamesTheConditionThatIsNotMet() {
    assertThat(SampleEvaluation.binary(5_000, 1).judged(false).page())
        .contains("<h1>No: f1&gt;=0.6 is not met.</h1>", "Gate not passed: 2 of 3 conditions")
        .contains("\u22120.020");
  }

  @Test
  void tellsWhereTheClassifierComesFrom() {
    assertThat(SampleEvaluation.binary(5_000, 1).page())
        .contains("How it was trained", "Loss by step", "104,490", "Labels that are likely wrong")
        .containsSubsequence(
            "Rows it is least sure about",
            "The number is the score of “insincere”.",
            "<span class=\"score\">0.004</span>",
            "What is the capital of France?");
  }

  @Test
  void hasTheSameBytesTwiceWhateverTheLocale() {
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(SampleEvaluation.binary(4_000, 1).page()).isEqualTo(BINARY);
    } finally {
      Locale.setDefault(locale);
    }
  }
}
