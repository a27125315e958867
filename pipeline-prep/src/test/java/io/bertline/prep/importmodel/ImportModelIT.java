package io.bertline.prep.importmodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.ArtifactFile;
import io.bertline.artifact.Manifest;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsFile;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports MiniLM-L6 from its resource jar, in every form it can be given. */
class ImportModelIT {
  @TempDir static Path directory;

  private static Path root;

  @BeforeAll
  static void importEmbedded() {
    root = directory.resolve("root");
    ImportRun run = ImportRun.of(root, "embedded:minilm");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void everyTensorHasTheBytesOfTheReference() throws IOException, NoSuchAlgorithmException {
    JsonNode golden =
        new JsonMapper().readTree(ImportModelIT.class.getResourceAsStream("minilm-weights.json"));
    try (SafetensorsFile weights = model().openWeights()) {
      assertThat(weights.tensors()).hasSize(golden.path("tensors").size()).hasSize(101);
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

  @Test
  void theArchitectureIsReadOffTheGraph() {
    ModelDirectory model = model();
    assertThat(model.config())
        .isEqualTo(
            new BertConfig(6, 384, 12, 1536, 30522, 512, 2, 1e-12, "gelu", 0.02, 0, List.of()));
    assertThat(model.pooler()).as("its pooler is untrained noise").isFalse();
  }

  @Test
  void theArtifactHasExactlyTheseFiles() {
    assertThat(ImportRun.model(root).manifest().files())
        .extracting(ArtifactFile::path)
        .containsExactlyInAnyOrder(
            "config.json",
            "model.safetensors",
            "summary.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "vocab.txt");
    assertThat(new String(ImportRun.model(root).read("summary.json"), UTF_8))
        .isEqualToIgnoringWhitespace(
            "{\"parameters\": 22565376, \"layers\": 6, \"hidden\": 384, \"vocabulary\": 30522}");
  }

  @Test
  void theTokenizerComesWithTheModel() throws IOException {
    Path folder = model().directory();
    try (Tokenizer tokenizer = Tokenizers.load(folder)) {
      assertThat(tokenizer.encode("How do bees find their way home?", null, 128).ids())
          .containsExactly(101, 2129, 2079, 13734, 2424, 2037, 2126, 2188, 1029, 102);
    }
    List<String> vocabulary = Files.readAllLines(folder.resolve("vocab.txt"));
    assertThat(vocabulary).hasSize(30522);
    assertThat(vocabulary.get(101)).isEqualTo("[CLS]");
  }

  @Test
  void theSameModelInAnotherPlaceIsUpToDate() throws IOException, URISyntaxException {
    Path exported = Files.createDirectory(directory.resolve("exported"));
    extract("all-minilm-l6-v2.onnx", exported.resolve("model.onnx"));
    extract("all-minilm-l6-v2-tokenizer.json", exported.resolve("tokenizer.json"));
    for (String from : List.of(jar() + "!/all-minilm-l6-v2.onnx", exported + "/model.onnx")) {
      Manifest before = ImportRun.model(root).manifest();
      ImportRun run = ImportRun.of(root, from);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).contains("is up to date");
      assertThat(ImportRun.model(root).manifest()).isEqualTo(before);
    }
  }

  @Test
  void anImportedModelCanBeImportedAsAHuggingFaceDirectory() {
    Path other = directory.resolve("other");
    ImportRun run = ImportRun.of(other, model().directory().toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(ImportRun.model(other).manifest().digest())
        .isEqualTo(ImportRun.model(root).manifest().digest());
  }

  @Test
  void aTruncatedExportIsBadInput() throws IOException {
    Path truncated = Files.createDirectory(directory.resolve("truncated"));
    Path onnx = truncated.resolve("model.onnx");
    extract("all-minilm-l6-v2.onnx", onnx);
    extract("all-minilm-l6-v2-tokenizer.json", truncated.resolve("tokenizer.json"));
    try (RandomAccessFile file = new RandomAccessFile(onnx.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    Path empty = directory.resolve("empty");
    ImportRun run = ImportRun.of(empty, onnx.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains(onnx + ": byte ").contains("is it a whole ONNX file?");
    assertThat(empty.resolve("models")).doesNotExist();
  }

  private static ModelDirectory model() {
    return ModelDirectory.open(Path.of(ImportRun.model(root).uri()));
  }

  private static void extract(String resource, Path target) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ImportModelIT.class.getResourceAsStream("/" + resource))) {
      Files.copy(in, target);
    }
  }

  private static Path jar() throws URISyntaxException {
    URL url = Objects.requireNonNull(ImportModelIT.class.getResource("/all-minilm-l6-v2.onnx"));
    String path = url.getPath();
    return Path.of(new URI(path.substring(0, path.indexOf("!/"))));
  }
}
