package io.bertline.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Name of an artifact: the SHA-256 of what its content depends on.
 *
 * @param value 64 lower-case hexadecimal digits
 * @param canonical the JSON that was hashed: sorted keys, no blanks, numbers in the shortest form
 *     of their type
 */
public record ContentKey(String value, String canonical) {
  /** Writes doubles alike on every JDK; {@code Double.toString} changed in JDK 19. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .build();

  static ContentKey of(StepIdentity identity) {
    Map<String, @Nullable Object> differing = new TreeMap<>();
    identity
        .parameters()
        .forEach(
            (name, value) -> {
              Object typed = typed(value);
              if (!Objects.equals(typed, typed(identity.defaults().get(name)))) {
                differing.put(name, typed);
              }
            });
    ObjectNode node = JSON.createObjectNode();
    ObjectNode inputs = node.putObject("inputs");
    identity.inputs().forEach((role, input) -> inputs.put(role, input.digest()));
    node.put("logicVersion", identity.logicVersion());
    node.set("parameters", JSON.valueToTree(differing));
    node.put("step", identity.step());
    try {
      String canonical = JSON.writeValueAsString(node);
      return new ContentKey(Digests.sha256(canonical.getBytes(StandardCharsets.UTF_8)), canonical);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the first 12 digits, for people. */
  public String abbreviated() {
    return value.substring(0, 12);
  }

  /** Makes 3 and 3L, or 0.5f and 0.5, the same value. */
  private static @Nullable Object typed(@Nullable Object value) {
    if (value instanceof Float number) {
      return Double.valueOf(number.toString());
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(typed(element)));
      return elements;
    }
    return value;
  }
}
