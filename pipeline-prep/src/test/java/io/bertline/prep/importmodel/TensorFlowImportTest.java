package io.bertline.prep.importmodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertTensors;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsFile;
import io.bertline.safetensors.TensorSpec;
import io.bertline.tensorbundle.GoldenBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a checkpoint of a BERT with two layers of eight units that TensorFlow wrote. */
class TensorFlowImportTest {
  private static final BertConfig CONFIG =
      new BertConfig(2, 8, 2, 16, 20, 12, 2, 1e-12, "gelu", 0.02, 0, List.of());

  @TempDir Path directory;
  private Path root;
  private Path source;

  @BeforeEach
  void writeSource() throws IOException {
    root = directory.resolve("root");
    source = Files.createDirectory(directory.resolve("uncased_L-2_H-8_A-2"));
    GoldenBundle.writeTo(source);
    Files.writeString(source.resolve("vocab.txt"), vocabulary());
    Files.writeString(
        source.resolve("bert_config.json"),
        """
        {"attention_probs_dropout_prob": 0.1, "hidden_act": "gelu", "hidden_dropout_prob": 0.1,
         "hidden_size": 8, "initializer_range": 0.02, "intermediate_size": 16,
         "max_position_embeddings": 12, "num_attention_heads": 2, "num_hidden_layers": 2,
         "type_vocab_size": 2, "vocab_size": 20}
        """);
  }

  @Test
  void aCheckpointDirectoryOfGoogleIsImported() throws IOException {
    assertImported(source.toString());
  }

  @Test
  void aCheckpointCanBeNamedByItsPrefix() throws IOException {
    assertImported(source.resolve("bert_model.ckpt").toString());
  }

  @Test
  void anArchiveOfItIsImportedByFolder() throws IOException {
    Path zip = directory.resolve("google.zip");
    Files.write(zip, zip("uncased/"));
    assertImported(zip + "!/uncased");
  }

  @Test
  void anArchiveInAnArchiveIsImportedByEntry() throws IOException {
    Path jar = directory.resolve("outer.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("models/bert"));
      out.write(zip(""));
    }
    assertImported(jar + "!/models/bert");
  }

  @Test
  void headsThatNoVariableTellsMustBeInAConfiguration() throws IOException {
    Files.delete(source.resolve("bert_config.json"));
    assertFails(3, "bert_model.ckpt.index: has a hidden size of 8, which does not tell the number");
  }

  @Test
  void aConfigurationOfAnotherSizeIsBadInput() throws IOException {
    Path config = source.resolve("bert_config.json");
    Files.writeString(config, Files.readString(config).replace("size\": 16", "size\": 32"));
    assertFails(
        3,
        "bert_model.ckpt.index: bert.encoder.layer.0.intermediate.dense.weight has the shape"
            + " [16, 8], its configuration asks for [32, 8]");
  }

  @Test
  void aShardThatIsMissingIsNotFound() throws IOException {
    Path shard = source.resolve("bert_model.ckpt.data-00001-of-00002");
    Files.delete(shard);
    assertFails(
        4, shard + ": does not exist or is not a file; its index says that it holds weights");
  }

  @Test
  void aDamagedShardIsBadInput() throws IOException {
    Path shard = source.resolve("bert_model.ckpt.data-00001-of-00002");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[0] ^= 1;
    Files.write(shard, bytes);
    assertFails(3, shard + ": byte 0: the checksum of bert/");
  }

  private void assertImported(String from) throws IOException {
    ImportRun run = ImportRun.of(root, from);
    assertThat(run.exitCode()).as(run.err()).isZero();
    ModelDirectory model = ModelDirectory.open(Path.of(ImportRun.model(root).uri()));
    assertThat(model.config()).isEqualTo(CONFIG);
    List<TensorSpec> expected = new ArrayList<>(BertTensors.encoder(CONFIG));
    expected.addAll(BertTensors.pooler(CONFIG));
    try (SafetensorsFile weights = model.openWeights()) {
      assertThat(weights.tensors()).containsExactlyElementsOf(expected);
      // What TensorFlow's load_checkpoint says; its kernel is [in, out] = [8, 16].
      assertThat(floats(weights, "bert.embeddings.LayerNorm.bias"))
          .startsWith(-0.65f, -0.17f, 1.66f, 0.66f);
      float[] kernel = floats(weights, "bert.encoder.layer.1.intermediate.dense.weight");
      assertThat(IntStream.range(0, 4).mapToObj(column -> kernel[8 * column]))
          .containsExactly(1.35f, 2.5f, 0.06f, 0.64f);
    }
    assertThat(ImportRun.model(root).read("vocab.txt")).isEqualTo(vocabulary().getBytes(UTF_8));
  }

  private void assertFails(int exitCode, String message) {
    ImportRun run = ImportRun.of(root, source.toString());
    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(root.resolve("projects")).doesNotExist();
  }

  private static float[] floats(SafetensorsFile weights, String name) {
    ByteBuffer values = weights.float32(name);
    float[] floats = new float[values.remaining() / Float.BYTES];
    values.asFloatBuffer().get(floats);
    return floats;
  }

  private static String vocabulary() {
    return Stream.concat(
            Stream.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
            IntStream.range(5, 20).mapToObj(id -> "t" + id))
        .map(token -> token + "\n")
        .reduce("", String::concat);
  }

  private byte[] zip(String folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes);
        Stream<Path> files = Files.list(source)) {
      for (Path file : files.sorted().toList()) {
        out.putNextEntry(new ZipEntry(folder + file.getFileName()));
        Files.copy(file, out);
      }
    }
    return bytes.toByteArray();
  }
}
