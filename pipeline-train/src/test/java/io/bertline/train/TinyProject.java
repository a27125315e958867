package io.bertline.train;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.References;
import io.bertline.artifact.StepIdentity;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.DatasetInfoFile;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.dataset.TokenizedRow;
import io.bertline.dataset.TokenizedRowCodec;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.BertTensors;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import io.bertline.text.Tokens;
import io.bertline.tfrecord.TfRecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A root with a model of two small random layers and datasets whose label follows from one word:
 * {@code the film was good} against {@code the book was bad}.
 */
final class TinyProject implements AutoCloseable {
  static final BertConfig CONFIG =
      new BertConfig(2, 32, 4, 64, 40, 24, 2, 1e-12, BertConfig.GELU, 0.02, 0, List.of());

  private static final List<String> FILLERS =
      List.of("the", "a", "film", "book", "was", "is", "very", "and", "it", "play", "song", "day");
  private static final List<List<String>> SIGNALS =
      List.of(
          List.of("bad", "awful", "poor"),
          List.of("good", "fine", "great"),
          List.of("long", "slow", "late"));
  static final int MAX_LENGTH = 16;

  private final LocalBlobStore store;
  private final ArtifactStore artifacts;
  private final Path tokenizer;
  private int made;

  TinyProject(Path root, Path tokenizer) throws IOException {
    this.store = new LocalBlobStore(root);
    this.artifacts = new ArtifactStore(store, Clock.systemUTC());
    this.tokenizer = tokenizer;
    Files.writeString(tokenizer.resolve(ModelDirectory.TOKENIZER), tokenizerJson());
  }

  /** Makes the model the project's current one. */
  Artifact model() {
    return model(CONFIG, tokenizerJson(), 0.1f);
  }

  /**
   * Makes a model the project's current one.
   *
   * @param deviation standard deviation of the weights
   */
  Artifact model(BertConfig config, String tokenizerJson, float deviation) {
    return commit(
        ArtifactType.MODEL,
        Map.of(
            BertConfigFile.FILE,
            BlobContent.of(BertConfigFile.write(config)),
            ModelDirectory.WEIGHTS,
            out -> writeWeights(out, config, deviation),
            ModelDirectory.TOKENIZER,
            text(tokenizerJson),
            ModelDirectory.TOKENIZER_CONFIG,
            text("{\"tokenizer_class\": \"BertTokenizerFast\", \"do_lower_case\": true}")));
  }

