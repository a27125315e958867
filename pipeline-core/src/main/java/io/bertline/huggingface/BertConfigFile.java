package io.bertline.huggingface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes {@code config.json} of Hugging Face transformers, <a
 * href="https://huggingface.co/docs/transformers/model_doc/bert#transformers.BertConfig">BertConfig</a>.
 */
public final class BertConfigFile {
  /** Name of the file in a model directory. */
  public static final String FILE = "config.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private BertConfigFile() {}

  /**
   * Parses the file.
   *
   * @param source how messages name the file
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if the text is not the configuration of a
   *     BERT, or of one with features that are not supported
   */
  public static BertConfig parse(byte[] json, String source) {
    try {
      return new Reader(JSON.readTree(json)).read();
    } catch (JsonProcessingException e) {
      long offset = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
      throw corrupt(source, "byte " + offset + ": is not JSON", e);
    } catch (java.io.IOException e) {
      throw corrupt(source, "is not JSON in UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw corrupt(source, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Returns the file's content: what {@code AutoModelForSequenceClassification} needs if there are
   * labels, else what {@code AutoModel} needs. The dropout rates are those of BERT's paper.
   */
  public static byte[] write(BertConfig config) {
    boolean classifier = !config.labels().isEmpty();
    ObjectNode json = JSON.createObjectNode();
    json.putArray("architectures").add(classifier ? "BertForSequenceClassification" : "BertModel");
    json.put("model_type", "bert");
    json.put("attention_probs_dropout_prob", 0.1);
    json.put("hidden_act", config.hiddenAct());
    json.put("hidden_dropout_prob", 0.1);
    json.put("hidden_size", config.hidden());
    if (classifier) {
      ObjectNode names = json.putObject("id2label");
      ObjectNode indices = json.putObject("label2id");
      for (int i = 0; i < config.labels().size(); i++) {
        names.put(Integer.toString(i), config.labels().get(i));
        indices.put(config.labels().get(i), i);
      }
    }
    json.put("initializer_range", config.initializerRange());
    json.put("intermediate_size", config.intermediate());
    json.put("layer_norm_eps", config.layerNormEps());
    json.put("max_position_embeddings", config.positions());
    json.put("num_attention_heads", config.heads());
    json.put("num_hidden_layers", config.layers());
    json.put("pad_token_id", config.padTokenId());
    json.put("position_embedding_type", "absolute");
    if (classifier) {
      json.put("problem_type", "single_label_classification");
    }
    json.put("torch_dtype", "float32");
    json.put("type_vocab_size", config.typeVocabulary());
    json.put("vocab_size", config.vocabulary());
    try {
      return (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BertlineException corrupt(String source, String message, Exception cause) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        source + ": " + message + "; give the config.json of a BERT",
        cause);
  }

  /** The fields; where BertConfig has a default that files leave out, that default. */
  private record Reader(JsonNode json) {

    BertConfig read() {
      if (!json.path("model_type").asText("bert").equals("bert")) {
        throw new IllegalArgumentException(
            "model_type is \"" + json.path("model_type").asText() + "\", expected \"bert\"");
      }
      if (!json.path("position_embedding_type").asText("absolute").equals("absolute")) {
        throw new IllegalArgumentException(
            "position_embedding_type is not \"absolute\", the only one supported");
      }
      if (json.path("is_decoder").asBoolean(false)) {
        throw new IllegalArgumentException("is_decoder is true, expected an encoder");
      }
      return new BertConfig(
          integer("num_hidden_layers"),
          integer("hidden_size"),
          integer("num_attention_heads"),
          integer("intermediate_size"),
          integer("vocab_size"),
          integer("max_position_embeddings"),
          has("type_vocab_size") ? integer("type_vocab_size") : 2,
          number("layer_norm_eps", 1e-12),
          json.path("hidden_act").asText(BertConfig.GELU),
          number("initializer_range", 0.02),
          has("pad_token_id") ? integer("pad_token_id") : 0,
          labels());
    }

    private boolean has(String name) {
      return json.hasNonNull(name);
    }

    private int integer(String name) {
      JsonNode node = json.path(name);
      if (!node.isIntegralNumber() || !node.canConvertToInt()) {
        throw new IllegalArgumentException(
            name + (node.isMissingNode() ? " is missing" : " is not a whole number"));
      }
      return node.intValue();
    }

    private double number(String name, double absent) {
      JsonNode node = json.path(name);
      if (node.isMissingNode() || node.isNull()) {
        return absent;
      }
      if (!node.isNumber()) {
        throw new IllegalArgumentException(name + " is not a number");
      }
      return node.doubleValue();
    }

    private List<String> labels() {
      JsonNode names = json.path("id2label");
      List<String> labels = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        JsonNode label = names.path(Integer.toString(i));
        if (!label.isTextual()) {
          throw new IllegalArgumentException(
              "id2label does not name the labels 0 to " + (names.size() - 1));
        }
        labels.add(label.textValue());
      }
      return labels;
    }
  }
}
