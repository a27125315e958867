package io.bertline.prep.importmodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.BertTensors;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.DType;
import io.bertline.safetensors.SafetensorsFile;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import io.bertline.safetensors.TensorSpec;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a Hugging Face directory of a BERT with two layers of eight units. */
class ImportModelTest {
  private static final BertConfig CONFIG =
      new BertConfig(2, 8, 2, 16, 20, 12, 2, 1e-12, "gelu", 0.02, 0, List.of());

  @TempDir Path directory;
  private Path root;
  private Path source;

  @BeforeEach
  void writeSource() throws IOException {
    root = directory.resolve("root");
    source = Files.createDirectory(directory.resolve("source"));
    Files.write(
        source.resolve("config.json"), BertConfigFile.write(CONFIG.withLabels(List.of("a", "b"))));
    Files.writeString(source.resolve("tokenizer.json"), tokenizer(20));
    write(withPooler(), UnaryOperator.identity(), 1);
  }

  @Test
  void aDirectoryIsImportedWithItsPoolerAndWithoutItsHead() throws IOException {
    List<TensorSpec> tensors = withPooler();
    tensors.add(TensorSpec.float32("classifier.weight", 2, 8));
    tensors.add(TensorSpec.float32("cls.predictions.bias", 20));
    write(tensors, UnaryOperator.identity(), 1);
    assertImported(withPooler());
  }

  @Test
  void namesWithoutPrefixAndThoseOfTensorFlowAreUnderstood() throws IOException {
    write(withPooler(), name -> name.substring("bert.".length()), 1);
    assertImported(withPooler());
    write(
        withPooler(),
        name -> name.replace("Norm.weight", "Norm.gamma").replace("Norm.bias", "Norm.beta"),
        1);
    assertImported(withPooler());
  }

  @Test
  void aPoolerThatWasNeverTrainedIsLeftOut() throws IOException {
    write(withPooler(), UnaryOperator.identity(), 0);
    assertImported(BertTensors.encoder(CONFIG));
  }

