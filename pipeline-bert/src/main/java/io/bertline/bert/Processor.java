package io.bertline.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Linux tells of the first processor in its list, {@code /proc/cpuinfo}. Other systems tell
 * nothing: their processors have no model and multiply no bfloat16 numbers.
 */
public final class Processor {
  private static final Path LIST = Path.of("/proc/cpuinfo");
  private static final Pattern BF16_FLAG = Pattern.compile("\\b(avx512_bf16|amx_bf16)\\b");

  private final Map<String, String> values;

  private Processor(Map<String, String> values) {
    this.values = values;
  }

  /** Returns the processor of this machine. */
  public static Processor ofThisMachine() {
    return read(LIST);
  }

  static Processor read(Path list) {
    Map<String, String> values = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(list)) {
      lines
          .takeWhile(line -> !line.isBlank())
          .map(line -> line.split(":", 2))
          .filter(parts -> parts.length == 2)
          .forEach(parts -> values.put(parts[0].strip(), parts[1].strip()));
    } catch (IOException e) {
      return new Processor(Map.of());
    }
    return new Processor(values);
  }

  /** Returns a value of the list, for example of {@code model name}; empty if it has none. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** Returns whether it multiplies matrices of bfloat16 numbers faster than those of floats. */
  public boolean multipliesBf16() {
    return BF16_FLAG.matcher(value("flags")).find();
  }
}
