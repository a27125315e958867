package io.bertline.prep.importmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.TokenizerConfigFile;
import io.bertline.huggingface.WordPieceVocabulary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a tokenizer.
 *
 * @param file the tokenizer.json, or the vocab.txt of a model that has none
 * @param vocabularyOnly whether it is the latter
 * @param config the tokenizer_config.json; null if there is none
 */
record TokenizerFiles(SourceFile file, boolean vocabularyOnly, @Nullable SourceFile config) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_CONFIG_BYTES = 1 << 20;

  /** Returns the files by their role. */
  Map<String, SourceFile> byRole() {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    files.put(vocabularyOnly ? "vocabulary" : "tokenizer", file);
    if (config != null) {
      files.put("tokenizer-config", config);
    }
    return files;
  }

  /** Returns the content of the tokenizer.json, made from the vocabulary if need be. */
  byte[] json() {
    byte[] content = file.read(MAX_BYTES);
    if (!vocabularyOnly) {
      return content;
    }
    WordPieceVocabulary vocabulary = WordPieceVocabulary.parse(content, file.uri());
    return vocabulary.tokenizerJson(rules(vocabulary));
  }

  private WordPieceVocabulary.Rules rules(WordPieceVocabulary vocabulary) {
    JsonNode given = config == null ? JSON.createObjectNode() : parse(config);
    return new WordPieceVocabulary.Rules(
        given.path("do_lower_case").asBoolean(vocabulary.isUncased()),
        given.path("strip_accents").isBoolean() ? given.path("strip_accents").booleanValue() : null,
        given.path("tokenize_chinese_chars").asBoolean(true));
  }

  private static JsonNode parse(SourceFile config) {
    try {
      return JSON.readTree(config.read(MAX_CONFIG_BYTES));
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.BAD_INPUT, config.uri() + ": is not JSON; get the file again", e);
    }
  }

  /**
   * Returns the content of the tokenizer_config.json, made if there is none.
   *
   * @param positions longest sequence of the model
   */
  byte[] config(byte[] json, int positions) {
    return config == null
        ? TokenizerConfigFile.write(json, positions)
        : config.read(MAX_CONFIG_BYTES);
  }
}
