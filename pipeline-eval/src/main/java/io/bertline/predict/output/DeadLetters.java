package io.bertline.predict.output;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bertline.predict.input.InputRow.BadRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes rows that cannot be read as JSON lines: row, byte, column, reason and raw text. */
public final class DeadLetters {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OutputStream out;

  public DeadLetters(OutputStream out) {
    this.out = out;
  }

  /** Writes a row. */
  public void write(BadRow row) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("row", row.row());
    object.put("byte", row.offset());
    object.put("column", row.column());
    object.put("reason", row.reason());
    object.put("raw", new String(row.raw(), StandardCharsets.UTF_8));
    out.write(JSON.writeValueAsBytes(object));
    out.write('\n');
  }
}
