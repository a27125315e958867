package io.bertline.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Argo's published JSON schema, closed to fields it does not know so that a misspelt one is found.
 */
final class ArgoSchema {
  private static final String DEFINITIONS = "io.argoproj.workflow.v1alpha1.";

  private final ObjectNode root;

  ArgoSchema(Path file) throws IOException {
    root = (ObjectNode) new ObjectMapper().readTree(file.toFile());
    for (JsonNode definition : root.path("definitions")) {
      if (definition.has("properties")) {
        ((ObjectNode) definition).put("additionalProperties", false);
      }
    }
  }

  /** Returns what the schema of the manifest's own kind says against it. */
  List<String> problems(JsonNode manifest) {
    ObjectNode ofKind = root.deepCopy();
    ofKind.remove(List.of("oneOf", "$id"));
    ofKind.put("$ref", "#/definitions/" + DEFINITIONS + manifest.path("kind").asText());
    JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(ofKind);
    return schema.validate(manifest).stream().map(ValidationMessage::getMessage).toList();
  }
}
