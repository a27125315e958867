package io.bertline.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a step as {@link io.bertline.artifact.StepIdentity} takes them.
 *
 * @param values every parameter as it is used
 * @param defaults every parameter as it is when nobody gives it
 */
public record Parameters(
    Map<String, @Nullable Object> values, Map<String, @Nullable Object> defaults) {

  public Parameters {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    defaults = Collections.unmodifiableMap(new TreeMap<>(defaults));
  }

  /** Returns these parameters with one more, or with one resolved further than its option was. */
  public Parameters with(String name, @Nullable Object value, @Nullable Object defaultValue) {
    Map<String, @Nullable Object> newValues = new TreeMap<>(values);
    Map<String, @Nullable Object> newDefaults = new TreeMap<>(defaults);
    newValues.put(name, typed(value));
    newDefaults.put(name, typed(defaultValue));
    return new Parameters(newValues, newDefaults);
  }

  /**
   * Returns the value as a string, boolean, {@code Long}, {@code Double}, list of these, or null.
   * Enums become their name in lower case, which picocli reads back; maps become a list of {@code
   * key=value}.
   */
  static @Nullable Object typed(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Float || value instanceof Double) {
      return Double.valueOf(value.toString());
    }
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof Object[] array) {
      return typed(List.of(array));
    }
    if (value instanceof Collection<?> collection) {
      List<@Nullable Object> list = new ArrayList<>();
      collection.forEach(element -> list.add(typed(element)));
      return Collections.unmodifiableList(list);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .sorted()
          .toList();
    }
    return value.toString();
  }
}
