package io.bertline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads parameters that are grouped in sections, one for each command and one for all. */
final class ParameterSections {
  static final String COMMON = "common";

  private static final long MAX_FILE_BYTES = 1 << 20;

  /** One file serves a whole workflow: every command finds its own section in it. */
  private static final Set<String> SECTIONS =
      Set.of(COMMON, "import-model", "prep", "train", "eval", "publish", "predict", "select");

  private static final Pattern YAML_MARK = Pattern.compile("line (\\d+), column");

  private final String command;
  private final Collection<String> commonKeys;
  private final Collection<String> commandKeys;

  /**
   * @param command name of the command, which is the name of its section
   * @param commonKeys keys of the section {@code common}
   * @param commandKeys keys of the command's section
   */
  ParameterSections(String command, Collection<String> commonKeys, Collection<String> commandKeys) {
    this.command = command;
    this.commonKeys = commonKeys;
    this.commandKeys = commandKeys;
  }

  /** Reads the value of {@code --params}. */
  Map<String, GivenOption> json(String text) {
    ObjectMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try {
      return sections("--params", mapper.readTree(text));
    } catch (JsonProcessingException e) {
      throw malformed("--params", "JSON", e);
    }
  }

  /** Reads the file of {@code --params-file}. */
  Map<String, GivenOption> yaml(Path file) {
    ObjectMapper mapper =
        YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new BertlineException(
            FailureKind.USAGE, file + ": is too large for a parameter file (1 MiB)");
      }
      return sections(file.toString(), mapper.readTree(Files.readString(file)));
    } catch (JsonProcessingException e) {
      throw malformed(file.toString(), "YAML", e);
    } catch (IOException e) {
      FailureKind kind = JdkFailures.kind(e).orElse(FailureKind.TEMPORARY);
      String what = kind == FailureKind.NOT_FOUND ? "does not exist" : "cannot be read (" + e + ")";
      throw new BertlineException(kind, "--params-file " + file + ": " + what, e);
    }
  }

  private Map<String, GivenOption> sections(String origin, JsonNode root) {
    Map<String, GivenOption> given = new LinkedHashMap<>();
    if (root.isMissingNode() || root.isNull()) {
      return given;
    }
    Set<String> sections = new TreeSet<>(SECTIONS);
    sections.add(command);
    if (!root.isObject()) {
      throw usage(origin + ": expected the sections " + String.join(", ", sections));
    }
    for (Map.Entry<String, JsonNode> section : root.properties()) {
      String name = section.getKey();
      if (!sections.contains(name)) {
        throw usage(origin + ": unknown section '" + name + "'" + nearest(name, sections));
      }
      if (name.equals(COMMON)) {
        given.putAll(section(origin, name, section.getValue(), commonKeys));
      } else if (name.equals(command)) {
        given.putAll(section(origin, name, section.getValue(), commandKeys));
      }
    }
    return given;
  }

  private static Map<String, GivenOption> section(
      String origin, String section, JsonNode node, Collection<String> keys) {
    Map<String, GivenOption> given = new LinkedHashMap<>();
    if (node.isNull()) {
      return given;
    }
    if (!node.isObject()) {
      throw usage(origin + ": section '" + section + "' is not a map of option: value");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = entry.getKey();
      if (!keys.contains(key)) {
        throw usage(
            origin + ": section '" + section + "': unknown key '" + key + "'" + nearest(key, keys));
      }
      String place = origin + ": " + section + "." + key;
      List<String> values = values(place, entry.getValue());
      if (!values.isEmpty()) {
        given.put(key, new GivenOption(key, values, place));
      }
    }
    return given;
  }

  /** An empty value means that the option is not given. */
  static List<String> values(String place, JsonNode node) {
    List<String> values = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(element -> values.addAll(scalar(place, element)));
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  scalar(place, entry.getValue())
                      .forEach(value -> values.add(entry.getKey() + "=" + value)));
    } else {
      values.addAll(scalar(place, node));
    }
    return values;
  }

  private static List<String> scalar(String place, JsonNode node) {
    if (node.isContainerNode()) {
      throw usage(place + ": expected a value or a list of values");
    }
    return node.isNull() || node.asText().isEmpty() ? List.of() : List.of(node.asText());
  }

  private static String nearest(String given, Collection<String> allowed) {
    return NearestName.of(given, allowed)
        .map(name -> "; did you mean '" + name + "'?")
        .orElse("; allowed are " + String.join(", ", new TreeSet<>(allowed)));
  }

  /** The YAML parser puts what it did, what it found and where on lines of their own. */
  private static BertlineException malformed(
      String origin, String language, JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    Matcher mark = YAML_MARK.matcher(message);
    long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    String reason =
        message
            .lines()
            .limit(2)
            .filter(text -> !text.startsWith(" "))
            .collect(Collectors.joining(", "));
    return new BertlineException(
        FailureKind.USAGE,
        origin
            + ": line "
            + (mark.find() ? mark.group(1) : line)
            + ": is not valid "
            + language
            + ": "
            + reason,
        e);
  }

  private static BertlineException usage(String message) {
    return new BertlineException(FailureKind.USAGE, message);
  }
}
