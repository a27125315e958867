package io.bertline.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Rendered manifests.
 *
 * @param documents one for each resource
 */
record Manifests(List<JsonNode> documents) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String ARGO = "argoproj.io/";

  static Manifests parse(String yaml) throws IOException {
    return new Manifests(YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll());
  }

  /**
   * Reads YAML that stands in a manifest as a text; with aliases, which Jackson leaves unresolved.
   */
  static JsonNode document(String yaml) {
    Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    return YAML.valueToTree(document);
  }

  /** Returns the resources that Argo reads. */
  List<JsonNode> argo() {
    return documents.stream()
        .filter(document -> document.path("apiVersion").asText().startsWith(ARGO))
        .toList();
  }

  Stream<JsonNode> ofKind(String kind) {
    return documents.stream().filter(document -> document.path("kind").asText().equals(kind));
  }

  JsonNode workflowTemplate() {
    return workflowTemplate("bertline");
  }

  JsonNode workflowTemplate(String name) {
    return ofKind("WorkflowTemplate")
        .filter(document -> name(document).equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Returns what the site sets. */
  JsonNode site() {
    return ofKind("ConfigMap")
        .filter(document -> name(document).equals("bertline-site"))
        .findFirst()
        .orElseThrow();
  }

  static String name(JsonNode document) {
    return document.at("/metadata/name").asText();
  }

  /** Returns the elements of a list by their name. */
  static Map<String, JsonNode> byName(JsonNode list) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    list.forEach(element -> named.put(element.path("name").asText(), element));
    return named;
  }

  /** Returns the element of a list that has this name, a missing node if none has. */
  static JsonNode named(JsonNode list, String name) {
    JsonNode element = byName(list).get(name);
    return element == null ? MissingNode.getInstance() : element;
  }

  /** Returns the elements of a list of texts. */
  static List<String> texts(JsonNode list) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
        .map(i -> list.get(i).asText())
        .toList();
  }
}
