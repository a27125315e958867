package io.bertline.predict.output;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;

/**
 * A JSON object a line: {@code id}, {@code text} if wanted, {@code label}, {@code probabilities}.
 */
final class JsonPredictionWriter implements PredictionWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Writer out;

  JsonPredictionWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin() {}

  @Override
  public void write(LabelledRow row) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("id", row.id());
    if (row.text() != null) {
      object.put("text", row.text());
    }
    object.put("label", row.prediction().label());
    ObjectNode probabilities = object.putObject("probabilities");
    row.prediction()
        .probabilities()
        .forEach(
            (label, value) -> probabilities.put(label, new BigDecimal(Probability.text(value))));
    out.write(JSON.writeValueAsString(object));
    out.write('\n');
  }
}
