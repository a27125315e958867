package io.bertline.predict.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.predict.input.InputRow.BadRow;
import io.bertline.predict.input.InputRow.TextRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every line is a JSON object whose members are the columns. */
final class JsonRows implements InputRows {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final Lines lines;
  private final Columns columns;

  JsonRows(String name, InputStream in, Columns columns) {
    this.lines = new Lines(name, in);
    this.columns = columns;
  }

  /** A value that makes its row unusable. */
  private static final class UnusableValueException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String column;

    UnusableValueException(String column, String message) {
      super(message);
      this.column = column;
    }
  }

  @Override
  public @Nullable InputRow next() throws IOException {
    Lines.Line line = lines.next();
    if (line == null) {
      return null;
    }
    try {
      JsonNode object = JSON.readValue(line.bytes());
      if (object == null || !object.isObject()) {
        return bad(line, "", "is not a JSON object");
      }
      String id = columns.id() == null ? null : value(object, columns.id());
      return new TextRow(
          Objects.requireNonNullElse(id, String.valueOf(line.number())),
          value(object, columns.text()),
          columns.pair() == null ? null : value(object, columns.pair()));
    } catch (UnusableValueException e) {
      return bad(line, e.column, Objects.requireNonNullElse(e.getMessage(), ""));
    } catch (JsonProcessingException e) {
      return bad(line, "", "is not JSON: " + e.getOriginalMessage());
    }
  }

  private static String value(JsonNode object, String column) throws UnusableValueException {
    JsonNode value = object.path(column);
    if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
      throw new UnusableValueException(column, "column '" + column + "' is not a string");
    }
    return value.asText();
  }

  private static BadRow bad(Lines.Line line, String column, String reason) {
    return new BadRow(line.number(), line.offset(), column, reason, line.bytes());
  }
}
