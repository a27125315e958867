package io.bertline.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import io.bertline.safetensors.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDirectoryTest {
  private static final BertConfig TINY =
      new BertConfig(2, 8, 2, 16, 20, 12, 2, 1e-12, "gelu", 0.02, 0, List.of());

  @TempDir Path directory;

  @Test
  void aConfigurationComesBackWithItsLabels() {
    BertConfig config = TINY.withLabels(List.of("no", "ja, \"sicher\""));
    assertThat(BertConfigFile.parse(BertConfigFile.write(config), "config.json")).isEqualTo(config);
  }

  @Test
  void readsTheConfigurationOfBertBaseAsPublished() {
    // config.json of google-bert/bert-base-uncased.
    String json =
        """
        {"architectures": ["BertForMaskedLM"], "attention_probs_dropout_prob": 0.1,
         "gradient_checkpointing": false, "hidden_act": "gelu", "hidden_dropout_prob": 0.1,
         "hidden_size": 768, "initializer_range": 0.02, "intermediate_size": 3072,
         "layer_norm_eps": 1e-12, "max_position_embeddings": 512, "model_type": "bert",
         "num_attention_heads": 12, "num_hidden_layers": 12, "pad_token_id": 0,
         "position_embedding_type": "absolute", "transformers_version": "4.6.0.dev0",
         "type_vocab_size": 2, "use_cache": true, "vocab_size": 30522}
        """;
    BertConfig config = BertConfigFile.parse(bytes(json), "config.json");
    assertThat(config)
        .isEqualTo(
            new BertConfig(12, 768, 12, 3072, 30522, 512, 2, 1e-12, "gelu", 0.02, 0, List.of()));
    assertThat(BertTensors.encoder(config)).hasSize(197);
    assertThat(
            BertTensors.encoder(config).stream().mapToLong(TensorSpec::elements).sum()
                + BertTensors.pooler(config).stream().mapToLong(TensorSpec::elements).sum())
        .as("the paper's 110 M parameters")
        .isEqualTo(109_482_240);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "gelu"                    | "gelu_new"                    | hidden_act "gelu_new" is not supported
          "model_type" : "bert"     | "model_type" : "roberta"      | model_type is "roberta"
          "absolute"                | "relative_key"                | position_embedding_type is not "absolute"
          "hidden_size" : 8         | "hidden_size" : 9             | hidden_size 9 is not a multiple
          "hidden_size" : 8         | "hidden_size" : -8            | hidden_size is -8
          "hidden_size" : 8         | "hidden_size" : 8000000000    | hidden_size is not a whole number
          "hidden_size" : 8         | "other" : 8                   | hidden_size is missing
          "num_hidden_layers" : 2   | "num_hidden_layers" : 1000000 | num_hidden_layers is 1000000
          "layer_norm_eps" : 1.0E-12 | "layer_norm_eps" : 0         | layer_norm_eps 0.0 is not in
          "vocab_size" : 20         | "vocab_size" : "20"           | vocab_size is not a whole number
          "model_type"              | "is_decoder" : true, "model_type" | is_decoder is true
          "model_type"              | "id2label" : {"1":"a"}, "model_type" | id2label does not name
          "model_type"              | ]                             | is not JSON
          """)
  void aConfigurationThatIsNotASupportedBertIsRefused(String before, String after, String message) {
    String json = new String(BertConfigFile.write(TINY), StandardCharsets.UTF_8);
    assertThat(json).contains(before);
    assertThatThrownBy(
            () -> BertConfigFile.parse(bytes(json.replace(before, after)), "dir/config.json"))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
        .hasMessageStartingWith("dir/config.json: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aWholeDirectoryOpens() throws IOException {
    writeDirectory(BertTensors.encoder(TINY));
    ModelDirectory model = ModelDirectory.open(directory);
    assertThat(model.config()).isEqualTo(TINY);
    assertThat(model.pooler()).isFalse();
    List<TensorSpec> withPooler = new ArrayList<>(BertTensors.encoder(TINY));
    withPooler.addAll(BertTensors.pooler(TINY));
    writeDirectory(withPooler);
    assertThat(ModelDirectory.open(directory).pooler()).isTrue();
  }

  @Test
  void aMissingTensorAndATensorOfAnotherShapeAreNamed() throws IOException {
    List<TensorSpec> tensors = new ArrayList<>(BertTensors.encoder(TINY));
    TensorSpec last = tensors.remove(tensors.size() - 1);
    writeDirectory(tensors);
    assertThatThrownBy(() -> ModelDirectory.open(directory))
        .hasMessageContaining("has no tensor bert.encoder.layer.1.output.LayerNorm.bias");
    tensors.add(TensorSpec.float32(last.name(), 9));
    writeDirectory(tensors);
    assertThatThrownBy(() -> ModelDirectory.open(directory))
        .hasMessageContaining("LayerNorm.bias has the shape [9], config.json asks for [8]");
  }

  @Test
  void everyFileIsNeeded() throws IOException {
    writeDirectory(BertTensors.encoder(TINY));
    for (String file :
        List.of("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json")) {
      byte[] content = Files.readAllBytes(directory.resolve(file));
      Files.delete(directory.resolve(file));
      assertThatThrownBy(() -> ModelDirectory.open(directory))
          .isInstanceOfSatisfying(
              BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_FOUND))
          .hasMessageContaining(file);
      Files.write(directory.resolve(file), content);
    }
  }

  private void writeDirectory(List<TensorSpec> tensors) throws IOException {
    Files.write(directory.resolve("config.json"), BertConfigFile.write(TINY));
    Files.writeString(directory.resolve("tokenizer.json"), "{}");
    Files.writeString(directory.resolve("tokenizer_config.json"), "{}");
    try (var out = Files.newOutputStream(directory.resolve("model.safetensors"))) {
      new SafetensorsWriter(tensors, SafetensorsFormat.PYTORCH)
          .writeTo(out, tensor -> ByteBuffer.allocate((int) tensor.byteSize()));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
