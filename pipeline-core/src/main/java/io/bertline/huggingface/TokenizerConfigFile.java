package io.bertline.huggingface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes {@code tokenizer_config.json}, from which {@code AutoTokenizer} of Hugging Face
 * transformers learns the class of a tokenizer. Nothing of it is read here.
 */
public final class TokenizerConfigFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private TokenizerConfigFile() {}

  /**
   * Returns the content of the file for a BERT tokenizer.
   *
   * @param tokenizerJson content of {@code tokenizer.json}, whose normaliser says whether letters
   *     are lowered
   * @param maxLength longest sequence of the model
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if that is not JSON
   */
  public static byte[] write(byte[] tokenizerJson, int maxLength) {
    JsonNode normalizer = parse(tokenizerJson).path("normalizer");
    ObjectNode json = JSON.createObjectNode();
    json.put("tokenizer_class", "BertTokenizer");
    json.put("do_lower_case", normalizer.path("lowercase").asBoolean(true));
    json.put("tokenize_chinese_chars", normalizer.path("handle_chinese_chars").asBoolean(true));
    json.put("model_max_length", maxLength);
    json.put("cls_token", "[CLS]");
    json.put("sep_token", "[SEP]");
    json.put("pad_token", "[PAD]");
    json.put("unk_token", "[UNK]");
    json.put("mask_token", "[MASK]");
    try {
      return (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(byte[] tokenizerJson) {
    try {
      return JSON.readTree(tokenizerJson);
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          ModelDirectory.TOKENIZER + ": is not JSON; give the tokenizer.json of a BERT",
          e);
    }
  }
}
