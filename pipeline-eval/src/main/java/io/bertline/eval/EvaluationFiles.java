package io.bertline.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Attempt;
import io.bertline.dataset.Split;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.report.EvaluationFacts.MistakenRow;
import io.bertline.eval.scores.ScoredSplit;
import io.bertline.eval.scores.Scores;
import io.bertline.eval.scores.ScoresFile;
import io.bertline.eval.scores.Scoring;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the files of an evaluation. */
final class EvaluationFiles {
  static final String ERRORS = "errors.jsonl";
  static final String REPORT = "report.html";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();
  private static final ObjectWriter INDENTED = JSON.writer(SerializationFeature.INDENT_OUTPUT);

  private final Attempt attempt;

  EvaluationFiles(Attempt attempt) {
    this.attempt = attempt;
  }

  void write(Split split, ScoredSplit scored) {
    Scores scores = scored.scores();
    attempt.put(ScoresFile.name(split), out -> ScoresFile.write(scores, out));
    attempt.putSidecar(Scoring.FILE, out -> INDENTED.writeValue(out, scored.scoring()));
  }

  void write(Decision decision) {
    attempt.put(Decision.FILE, out -> INDENTED.writeValue(out, decision));
  }

  void write(EvaluationMetrics metrics) {
    attempt.put(EvaluationMetrics.FILE, out -> INDENTED.writeValue(out, metrics));
  }

  /** One mistake a line, most confident first. */
  void write(List<MistakenRow> mistakes) {
    attempt.put(
        ERRORS,
        out -> {
          for (MistakenRow mistake : mistakes) {
            JSON.writeValue(out, mistake);
            out.write('\n');
          }
        });
  }

  void writeReport(String page) {
    attempt.putSidecar(REPORT, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }
}
