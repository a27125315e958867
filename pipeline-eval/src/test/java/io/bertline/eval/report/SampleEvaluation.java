package io.bertline.eval.report;

import io.bertline.classifier.ClassifierInfo;
import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.champion.ChampionComparison.Change;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.gate.GateVerdict;
import io.bertline.eval.measure.Calls;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.Figures;
import io.bertline.eval.measure.ThresholdMetrics;
import io.bertline.eval.report.EvaluationFacts.Speed;
import io.bertline.eval.scores.Scores;
import io.bertline.eval.slices.Slice;
import io.bertline.eval.slices.Slice.Judgement;
import io.bertline.metrics.Bootstrap;
import io.bertline.metrics.Interval;
import io.bertline.metrics.MulticlassConfusion;
import io.bertline.report.Lineage;
import io.bertline.report.Lineage.Ancestor;
import io.bertline.report.ReportSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Invented evaluations whose shape is that of real ones. */
record SampleEvaluation(EvaluationMetrics metrics, Decision decision, EvaluationFacts facts) {
  static final String HOSTILE =
      "Is it <script>alert(\"every <b>forum</b>\")</script> or \u202Eesrever\u202C & </q>?";

  private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 200);

  String page() {
    return EvaluationPage.of(metrics, decision, facts);
  }

  /**
   * Insincere questions, about one in fifteen, told by overconfident logits.
   *
   * @param skill 1 for logits the labels are drawn from, 0 for logits that mean nothing
   */
  static SampleEvaluation binary(int rows, double skill) {
    return binary(rows, skill, 1.71);
  }

  /** Returns the same with a gate and a champion. */
  SampleEvaluation judged(boolean passed) {
    GateVerdict gate =
        new GateVerdict(
            passed,
            List.of(
                new GateVerdict.ClauseResult(
                    "f1>=0.6", passed, passed ? 0.71 : 0.58, 0.6, null, null),
                new GateVerdict.ClauseResult("f1>=champion-0.005", true, 0.71, 0.684, 0.689, null),
                new GateVerdict.ClauseResult(
                    "slices.min(recall)>=0.4", true, 0.57, 0.4, null, "slice " + HOSTILE)));
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("f1", new Change(0.71, 0.689, 0.021, 0.007, 0.035));
    changes.put("averagePrecision", new Change(0.731, 0.718, 0.013, null, null));
    changes.put("auc", new Change(0.951, 0.946, 0.005, null, null));
    ChampionComparison champion =
        new ChampionComparison(
            "prod@7", "digest", 0.4, 1.5, 13_061, 12, 210, 150, 0.0018, changes, championCurve());
    return new SampleEvaluation(
        metrics,
        decision.judged(gate),
        new EvaluationFacts(
            facts.subject(),
            facts.split(),
            facts.maxLength(),
            facts.truncatedRows(),
            facts.foreignRowsLeftOut(),
            facts.slices(),
            champion,
            facts.rows(),
            facts.training(),
            facts.speed(),
            facts.lineage()));
  }

  /** A little less skilled than this one. */
  private List<ThresholdMetrics> championCurve() {
    return metrics.binary() == null
        ? List.of()
        : Objects.requireNonNull(binary(4_000, 0.8).metrics().binary()).curve();
  }

  /**
   * As {@link #binary(int, double)}.
   *
   * @param confidence by how much the logits are blown up; near 0 all scores are alike
   */
  static SampleEvaluation binary(int rows, double skill, double confidence) {
    Random random = new Random(11);
    int[] labels = new int[rows];
    float[][] logits = new float[rows][];
    for (int row = 0; row < rows; row++) {
      double kind = random.nextDouble();
      double centre = kind < 0.88 ? -5.2 : kind < 0.945 ? -1.5 : 1.2;
      double honest = centre + 1.3 * random.nextGaussian();
      labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-honest)) ? 1 : 0;
      double seen = skill * honest + (1 - skill) * (3 * random.nextGaussian() - 4);
      logits[row] = new float[] {0, (float) (confidence * seen)};
    }
    Decision decision = decision(List.of("sincere", "insincere"), "insincere");
    Scores scores = new Scores(ids(rows), labels, logits);
    List<Slice> slices = new ArrayList<>();
    for (int end : new int[] {rows / 100, rows / 10, rows / 2, rows}) {
      slices.add(slice(scores, decision, end));
    }
    return new SampleEvaluation(
        EvaluationMetrics.of(scores, decision, BOOTSTRAP),
        decision,
        facts(slices, binaryMistakes()));
  }

  private static Slice slice(Scores scores, Decision decision, int end) {
    int[] calls = Calls.of(scores, decision);
    MulticlassConfusion confusion =
        MulticlassConfusion.of(Arrays.copyOf(scores.labels(), end), Arrays.copyOf(calls, end), 2);
    return slice("the first " + end + " rows", confusion, confusion.truths(1));
  }

  private static Slice slice(String name, MulticlassConfusion confusion, long judged) {
    boolean binary = confusion.labels() == 2;
    double value = binary ? confusion.f1(1) : confusion.accuracy();
    return new Slice(
        "length",
        name,
        confusion.rows(),
        judged,
        value < 0.5,
        judged < Slice.FEWEST_JUDGED_ROWS
            ? null
            : new Judgement(
                value,
                new Interval(Math.max(0, value - 0.03), Math.min(1, value + 0.03)),
                Figures.ofCalls(confusion, binary)));
  }

  /** Categories of nouns, the last of which is never found. */
  static SampleEvaluation multiclass(int rows, List<String> labels) {
    Random random = new Random(5);
    int[] truth = new int[rows];
    int[] called = new int[rows];
    float[][] logits = new float[rows][labels.size()];
    for (int row = 0; row < rows; row++) {
      double skewed = random.nextDouble() * random.nextDouble();
      truth[row] = (int) (skewed * labels.size());
      for (int label = 0; label < labels.size() - 1; label++) {
        logits[row][label] = (float) (1.6 * random.nextGaussian() + (label == truth[row] ? 5 : 0));
      }
      logits[row][labels.size() - 1] = -20;
    }
    Decision decision = decision(labels, null);
    for (int row = 0; row < rows; row++) {
      called[row] = decision.call(decision.probabilities(logits[row]));
    }
    MulticlassConfusion confusion = MulticlassConfusion.of(truth, called, labels.size());
    List<Slice> slices =
        List.of(
            slice("17 to 32 tokens", confusion, confusion.rows()),
            new Slice("length", "up to 16 tokens", 12, 12, false, null));
    return new SampleEvaluation(
        EvaluationMetrics.of(new Scores(ids(rows), truth, logits), decision, BOOTSTRAP),
        decision,
        facts(slices, List.of(mistake(HOSTILE, labels.get(0), labels.get(1), 0.98))));
  }

  private static Decision decision(List<String> labels, @Nullable String positive) {
    return Decision.of(
        new ClassifierInfo(1, labels, positive, 64, 0.38, 1.71, "fingerprint"), null);
  }

  private static List<String> ids(int rows) {
    return IntStream.range(0, rows).mapToObj(row -> "0-" + row).toList();
  }

  private static List<ReadableRow> binaryMistakes() {
    return List.of(
        mistake("What is the capital of France?", "insincere", "sincere", 0.996),
        mistake(HOSTILE, "sincere", "insincere", 0.981),
        mistake("لماذا يسأل الناس أسئلة لا يريدون لها جواباً؟", "sincere", "insincere", 0.968),
        mistake("Question".repeat(30), "sincere", "insincere", 0.951),
        mistake("Which excuse do experts use most? 🙂", "insincere", "sincere", 0.94));
  }

  private static ReadableRow mistake(String text, String label, String called, double confidence) {
    return new ReadableRow("0-160122", text, null, 18, label, called, confidence);
  }

  private static EvaluationFacts facts(List<Slice> slices, List<ReadableRow> mistakes) {
    String key = "7f3a91c04be2".repeat(5) + "abcd";
    Map<String, String> parameters = new TreeMap<>(Map.of("split", "test", "threshold", "tuned"));
    return new EvaluationFacts(
        new ReportSubject("quora", key, "2026-11-22T20:14:05Z", "0.1.0"),
        "test",
        64,
        63,
        0,
        slices,
        null,
        new ReadableRows(mistakes, mistakes, mistakes),
        new TrainingFacts(
            List.of(
                new TrainingFacts.Validation(1, 3_266, 0.142, 0.118, 0.671),
                new TrainingFacts.Validation(2, 6_532, 0.098, 0.109, 0.704),
                new TrainingFacts.Validation(3, 9_798, 0.071, 0.116, 0.698)),
            List.of("sincere", "insincere"),
            List.of(
                new TrainingFacts.SplitFacts(
                    "train", 104_490, 1_880_000, List.of(98_028L, 6_462L)))),
        new Speed(13_061, 26.4, "CPU, 2 threads, fp32"),
        new Lineage(
            List.of(
                new Ancestor("Model", "all-MiniLM-L6-v2", key, "/store/models/7f3a", "12ab"),
                new Ancestor("Dataset", "130,612 rows, seed 42", key, "/store/datasets/e05b", "3c"),
                new Ancestor(
                    "Classifier", "best after epoch 2", key, "/store/classifiers/a4", "4d"),
                new Ancestor(
                    "Evaluation", "threshold tuned", key, "/store/evaluations/7f3a", "5e")),
            "bertline eval --classifier /store/classifiers/a4 --split test --threshold tuned",
            parameters,
            Map.of("Java", "17.0.15")));
  }
}
