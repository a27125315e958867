package io.bertline.prep.importmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.InputReference;
import io.bertline.artifact.Manifest;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.BertTensors;
import io.bertline.huggingface.WordPieceVocabulary;
import io.bertline.prep.hub.LocalHub;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports a tiny model from a local server that speaks the hub's paths. */
class HubImportTest {
  private static final BertConfig CONFIG =
      new BertConfig(1, 8, 2, 16, 6, 12, 2, 1e-12, "gelu", 0.02, 0, List.of());

  @TempDir Path directory;
  private final LocalHub hub = new LocalHub();
  private Path root;

  @BeforeEach
  void fillHub() throws IOException {
    root = directory.resolve("root");
    hub.put("config.json", BertConfigFile.write(CONFIG));
    byte[] vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n".getBytes(StandardCharsets.UTF_8);
    hub.put("vocab.txt", vocabulary);
    hub.put(
        "tokenizer.json",
        WordPieceVocabulary.parse(vocabulary, "vocab.txt")
            .tokenizerJson(new WordPieceVocabulary.Rules(true, null, true)));
    ByteArrayOutputStream weights = new ByteArrayOutputStream();
    new SafetensorsWriter(BertTensors.encoder(CONFIG), SafetensorsFormat.PYTORCH)
        .writeTo(weights, tensor -> ByteBuffer.allocate((int) tensor.byteSize()));
    hub.put("model.safetensors", weights.toByteArray());
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void theCommitIsTheInputOfTheModel() {
    ImportRun run = importFromHub("hf:org/tiny");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Manifest manifest = ImportRun.model(root).manifest();
    assertThat(manifest.inputs())
        .isEqualTo(
            Map.of(
                "model",
                new InputReference("hf:org/tiny@" + LocalHub.COMMIT, null, LocalHub.COMMIT)));
  }

  @Test
  void theSameCommitAgainDownloadsNothing() {
    assertThat(importFromHub("hf:org/tiny").exitCode()).isZero();
    int before = hub.requests().size();
    ImportRun again = importFromHub("hf:org/tiny@refs/pr/1");
    assertThat(again.err()).contains("is up to date");
    assertThat(hub.requests()).hasSize(before + 1);
  }

  @Test
  void weightsOfAnotherArchitectureAreNotDownloaded() {
    hub.put("config.json", "{\"model_type\": \"roberta\"}".getBytes(StandardCharsets.UTF_8));
    ImportRun run = importFromHub("hf:org/tiny");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            "hf:org/tiny@%s/config.json: model_type is \"roberta\", expected \"bert\""
                .formatted(LocalHub.COMMIT));
    assertThat(hub.requests()).noneMatch(request -> request.contains("model.safetensors"));
    assertThat(root.resolve("models")).doesNotExist();
  }

  @Test
  void failuresHaveTheirExitCodes() {
    assertThat(importFromHub("hf:org/none").exitCode()).isEqualTo(4);
    assertThat(importFromHub("hf:org/gated").exitCode()).isEqualTo(5);
    assertThat(importFromHub("hf:org/busy").exitCode()).isEqualTo(75);
  }

  private ImportRun importFromHub(String from) {
    Map<String, String> environment =
        Map.of("HF_ENDPOINT", hub.endpoint(), "HF_HOME", directory.resolve("home").toString());
    return ImportRun.of(new ImportModelCommand(environment, duration -> {}), root, from);
  }
}