  @Test
  void aTokenizerConfigIsCopiedOrMade() throws IOException {
    assertThat(run(source).exitCode()).isZero();
    assertThat(new String(ImportRun.model(root).read("tokenizer_config.json"), UTF_8))
        .contains("\"tokenizer_class\" : \"BertTokenizer\"")
        .contains("\"do_lower_case\" : false")
        .contains("\"model_max_length\" : 12");
    Files.writeString(source.resolve("tokenizer_config.json"), "{\"mine\": 1}");
    assertThat(run(source).exitCode()).isZero();
    assertThat(new String(ImportRun.model(root).read("tokenizer_config.json"), UTF_8))
        .isEqualTo("{\"mine\": 1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "model.safetensors", "tokenizer.json"})
  void aDirectoryWithoutAFileIsNotFound(String file) throws IOException {
    Files.delete(source.resolve(file));
    assertFails(source.toString(), 4, source.resolve(file) + ": does not exist");
  }

  @Test
  void weightsThatLackATensorAreBadInput() throws IOException {
    List<TensorSpec> tensors = BertTensors.encoder(CONFIG);
    TensorSpec last = tensors.remove(tensors.size() - 1);
    write(tensors, UnaryOperator.identity(), 1);
    assertFails(
        source.toString(),
        3,
        "model.safetensors: has no weights for bert.encoder.layer.1.output.LayerNorm.bias");
    tensors.add(TensorSpec.float32(last.name(), 9));
    write(tensors, UnaryOperator.identity(), 1);
    assertFails(source.toString(), 3, "LayerNorm.bias has the shape [9]");
    tensors.set(tensors.size() - 1, new TensorSpec(last.name(), DType.I8, List.of(8L)));
    write(tensors, UnaryOperator.identity(), 1);
    assertFails(source.toString(), 3, "quantised weights are not accepted");
  }

  @Test
  void aHeaderThatLiesIsBadInput() throws IOException {
    byte[] bytes = Files.readAllBytes(source.resolve("model.safetensors"));
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, Long.MAX_VALUE);
    Files.write(source.resolve("model.safetensors"), bytes);
    assertFails(source.toString(), 3, "model.safetensors: byte 0: the header is said to have");
  }

  @Test
  void aConfigurationOfAnotherModelIsBadInput() throws IOException {
    Files.writeString(source.resolve("config.json"), "{\"model_type\": \"gpt2\"}");
    assertFails(source.toString(), 3, "config.json: model_type is \"gpt2\", expected \"bert\"");
  }

  @Test
  void aTokenizerOfAnotherModelIsBadInput() throws IOException {
    Files.writeString(source.resolve("tokenizer.json"), tokenizer(21));
    assertFails(source.toString(), 3, "tokenizer.json: has ids up to 20");
    Files.writeString(source.resolve("tokenizer.json"), "{}");
    assertFails(source.toString(), 3, "tokenizer.json: has no vocabulary");
  }

  @Test
  void aFileThatIsNotOnnxIsBadInput() throws IOException {
    Path file = Files.writeString(source.resolve("notes.onnx"), "this is not ONNX\n");
    assertFails(file.toString(), 3, "notes.onnx: byte ");
    assertFails(source.resolve("none.onnx").toString(), 4, "none.onnx: does not exist");
    Path alone = Files.createDirectory(directory.resolve("alone"));
    Path onnx = Files.copy(file, alone.resolve("x.onnx"));
    assertFails(onnx.toString(), 4, alone.resolve("tokenizer.json") + ": does not exist");
  }

  @Test
  void anArchiveWithoutTheEntryIsNotFound() throws IOException {
    Path jar = directory.resolve("model.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("onnx/model.onnx"));
      zip.write("no".getBytes(UTF_8));
      zip.putNextEntry(new ZipEntry("onnx/tokenizer.json"));
      zip.write("{}".getBytes(UTF_8));
    }
    assertFails(
        jar + "!/x.onnx", 4, "has no entry x.onnx; it has: [onnx/model.onnx, onnx/tokenizer.json]");
    assertFails(jar + "!/onnx/model.onnx", 3, "model.jar!/onnx/model.onnx: byte ");
    assertFails(directory + "/none.jar!/x.onnx", 4, "none.jar: does not exist");
    Path text = Files.writeString(directory.resolve("text.jar"), "text");
    assertFails(text + "!/x.onnx", 3, "text.jar: is not a jar or zip archive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gs://bucket/model", "https://host/model.onnx", "embedded:other", "hf:a/b/c"})
  void anotherKindOfSourceIsAMisuseThatNamesWhatIsAccepted(String from) {
    assertFails(from, 2, from + ": is not ");
  }

  @Test
  void anArchiveMustBeGivenWithTheModelInIt() throws IOException {
    Path jar = Files.writeString(directory.resolve("model.jar"), "any");
    assertFails(
        jar.toString(), 2, "model.jar: is an archive; name the model in it as " + jar + "!/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pytorch_model.bin", "pytorch_model.bin.index.json", "tf_model.h5"})
  void weightsInAFormatThatRunsCodeAreRefusedNamingTheWayOut(String file) throws IOException {
    Files.move(source.resolve("model.safetensors"), source.resolve(file));
    assertFails(
        source.toString(),
        2,
        source.resolve(file)
            + ": is not read, as loading this format can run code; load the model");
  }

  @Test
  void shardsAreImportedAsOneFile() throws IOException {
    writeShards();
    assertImported(withPooler());
  }

  @Test
  void aShardThatIsMissingOrDamagedOrLacksATensorIsNamed() throws IOException {
    writeShards();
    Path second = source.resolve("model-00002-of-00002.safetensors");
    byte[] bytes = Files.readAllBytes(second);
    Files.delete(second);
    assertFails(source.toString(), 4, second + ": does not exist");
    Files.write(second, Arrays.copyOf(bytes, bytes.length - 1));
    assertFails(source.toString(), 3, second + ": byte ");
    Files.copy(source.resolve("model-00001-of-00002.safetensors"), second, REPLACE_EXISTING);
    String lacking = withPooler().get(withPooler().size() / 2).name();
    assertFails(source.toString(), 3, second + ": has no tensor " + lacking + ", which");
  }

  @Test
  void anIndexThatLeadsElsewhereIsBadInput() throws IOException {
    writeShards();
    Path index = source.resolve("model.safetensors.index.json");
    Files.writeString(index, "{\"weight_map\": {\"a\": \"../other.safetensors\"}}");
    assertFails(source.toString(), 3, index + ": gives a the file \"../other.safetensors\"");
    Files.writeString(index, "{}");
    assertFails(source.toString(), 3, index + ": has no weight_map");
    Files.writeString(index, "{");
    assertFails(source.toString(), 3, index + ": is not JSON");
  }

  @ParameterizedTest
  @CsvSource({"F16, 1.5", "BF16, -2.0"})
  void halfPrecisionIsWidened(DType type, float value) throws IOException {
    short bits =
        switch (type) {
          case F16 -> (short) 0x3e00;
          default -> (short) 0xc000;
        };
    List<TensorSpec> halves =
        withPooler().stream().map(t -> new TensorSpec(t.name(), type, t.shape())).toList();
    try (OutputStream out = Files.newOutputStream(source.resolve("model.safetensors"))) {
      new SafetensorsWriter(halves, SafetensorsFormat.PYTORCH)
          .writeTo(out, tensor -> filled(tensor, bits));
    }
    ImportRun run = run(source);
    assertThat(run.exitCode()).as(run.err()).isZero();
    try (SafetensorsFile weights =
        ModelDirectory.open(Path.of(ImportRun.model(root).uri())).openWeights()) {
      assertThat(weights.tensors()).containsExactlyElementsOf(withPooler());
      assertThat(weights.float32("bert.encoder.layer.1.output.dense.weight").getFloat(0))
          .isEqualTo(value);
    }
  }

  @Test
  void aVocabularyStandsInForTheTokenizer() throws IOException {
    Files.delete(source.resolve("tokenizer.json"));
    Files.writeString(source.resolve("vocab.txt"), String.join("\n", tokens(20)) + "\n");
    ImportRun run = run(source);
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path model = Path.of(ImportRun.model(root).uri());
    try (Tokenizer tokenizer = Tokenizers.load(model)) {
      assertThat(tokenizer.encode("T7 t8", null, 12).ids())
          .as("no capital letter in the vocabulary: letters are lowered")
          .containsExactly(2, 7, 8, 3);
    }
    assertThat(Files.readString(model.resolve("vocab.txt")))
        .isEqualTo(Files.readString(source.resolve("vocab.txt")));
    Files.writeString(source.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
    assertThat(run(source).exitCode()).isZero();
    try (Tokenizer tokenizer = Tokenizers.load(Path.of(ImportRun.model(root).uri()))) {
      assertThat(tokenizer.encode("T7 t8", null, 12).ids()).containsExactly(2, 1, 8, 3);
    }
  }

  @Test
  void aVocabularyThatIsNoneIsBadInput() throws IOException {
    Files.delete(source.resolve("tokenizer.json"));
    Files.writeString(source.resolve("vocab.txt"), "[PAD]\na\nb\na\n");
    assertFails(source.toString(), 3, "vocab.txt: line 4: \"a\" is on line 2 already");
    Files.writeString(source.resolve("vocab.txt"), "[PAD]\na\n");
    assertFails(source.toString(), 3, "vocab.txt: has no token [UNK]");
    Files.write(source.resolve("vocab.txt"), new byte[] {(byte) 0xff});
    assertFails(source.toString(), 3, "vocab.txt: is not text in UTF-8");
  }

  private void writeShards() throws IOException {
    Files.delete(source.resolve("model.safetensors"));
    List<TensorSpec> all = withPooler();
    int half = all.size() / 2;
    StringBuilder map = new StringBuilder();
    for (int shard = 1; shard <= 2; shard++) {
      List<TensorSpec> tensors = shard == 1 ? all.subList(0, half) : all.subList(half, all.size());
      String name = "model-0000" + shard + "-of-00002.safetensors";
      try (OutputStream out = Files.newOutputStream(source.resolve(name))) {
        new SafetensorsWriter(tensors, SafetensorsFormat.PYTORCH)
            .writeTo(out, tensor -> values(tensor, tensor.name().hashCode(), 1));
      }
      for (TensorSpec tensor : tensors) {
        map.append(map.isEmpty() ? "" : ", ");
        map.append('"').append(tensor.name()).append("\": \"").append(name).append('"');
      }
    }
    Files.writeString(
        source.resolve("model.safetensors.index.json"), "{\"weight_map\": {" + map + "}}");
  }

  private static ByteBuffer filled(TensorSpec tensor, short bits) {
    ByteBuffer values = ByteBuffer.allocate((int) tensor.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      values.putShort(bits);
    }
    return values.rewind();
  }

  private void assertImported(List<TensorSpec> expected) throws IOException {
    ImportRun run = run(source);
    assertThat(run.exitCode()).as(run.err()).isZero();
    ModelDirectory model = ModelDirectory.open(Path.of(ImportRun.model(root).uri()));
    assertThat(model.config()).isEqualTo(CONFIG);
    try (SafetensorsFile weights = model.openWeights()) {
      assertThat(weights.tensors()).containsExactlyElementsOf(expected);
      for (TensorSpec tensor : expected) {
        assertThat(weights.bytes(tensor.name()))
            .as(tensor.name())
            .isEqualTo(values(tensor, tensor.name().hashCode(), 1));
      }
    }
  }

  private void assertFails(String from, int exitCode, String message) {
    ImportRun run = ImportRun.of(root, from);
    String lastLine = run.err().lines().reduce("", (before, line) -> line);
    assertThat(lastLine).startsWith("import-model: ").contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(root.resolve("models")).doesNotExist();
  }

  private ImportRun run(Path from) {
    return ImportRun.of(root, from.toString());
  }

  private static List<TensorSpec> withPooler() {
    List<TensorSpec> tensors = new ArrayList<>(BertTensors.encoder(CONFIG));
    tensors.addAll(BertTensors.pooler(CONFIG));
    return tensors;
  }

  private void write(List<TensorSpec> tensors, UnaryOperator<String> rename, int poolerBias)
      throws IOException {
    List<TensorSpec> renamed =
        tensors.stream()
            .map(
                tensor ->
                    new TensorSpec(rename.apply(tensor.name()), tensor.dtype(), tensor.shape()))
            .toList();
    try (OutputStream out = Files.newOutputStream(source.resolve("model.safetensors"))) {
      new SafetensorsWriter(renamed, SafetensorsFormat.PYTORCH)
          .writeTo(
              out,
              tensor -> {
                String name = tensors.get(renamed.indexOf(tensor)).name();
                int factor = name.equals(BertTensors.POOLER_BIAS) ? poolerBias : 1;
                return values(tensor, name.hashCode(), factor);
              });
    }
  }

  private static ByteBuffer values(TensorSpec tensor, int seed, int factor) {
    ByteBuffer values = ByteBuffer.allocate((int) tensor.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
    while (values.remaining() >= Float.BYTES) {
      values.putFloat(factor * (seed % 1000 + values.position()));
    }
    return values.rewind();
  }

  private static List<String> tokens(int count) {
    List<String> tokens = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    while (tokens.size() < count) {
      tokens.add("t" + tokens.size());
    }
    return tokens;
  }

  /** Returns a cased WordPiece tokenizer. */
  private static String tokenizer(int vocabularySize) {
    List<String> tokens = tokens(vocabularySize);
    StringBuilder vocabulary = new StringBuilder();
    for (int id = 0; id < vocabularySize; id++) {
      vocabulary.append(id == 0 ? "" : ", ");
      vocabulary.append('"').append(tokens.get(id)).append("\": ").append(id);
    }
    return """
    {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
     "normalizer": {"type": "BertNormalizer", "clean_text": true,
       "handle_chinese_chars": true, "strip_accents": null, "lowercase": false},
     "pre_tokenizer": {"type": "BertPreTokenizer"},
     "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
     "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
     "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
       "max_input_chars_per_word": 100, "vocab": {%s}}}
    """
        .formatted(vocabulary);
  }
}
