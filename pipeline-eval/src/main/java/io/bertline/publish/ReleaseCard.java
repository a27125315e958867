package io.bertline.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.Release;
import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.champion.ChampionComparison.Change;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.gate.GateVerdict.ClauseResult;
import io.bertline.eval.measure.Measured;
import io.bertline.huggingface.ModelCardMetadata;
import io.bertline.report.Markdown;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The README.md of a release: a <a href="https://huggingface.co/docs/hub/model-cards">model
 * card</a> whose metadata holds the results of the evaluation it went out with.
 */
final class ReleaseCard {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private final Release release;
  private final Decision decision;
  private final EvaluationRecord evaluation;

  ReleaseCard(Release release, Decision decision, EvaluationRecord evaluation) {
    this.release = release;
    this.decision = decision;
    this.evaluation = evaluation;
  }

  /** Returns the content of the file. */
  String markdown() {
    StringBuilder out = new StringBuilder(frontMatter()).append("---\n\n");
    out.append("# ").append(Markdown.text(release.name())).append(", release ");
    out.append(release.number()).append("\n\nA BERT text classifier that tells apart: ");
    out.append(String.join(", ", decision.labels().stream().map(Markdown::text).toList()));
    out.append(".\n\n## Decision\n\n").append(decisionText());
    out.append("\n## Evaluation\n\nMeasured on ").append(count(evaluation.rows()));
    out.append(" rows of the ").append(evaluation.split()).append(" split.\n\n");
    appendHeadline(out);
    appendGate(out);
    appendChampion(out);
    out.append("\n## Lineage\n\n");
    appendLineage(out);
    out.append("* published ").append(release.publishedAt());
    out.append(" by run `").append(release.run()).append("`\n");
    return out.toString();
  }

  private String frontMatter() {
    try {
      return YAML.writeValueAsString(metadata().fields());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ModelCardMetadata metadata() {
    InputReference dataset = evaluation.dataset();
    return new ModelCardMetadata(
        release.name() + "-" + release.number(),
        List.copyOf(evaluation.values().keySet()),
        dataset == null ? "" : Objects.requireNonNullElse(dataset.key(), ""),
        evaluation.split(),
        evaluation.values());
  }

  private String decisionText() {
    String calibration =
        String.format(
            Locale.ROOT,
            "Divide the logits by the temperature %.4f before the softmax to get calibrated"
                + " probabilities.",
            decision.temperature());
    if (decision.threshold() == null) {
      return calibration + " The most probable label wins.\n";
    }
    String positive =
        Objects.requireNonNullElse(decision.positiveLabel(), decision.labels().get(1));
    return String.format(
        Locale.ROOT,
        "%s A text is called %s when that probability is at least %.4f; transformers itself takes"
            + " the larger logit.\n",
        calibration,
        Markdown.text(positive),
        decision.threshold());
  }

  private void appendHeadline(StringBuilder out) {
    out.append("| Metric | Value | 95 % interval |\n|---|--:|---|\n");
    for (Map.Entry<String, Measured> entry : evaluation.headline().entrySet()) {
      Measured measured = entry.getValue();
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.4f | %.4f to %.4f |\n",
              Markdown.text(entry.getKey()),
              measured.value(),
              measured.low(),
              measured.high()));
    }
  }

  private void appendGate(StringBuilder out) {
    if (decision.gate() == null) {
      out.append("\nIt went out without a gate.\n");
      return;
    }
    out.append("\nIt passed its gate:\n\n| Condition | Measured | Needed |\n|---|--:|--:|\n");
    for (ClauseResult clause : decision.gate().clauses()) {
      out.append("| ").append(Markdown.text(clause.clause())).append(" | ");
      out.append(number(clause.value())).append(" | ").append(number(clause.bound()));
      out.append(clause.note() == null ? "" : " (" + Markdown.text(clause.note()) + ")");
      out.append(" |\n");
    }
  }

  private void appendChampion(StringBuilder out) {
    ChampionComparison champion = evaluation.champion();
    Change f1 = champion == null ? null : champion.measures().get("f1");
    if (champion == null || f1 == null) {
      return;
    }
    out.append(
        String.format(
            Locale.ROOT,
            "\nAgainst %s on the same %,d rows: F1 %.4f instead of %.4f. Only this one is right on"
                + " %,d rows, only the other on %,d (McNemar p = %.3g).\n",
            Markdown.text(champion.release()),
            champion.rows(),
            f1.challenger(),
            f1.champion(),
            champion.onlyChallengerRight(),
            champion.onlyChampionRight(),
            champion.pValue()));
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** From what it was made of to what it was measured by. */
  private void appendLineage(StringBuilder out) {
    Map<String, InputReference> inputs = release.classifier().inputs();
    InputReference trainedOn = inputs.get(ArtifactType.DATASET.singular());
    append(out, "model", inputs.get(ArtifactType.MODEL.singular()));
    append(out, "dataset", trainedOn);
    append(out, "classifier", release.classifier().key(), release.classifier().digest());
    InputReference measuredOn = evaluation.dataset();
    if (trainedOn == null
        || (measuredOn != null && !measuredOn.digest().equals(trainedOn.digest()))) {
      append(out, "dataset it was measured on", measuredOn);
    }
    append(out, "evaluation", release.evaluation().key(), release.evaluation().digest());
  }

  private static void append(StringBuilder out, String role, @Nullable InputReference input) {
    if (input != null) {
      append(out, role, Objects.requireNonNullElse(input.key(), "outside"), input.digest());
    }
  }

  private static void append(StringBuilder out, String role, String key, String digest) {
    out.append("* ").append(role).append(" `").append(key).append("`, digest `");
    out.append(digest).append("`\n");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
