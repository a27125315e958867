package io.bertline.bert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of a reference: Hugging Face transformers 5.23.0 on torch 2.15.0 in 64-bit floats, for
 * eight sentences, MiniLM-L6 and the head that {@link MiniLm} makes.
 */
final class Golden {
  static final JsonNode FORWARD = read("minilm_forward.json");
  static final JsonNode GRADIENTS = read("minilm_gradients.json");
  static final JsonNode ADAMW = read("minilm_adamw.json");

  private Golden() {}

  /** Returns the eight sentences as one batch with labels. */
  static Batch batch() {
    List<int[]> ids = new ArrayList<>();
    List<int[]> types = new ArrayList<>();
    for (JsonNode sentence : FORWARD.get("input_ids")) {
      int[] tokens = new int[sentence.size()];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = sentence.get(i).asInt();
      }
      ids.add(tokens);
      types.add(new int[tokens.length]);
    }
    int[] labels = new int[ids.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = FORWARD.get("labels").get(i).asInt();
    }
    return Batch.of(ids, types, labels);
  }

  static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).asDouble();
    }
    return values;
  }

  private static JsonNode read(String name) {
    try (InputStream json = Golden.class.getResourceAsStream(name)) {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