  private static BlobContent text(String content) {
    return BlobContent.of(content.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes a dataset of texts of up to 12 tokens the project's current one. */
  Artifact dataset(List<String> labels, Map<Split, Integer> rows) throws IOException {
    return dataset(labels, rows, MAX_LENGTH);
  }

  /**
   * Makes a dataset the project's current one.
   *
   * @param maxLength how long a text might have been
   */
  Artifact dataset(List<String> labels, Map<Split, Integer> rows, int maxLength)
      throws IOException {
    Map<String, BlobContent> files = new LinkedHashMap<>();
    Map<String, SplitInfo> splits = new LinkedHashMap<>();
    for (Split split : rows.keySet()) {
      String shard = split.lowerCase() + "-00000-of-00001.tfrecord";
      List<TokenizedRow> content = rows(split, rows.get(split), labels.size());
      files.put(shard, BlobContent.of(shard(content)));
      splits.put(split.lowerCase(), info(content, labels.size(), shard));
    }
    DatasetInfo info =
        new DatasetInfo(
            DatasetInfo.FORMAT_VERSION,
            labels,
            labels.size() == 2 ? labels.get(1) : null,
            maxLength,
            false,
            List.of(),
            Collections.nCopies(maxLength + 1, 0L),
            fingerprint(),
            42,
            splits);
    files.put(DatasetInfo.FILE, BlobContent.of(DatasetInfoFile.write(info)));
    return commit(ArtifactType.DATASET, files);
  }

  private String fingerprint() {
    try (Tokenizer loaded = Tokenizers.load(tokenizer)) {
      return loaded.fingerprint();
    }
  }

  /** Commits an artifact of these files and makes it the project's current one. */
  Artifact commit(ArtifactType type, Map<String, BlobContent> files) {
    StepIdentity identity = new StepIdentity("test", type, ++made, Map.of(), Map.of(), Map.of());
    try (Attempt attempt = artifacts.begin(identity)) {
      files.forEach(attempt::put);
      Artifact artifact = attempt.commit("test", false);
      new References(store).set("default", artifact);
      return artifact;
    }
  }

  /** Returns the committed classifiers' manifests. */
  List<String> classifiers() {
    return store.list("classifiers/").stream().map(blob -> blob.name()).toList();
  }

  /** Returns the project's current classifier. */
  Artifact classifier() {
    return artifacts.require(
        ArtifactType.CLASSIFIER,
        new References(store).find("default", ArtifactType.CLASSIFIER).orElseThrow().uri());
  }

  LocalBlobStore store() {
    return store;
  }

  private static void writeWeights(OutputStream out, BertConfig config, float deviation)
      throws IOException {
    Random random = new Random(1);
    new SafetensorsWriter(BertTensors.encoder(config), SafetensorsFormat.PYTORCH)
        .writeTo(
            out,
            tensor -> {
              ByteBuffer values =
                  ByteBuffer.allocate((int) tensor.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
              float mean = tensor.name().endsWith("LayerNorm.weight") ? 1 : 0;
              while (values.hasRemaining()) {
                values.putFloat(mean + deviation * (float) random.nextGaussian());
              }
              return values.flip();
            });
  }

  private List<TokenizedRow> rows(Split split, int count, int labels) {
    Random random = new Random(split.lowerCase().hashCode());
    List<TokenizedRow> rows = new ArrayList<>();
    try (Tokenizer loaded = Tokenizers.load(tokenizer)) {
      for (int i = 0; i < count; i++) {
        int label = i % labels;
        String text = text(random, label);
        Tokens tokens = loaded.encode(text, null, MAX_LENGTH);
        rows.add(
            new TokenizedRow(
                tokens.ids(), tokens.typeIds(), label, "0-" + i, text, null, Map.of()));
      }
    }
    return rows;
  }

  private static String text(Random random, int label) {
    List<String> words = new ArrayList<>();
    for (int i = 3 + random.nextInt(8); i > 0; i--) {
      words.add(FILLERS.get(random.nextInt(FILLERS.size())));
    }
    List<String> signals = SIGNALS.get(label);
    words.set(random.nextInt(words.size()), signals.get(random.nextInt(signals.size())));
    return String.join(" ", words);
  }

  private static byte[] shard(List<TokenizedRow> rows) throws IOException {
    TokenizedRowCodec codec = new TokenizedRowCodec(List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TfRecordWriter writer = new TfRecordWriter(out);
    for (TokenizedRow row : rows) {
      writer.write(codec.encode(row));
    }
    return out.toByteArray();
  }

  private static SplitInfo info(List<TokenizedRow> rows, int labels, String shard) {
    Long[] byLabel = Collections.nCopies(labels, 0L).toArray(Long[]::new);
    rows.forEach(row -> byLabel[row.label()]++);
    long tokens = rows.stream().mapToLong(row -> row.inputIds().length).sum();
    return new SplitInfo(rows.size(), List.of(byLabel), tokens, List.of(shard));
  }

  static String tokenizerJson() {
    List<String> vocabulary =
        new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    vocabulary.addAll(FILLERS);
    SIGNALS.forEach(vocabulary::addAll);
    StringBuilder vocab = new StringBuilder();
    StringBuilder added = new StringBuilder();
    for (int id = 0; id < vocabulary.size(); id++) {
      String token = "\"" + vocabulary.get(id) + "\"";
      vocab.append(id == 0 ? "" : ", ").append(token).append(": ").append(id);
      if (id < 5) {
        added.append(id == 0 ? "" : ", ");
        added.append("{\"id\": %d, \"content\": %s, ".formatted(id, token));
        added.append("\"single_word\": false, \"lstrip\": false, \"rstrip\": false, ");
        added.append("\"normalized\": false, \"special\": true}");
      }
    }
    return """
    {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [%s],
     "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                    "strip_accents": null, "lowercase": true},
     "pre_tokenizer": {"type": "BertPreTokenizer"},
     "post_processor": {"type": "TemplateProcessing",
       "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                  {"Sequence": {"id": "A", "type_id": 0}},
                  {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
       "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
                {"Sequence": {"id": "B", "type_id": 1}},
                {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
       "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                          "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
     "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
     "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
               "max_input_chars_per_word": 100, "vocab": {%s}}}
    """
        .formatted(added, vocab);
  }

  @Override
  public void close() {
    store.close();
  }
}
