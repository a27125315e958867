package io.bertline.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parsed and checked header.
 *
 * @param metadata texts about the file
 * @param entries the tensors in the order of their values in the file
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {

  /**
   * A tensor and where its values start.
   *
   * @param begin offset from the first byte after the header
   */
  record Entry(TensorSpec tensor, long begin) {
    long end() {
      return begin + tensor.byteSize();
    }
  }

  /** What is wrong with a header, and where. */
  static final class InvalidHeaderException extends Exception {
    private static final long serialVersionUID = 1L;
    final long offset;
    final String problem;

    InvalidHeaderException(long offset, String message) {
      super(message);
      this.offset = offset;
      this.problem = message;
    }
  }

  /**
   * Parses a header.
   *
   * @param json the header without its length
   * @param dataSize number of bytes after the header
   */
  static SafetensorsHeader parse(byte[] json, long dataSize) throws InvalidHeaderException {
    if (json.length == 0 || json[0] != '{') {
      throw new InvalidHeaderException(
          SafetensorsFormat.LENGTH_BYTES, "the header does not start with '{'");
    }
    JsonFactory factory =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser parser = factory.createParser(json)) {
      return new Parser(parser, dataSize).parse();
    } catch (JsonProcessingException e) {
      long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
      throw new InvalidHeaderException(
          SafetensorsFormat.LENGTH_BYTES + offset, "the header is not JSON: " + firstLine(e));
    } catch (IOException e) {
      throw new InvalidHeaderException(
          SafetensorsFormat.LENGTH_BYTES, "the header is not UTF-8 text");
    }
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("syntax error");
  }

  private static final class Parser {
    private final JsonParser json;
    private final long dataSize;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    Parser(JsonParser json, long dataSize) {
      this.json = json;
      this.dataSize = dataSize;
    }

    SafetensorsHeader parse() throws IOException, InvalidHeaderException {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        long offset = offset();
        expect(JsonToken.START_OBJECT, name + " is not an object");
        if (name.equals(SafetensorsFormat.METADATA)) {
          readMetadata();
        } else {
          entries.add(readEntry(name, offset));
        }
      }
      if (json.nextToken() != null) {
        throw invalid("something follows the header's closing brace");
      }
      entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
      checkCoverage();
      return new SafetensorsHeader(Map.copyOf(metadata), List.copyOf(entries));
    }

    private void readMetadata() throws IOException, InvalidHeaderException {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        expect(JsonToken.VALUE_STRING, "metadata " + name + " is not a string");
        metadata.put(name, json.getText());
      }
    }

    private Entry readEntry(String name, long offset) throws IOException, InvalidHeaderException {
      DType dtype = null;
      List<Long> shape = null;
      List<Long> offsets = null;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        switch (field) {
          case SafetensorsFormat.DTYPE -> dtype = readDType(name);
          case SafetensorsFormat.SHAPE -> shape = readNumbers(name, field);
          case SafetensorsFormat.DATA_OFFSETS -> offsets = readNumbers(name, field);
          default -> throw invalid("tensor " + name + " has an unknown field " + field);
        }
      }
      if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
        throw new InvalidHeaderException(
            offset, "tensor " + name + " lacks dtype, shape or two data_offsets");
      }
      return entry(new RawEntry(name, dtype, shape, offsets.get(0), offsets.get(1)), offset);
    }

    private record RawEntry(String name, DType dtype, List<Long> shape, long begin, long end) {}

    private Entry entry(RawEntry raw, long offset) throws InvalidHeaderException {
      TensorSpec tensor;
      try {
        tensor = new TensorSpec(raw.name, raw.dtype, raw.shape);
      } catch (IllegalArgumentException e) {
        throw new InvalidHeaderException(offset, "tensor " + raw.name + ": " + e.getMessage());
      }
      if (raw.end > dataSize || raw.begin > raw.end) {
        throw new InvalidHeaderException(
            offset,
            "tensor %s is said to be at [%d, %d) of %d bytes of values"
                .formatted(raw.name, raw.begin, raw.end, dataSize));
      }
      if (raw.end - raw.begin != tensor.byteSize()) {
        throw new InvalidHeaderException(
            offset,
            "tensor %s of type %s and shape %s has %d bytes, its offsets span %d"
                .formatted(raw.name, raw.dtype, raw.shape, tensor.byteSize(), raw.end - raw.begin));
      }
      return new Entry(tensor, raw.begin);
    }

    private DType readDType(String name) throws IOException, InvalidHeaderException {
      expect(JsonToken.VALUE_STRING, "tensor " + name + ": dtype is not a string");
      String text = json.getText();
      return DType.named(text)
          .orElseThrow(() -> invalid("tensor " + name + " has the unknown dtype " + text));
    }

    private List<Long> readNumbers(String name, String field)
        throws IOException, InvalidHeaderException {
      expect(JsonToken.START_ARRAY, "tensor " + name + ": " + field + " is not a list");
      List<Long> numbers = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
            || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            || json.getLongValue() < 0) {
          throw invalid("tensor " + name + ": " + field + " holds something but sizes");
        }
        numbers.add(json.getLongValue());
      }
      return numbers;
    }

    private void checkCoverage() throws InvalidHeaderException {
      long covered = 0;
      @Nullable String before = null;
      for (Entry entry : entries) {
        if (entry.begin() != covered) {
          throw new InvalidHeaderException(
              SafetensorsFormat.LENGTH_BYTES,
              "tensor %s starts at %d of the values where %s ends at %d: %s"
                  .formatted(
                      entry.tensor().name(),
                      entry.begin(),
                      before == null ? "the header" : before,
                      covered,
                      entry.begin() < covered ? "they overlap" : "there is a hole"));
        }
        covered = entry.end();
        before = entry.tensor().name();
      }
      if (covered != dataSize) {
        throw new InvalidHeaderException(
            SafetensorsFormat.LENGTH_BYTES,
            "the tensors have %d bytes, the file holds %d".formatted(covered, dataSize));
      }
    }

    private void expect(JsonToken token, String message)
        throws IOException, InvalidHeaderException {
      if (json.nextToken() != token) {
        throw invalid(message);
      }
    }

    private InvalidHeaderException invalid(String message) {
      return new InvalidHeaderException(offset(), message);
    }

    private long offset() {
      return SafetensorsFormat.LENGTH_BYTES
          + Math.max(0, json.currentTokenLocation().getByteOffset());
    }
  }
}
