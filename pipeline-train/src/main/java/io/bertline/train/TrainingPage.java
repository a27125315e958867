package io.bertline.train;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.Attempt;
import io.bertline.cli.StepContext;
import io.bertline.cli.Version;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Lineage;
import io.bertline.report.Lineage.Ancestor;
import io.bertline.report.LineageSection;
import io.bertline.report.Numbers;
import io.bertline.report.ReportPage;
import io.bertline.report.ReportSubject;
import io.bertline.report.Table;
import io.bertline.report.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The report of a training: was it long enough, how good is the model kept, how fast was it. */
final class TrainingPage {
  /** Name of the file in the artifact. */
  static final String FILE = "report.html";

  /** A metric of fewer rows of a label moves by several points when one of them is decided anew. */
  private static final int FEW_ROWS = 30;

  private final TrainArguments arguments;
  private final DatasetInfo dataset;
  private final TrainingResult result;
  private final TrainingOverview overview;
  private final FittedDecision decision;
  private final String uri;
  private final BestMetric metric;
  private final Validation best;
  private final List<Validation> validations;
  private final String place;

  private TrainingPage(
      TrainArguments arguments, TrainingResult result, FittedDecision decision, String uri) {
    this.arguments = arguments;
    this.dataset = arguments.reader().info();
    this.result = result;
    this.overview = result.overview();
    this.decision = decision;
    this.uri = uri;
    this.metric = arguments.bestMetric();
    this.best = result.best().result();
    this.validations = result.history().validations();
    this.place = arguments.hyperparameters().place(best);
  }

  /** Puts the page together. */
  static ReportPage of(
      TrainArguments arguments,
      TrainingResult result,
      FittedDecision decision,
      Attempt attempt,
      StepContext context) {
    String now = context.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    ReportSubject subject =
        new ReportSubject(context.project(), attempt.key().value(), now, Version.current());
    String uri = context.artifacts().blobs().uri(attempt.folder());
    return new TrainingPage(arguments, result, decision, uri).page(subject);
  }

  private ReportPage page(ReportSubject subject) {
    String answer = answer();
    ReportPage page =
        new ReportPage("Classifier", subject, answer)
            .about(Numbers.count(split(Split.TRAIN).rows(), "training row", "training rows"))
            .verdict(Verdict.PASS, "Trained", answer, lead());
    addFacts(page);
    addNotices(page);
    page.section("course", "Course", "How it went", charts());
    page.section("validations", "Validations", "How good it was when", validationTable());
    page.section("run", "Run", "What was computed, and on what", runTable());
    page.section("decision", "Decision", "How logits become decisions", decisionText());
    return LineageSection.addTo(page, lineage(subject));
  }

  private String answer() {
    if (arguments.hyperparameters().keep() == Keep.LAST) {
      return "Done: the model after %s, the last, is kept.".formatted(place);
    }
    boolean byEpoch = arguments.hyperparameters().evalSteps() == 0;
    return "Done: best after %s of %s."
        .formatted(place, Numbers.count(byEpoch ? validations.size() : result.history().steps()));
  }

  private Element charts() {
    return new TrainingCharts(result, metric, arguments.hyperparameters()).plates();
  }

  private Element lead() {
    String rows =
        Numbers.count(split(Split.VALIDATION).rows(), "validation row", "validation rows");
    Element lead =
        Html.paragraph(
            "On " + rows + ", ", name(metric.field()), " is ", bold(best.metric(metric)), ".");
    if (metric != BestMetric.F1 && dataset.binary()) {
      lead.add(" F1 at a probability of 0.5 is ", bold(best.metric(BestMetric.F1)), ".");
    }
    return lead.add(
        arguments.hyperparameters().keep() == Keep.BEST
            ? " It was chosen on these rows; the evaluation tells how good it is on others."
            : " The evaluation tells more.");
  }

  private static Element bold(double value) {
    return Html.bold(Numbers.metric(value));
  }

  private void addFacts(ReportPage page) {
    History history = result.history();
    page.fact(
        capitalised(name(metric.field())),
        Numbers.metric(best.metric(metric)),
        "validation, " + place);
    page.fact(
        "Loss", Numbers.metric(best.metric(BestMetric.LOSS)), "validation, natural logarithm");
    page.fact(
        "Speed",
        Numbers.count(Math.round(history.tokensPerSecond())),
        "tokens a second, " + overview.precisionName());
    page.fact("Padding", Numbers.percent(history.padding()), "of the tokens computed");
    page.fact(
        "Parameters",
        Numbers.rounded(overview.size().all()),
        overview.size().frozen() == 0
            ? "all of them trained"
            : Numbers.rounded(overview.size().trained()) + " of them trained");
    page.fact("Steps", Numbers.count(steps()), "of " + Numbers.count(plannedSteps()));
  }

  private long plannedSteps() {
    return overview.plan().totalSteps();
  }

  private long steps() {
    return result.history().steps();
  }

