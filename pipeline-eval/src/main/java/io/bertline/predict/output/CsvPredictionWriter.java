package io.bertline.predict.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values as RFC 4180 describes them, with LF: {@code id}, {@code text} if wanted,
 * {@code label}, and the calibrated probability of each label.
 */
final class CsvPredictionWriter implements PredictionWriter {
  private final Writer out;
  private final List<String> labels;
  private final boolean withText;

  CsvPredictionWriter(Writer out, List<String> labels, boolean withText) {
    this.out = out;
    this.labels = labels;
    this.withText = withText;
  }

  @Override
  public void begin() throws IOException {
    List<String> columns = new ArrayList<>();
    columns.add("id");
    if (withText) {
      columns.add("text");
    }
    columns.add("label");
    labels.forEach(label -> columns.add("probability_" + label));
    writeRecord(columns);
  }

  @Override
  public void write(LabelledRow row) throws IOException {
    List<String> fields = new ArrayList<>();
    fields.add(row.id());
    if (row.text() != null) {
      fields.add(row.text());
    }
    fields.add(row.prediction().label());
    row.prediction().probabilities().values().forEach(value -> fields.add(Probability.text(value)));
    writeRecord(fields);
  }

  private void writeRecord(List<String> fields) throws IOException {
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      writeField(fields.get(i));
    }
    out.write('\n');
  }

  private void writeField(String field) throws IOException {
    if (field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
      out.write(field);
      return;
    }
    out.write('"');
    out.write(field.replace("\"", "\"\""));
    out.write('"');
  }
}
