package io.bertline.safetensors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which file of several holds a tensor: {@code model.safetensors.index.json} of Hugging Face
 * transformers, {@code {"metadata": {"total_size": BYTES}, "weight_map": {"NAME": "FILE", ...}}}.
 *
 * @param shards name of a file, in the same folder, by name of a tensor, in the order of the index
 */
public record SafetensorsIndex(Map<String, String> shards) {
  private static final JsonMapper JSON = new JsonMapper();

  public SafetensorsIndex {
    // Map.copyOf has another order in every process, and with it which missing tensor is named.
    shards = Collections.unmodifiableMap(new LinkedHashMap<>(shards));
  }

  /**
   * Parses an index.
   *
   * @param source how messages name the file
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it is not one
   */
  public static SafetensorsIndex parse(byte[] json, String source) {
    JsonNode map;
    try {
      map = JSON.readTree(json).path("weight_map");
    } catch (IOException e) {
      throw corrupt(source, "is not JSON", e);
    }
    if (!map.isObject() || map.isEmpty()) {
      throw corrupt(source, "has no weight_map", null);
    }
    Map<String, String> shards = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String file = entry.getValue().asText();
      if (!entry.getValue().isTextual() || !isPlainName(file)) {
        throw corrupt(source, "gives " + entry.getKey() + " the file " + entry.getValue(), null);
      }
      shards.put(entry.getKey(), file);
    }
    return new SafetensorsIndex(shards);
  }

  /** Returns the names of the files, sorted. */
  public List<String> files() {
    return shards.values().stream().distinct().sorted().toList();
  }

  /** A name that leads into no other folder. */
  private static boolean isPlainName(String file) {
    return file.endsWith(".safetensors") && file.matches("[\\w][\\w.-]*");
  }

  private static BertlineException corrupt(
      String source, String problem, @Nullable Exception cause) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT, source + ": " + problem + "; get the file again", cause);
  }
}