  private void addNotices(ReportPage page) {
    SplitInfo validation = split(Split.VALIDATION);
    for (int label = 0; label < dataset.labels().size(); label++) {
      long rows = validation.rowsByLabel().get(label);
      if (rows < FEW_ROWS) {
        page.notice(
            Verdict.CAUTION,
            "Few rows to validate on.",
            "The validation split has %s of the label '%s': which model is best, and the threshold, rest on them."
                .formatted(Numbers.count(rows, "row", "rows"), dataset.labels().get(label)));
        break;
      }
    }
    if (!result.exact()) {
      page.notice(
          Verdict.CAUTION,
          "Not exactly repeatable.",
          "It was interrupted and went on with another number format, device, processor or number"
              + " of threads, so a run without interruption differs in the last digits.");
    }
    if (steps() < plannedSteps()) {
      page.notice(
          Verdict.CAUTION,
          "It stopped early.",
          "The validation metric did not improve any more, so %s of %s steps were taken."
              .formatted(Numbers.count(steps()), Numbers.count(plannedSteps())));
    } else if (lastIsBestOfSeveral()) {
      page.notice(
          Verdict.CAUTION,
          "The last validation was the best.",
          "A longer run may do better: raise --epochs.");
    }
  }

  private boolean lastIsBestOfSeveral() {
    return arguments.hyperparameters().keep() == Keep.BEST
        && validations.size() > 1
        && best.step() == steps();
  }

  private Element validationTable() {
    Table table = new Table("Validations", "After step").numbers("Epoch", "Training loss");
    best.metrics().keySet().forEach(name -> table.numbers(capitalised(name(name))));
    for (Validation validation : validations) {
      List<Object> cells = new ArrayList<>();
      cells.add(Numbers.count(validation.step()));
      cells.add(Integer.toString(validation.epoch()));
      cells.add(Numbers.metric(validation.trainingLoss()));
      validation.metrics().values().forEach(value -> cells.add(Numbers.metric(value)));
      if (validation.step() == best.step()) {
        table.total(cells.toArray());
      } else {
        table.row(cells.toArray());
      }
    }
    return table.element();
  }

  private Element runTable() {
    Table table = new Table("Run", "Part").text("What it was");
    overview.texts().forEach((name, text) -> table.row(capitalised(name), text));
    return table.element();
  }

  private Element decisionText() {
    Element text = calibrationText();
    if (dataset.binary()) {
      String positive =
          Objects.requireNonNullElse(dataset.positiveLabel(), dataset.labels().get(1));
      text.add(
          " A text is called ",
          Html.foreign(positive),
          " when its probability is at least ",
          Html.bold(Numbers.metric(decision.threshold())),
          ": that gives the highest F1 on the validation split.");
    }
    return text;
  }

  private Element calibrationText() {
    double temperature = decision.temperature();
    if (temperature == 1) {
      return Html.paragraph("The probabilities are those of the logits as they are.");
    }
    return Html.paragraph(
        "Dividing the logits by ",
        Html.bold(Numbers.metric(temperature)),
        temperature > 1
            ? " makes the probabilities less extreme, as the validation rows ask for."
            : " makes the probabilities more extreme, as the validation rows ask for.");
  }

  private Lineage lineage(ReportSubject subject) {
    return new Lineage(
        List.of(
            ancestor("Model", "pretrained", arguments.model()),
            ancestor(
                "Dataset",
                Numbers.count(split(Split.TRAIN).rows(), "training row", "training rows"),
                arguments.dataset()),
            new Ancestor(
                "Classifier",
                "of %s labels, %s".formatted(dataset.labels().size(), place),
                subject.key(),
                uri,
                "")),
        command(subject),
        arguments.parameterTexts(),
        Map.of(
            "bertline", subject.productVersion(),
            "java", Runtime.version().toString(),
            "device", overview.device(),
            "precision", overview.precisionName(),
            "threads", Integer.toString(arguments.modelOptions().threads())));
  }

  private static Ancestor ancestor(String role, String description, Artifact artifact) {
    return new Ancestor(
        role, description, artifact.manifest().key(), artifact.uri(), artifact.manifest().digest());
  }

  private String command(ReportSubject subject) {
    StringBuilder command = new StringBuilder("bertline train --project ");
    command.append(subject.project()).append(" --dataset ").append(arguments.dataset().uri());
    command.append(" --model ").append(arguments.model().uri());
    Map<String, String> texts = arguments.parameterTexts();
    arguments
        .identity()
        .parameters()
        .forEach(
            (name, value) -> {
              if (!Objects.equals(value, arguments.identity().defaults().get(name))) {
                command.append(" --").append(name);
                if (!(value instanceof Boolean)) {
                  command.append(' ').append(texts.get(name));
                }
              }
            });
    return command.toString();
  }

  private SplitInfo split(Split split) {
    return Objects.requireNonNull(dataset.splits().get(split.lowerCase()));
  }

  /** Returns how a metric is called in a sentence, for example {@code average precision}. */
  static String name(String field) {
    return switch (field) {
      case "roc_auc" -> "ROC-AUC";
      case "f1" -> "F1";
      case "macro_f1" -> "macro F1";
      case "precision_at_recall_50" -> "precision at recall 0.5";
      default -> field.replace('_', ' ');
    };
  }

  private static String capitalised(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
