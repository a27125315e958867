package io.bertline.eval.scores;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.dataset.Split;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layout of {@code scores-<split>.jsonl}: one line a row, {@code
 * {"id":"0-1841","label":1,"logits":[0.0,1.25]}}. Logits are printed in the shortest form that
 * reads back as the same 32-bit number.
 */
public final class ScoresFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
          .build();

  private ScoresFile() {}

  private record Line(@Nullable String id, int label, float @Nullable [] logits) {}

  /** Returns the name of the file in an evaluation. */
  public static String name(Split split) {
    return "scores-" + split.lowerCase() + ".jsonl";
  }

  /** Returns the name of the file with the scores of the champion. */
  public static String ofChampion(Split split) {
    return "champion-" + name(split);
  }

  /** Writes all rows; does not close the stream. */
  public static void write(Scores scores, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out).setRootValueSeparator(null)) {
      for (int row = 0; row < scores.rows(); row++) {
        JSON.writeValue(
            json, new Line(scores.ids().get(row), scores.labels()[row], scores.logits()[row]));
        json.writeRaw('\n');
      }
    }
  }

  /**
   * Reads all rows.
   *
   * @param in the file; not closed
   * @param labels number of labels, so of logits a row
   * @param place names the file in messages
   * @throws BertlineException {@code CORRUPT_ARTIFACT} naming the row
   */
  public static Scores read(InputStream in, int labels, String place) {
    List<String> ids = new ArrayList<>();
    List<Integer> truths = new ArrayList<>();
    List<float[]> logits = new ArrayList<>();
    try (MappingIterator<Line> lines = JSON.readerFor(Line.class).readValues(in)) {
      while (lines.hasNextValue()) {
        Line line = lines.nextValue();
        String id = line == null ? null : line.id();
        float[] row = line == null ? null : line.logits();
        if (id == null || row == null || row.length != labels || !isLabel(line.label(), labels)) {
          throw corrupt(place, ids.size(), "is not a row of " + labels + " labels", null);
        }
        ids.add(id);
        logits.add(row);
        truths.add(line.label());
      }
    } catch (JsonProcessingException e) {
      throw corrupt(place, ids.size(), "is not JSON of a row", e);
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.TEMPORARY, place + ": cannot be read: " + e.getMessage(), e);
    }
    return new Scores(
        ids, truths.stream().mapToInt(Integer::intValue).toArray(), logits.toArray(float[][]::new));
  }

  private static boolean isLabel(int label, int labels) {
    return label >= 0 && label < labels;
  }

  private static BertlineException corrupt(
      String place, int row, String what, @Nullable Throwable cause) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        place + ": row " + (row + 1) + ": " + what + "; evaluate again with --force",
        cause);
  }
}
