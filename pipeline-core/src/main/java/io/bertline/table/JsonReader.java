package io.bertline.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads records that are JSON objects. */
final class JsonReader implements RecordReader {
  static final JsonFactory JSON =
      JsonFactory.builder()
          // Names come from outside; interning them all would fill the memory of the JVM.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final String MALFORMED = "malformed JSON";

  private final Map<String, Integer> columns = new HashMap<>();

  JsonReader(List<String> columns) {
    for (String column : columns) {
      this.columns.put(column, this.columns.size());
    }
  }

  @Override
  public @Nullable Fault read(byte[] bytes, int from, int to, List<String> values) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == 0) {
        // Never part of JSON in UTF-8; Jackson would take the line for another encoding.
        return new Fault("NUL byte", Fault.WHOLE, at, "has a NUL byte");
      }
    }
    @Nullable String[] read = new String[columns.size()];
    Fault fault;
    try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
      fault = read(parser, from, read);
    } catch (JsonProcessingException e) {
      fault = malformed(e, from, to);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    if (fault == null) {
      for (String value : read) {
        values.add(value == null ? "" : value);
      }
    }
    return fault;
  }

  private @Nullable Fault read(JsonParser parser, int from, @Nullable String[] values)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return new Fault(MALFORMED, Fault.WHOLE, from, "is no JSON object");
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      int column = columns.getOrDefault(name, Fault.WHOLE);
      if (column == Fault.WHOLE) {
        parser.skipChildren();
        continue;
      }
      int at = from + (int) parser.currentTokenLocation().getByteOffset();
      if (!value.isScalarValue()) {
        String kind = value == JsonToken.START_ARRAY ? "an array" : "an object";
        return new Fault("nested value", column, at, "is " + kind + ", expected one value");
      }
      if (values[column] != null) {
        return new Fault(MALFORMED, column, at, "is there twice");
      }
      String text = value == JsonToken.VALUE_NULL ? "" : parser.getText();
      if (text.indexOf('\0') >= 0) {
        return new Fault("NUL byte", column, at, "has a NUL character");
      }
      if (hasUnpairedSurrogate(text)) {
        return new Fault("not UTF-8", column, at, "has half a surrogate pair, which is no text");
      }
      values[column] = text;
    }
    return parser.nextToken() == null
        ? null
        : new Fault(
            MALFORMED,
            Fault.WHOLE,
            from + (int) parser.currentTokenLocation().getByteOffset(),
            "has more than one JSON object");
  }

  private static boolean hasUnpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private static Fault malformed(JsonProcessingException e, int from, int to) {
    long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    int at = offset < 0 ? from : (int) Math.min(to, from + offset);
    String problem = e.getOriginalMessage();
    return problem.contains("UTF-8")
        ? new Fault("not UTF-8", Fault.WHOLE, at, "is not UTF-8; save the table as UTF-8")
        : new Fault(MALFORMED, Fault.WHOLE, at, "is no JSON object: " + problem);
  }
}
