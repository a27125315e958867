package io.bertline.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.ContentKey;
import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.report.ReadableRow;
import io.bertline.eval.report.ReadableRows;
import io.bertline.eval.scores.ScoredSplit;
import io.bertline.eval.scores.ScoresFile;
import io.bertline.eval.scores.Scoring;
import io.bertline.eval.slices.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the files of an evaluation. */
final class EvaluationFiles {
  /** The most confident mistakes. */
  private static final String ERRORS = "errors.jsonl";

  /** The rows nearest to being called otherwise. */
  private static final String UNCERTAIN = "uncertain.jsonl";

  /** Rows whose given label is likely wrong. */
  private static final String LABEL_DOUBTS = "label-errors.jsonl";

  static final String REPORT = "report.html";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();
  private static final ObjectWriter INDENTED = JSON.writer(SerializationFeature.INDENT_OUTPUT);

  private final Attempt attempt;
  private final Map<ContentKey, String> kept = new LinkedHashMap<>();

  EvaluationFiles(Attempt attempt) {
    this.attempt = attempt;
  }

  /** Keeps scores, so that a new threshold, gate or champion loads no model. */
  void write(String file, ContentKey key, ScoredSplit scored) {
    attempt.put(file, out -> ScoresFile.write(scored.scores(), out));
    attempt.putSidecar(Scoring.file(file), out -> INDENTED.writeValue(out, scored.scoring()));
    kept.put(key, file);
  }

  /** Returns the files of scores by what the scores depend on. */
  Map<ContentKey, String> keptScores() {
    return Collections.unmodifiableMap(kept);
  }

  void write(Decision decision) {
    attempt.put(Decision.FILE, out -> INDENTED.writeValue(out, decision));
  }

  void write(EvaluationMetrics metrics) {
    attempt.put(EvaluationMetrics.FILE, out -> INDENTED.writeValue(out, metrics));
  }

  void write(List<Slice> slices) {
    attempt.put(Slice.FILE, out -> INDENTED.writeValue(out, slices));
  }

  void write(@Nullable ChampionComparison comparison) {
    if (comparison != null) {
      attempt.put(ChampionComparison.FILE, out -> INDENTED.writeValue(out, comparison));
    }
  }

  void write(ReadableRows rows) {
    writeLines(ERRORS, rows.mistakes());
    writeLines(UNCERTAIN, rows.uncertain());
    writeLines(LABEL_DOUBTS, rows.labelDoubts());
  }

  /** One row a line. */
  private void writeLines(String file, List<ReadableRow> rows) {
    attempt.put(
        file,
        out -> {
          for (ReadableRow row : rows) {
            JSON.writeValue(out, row);
            out.write('\n');
          }
        });
  }

  void writeReport(String page) {
    attempt.putSidecar(REPORT, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }
}
