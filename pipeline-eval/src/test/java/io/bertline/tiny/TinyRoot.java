package io.bertline.tiny;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.References;
import io.bertline.artifact.StepIdentity;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.bert.TextClassifier;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.DatasetInfoFile;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.dataset.TextHash;
import io.bertline.dataset.TokenizedRow;
import io.bertline.dataset.TokenizedRowCodec;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import io.bertline.text.Tokenizer;
import io.bertline.text.Tokenizers;
import io.bertline.text.Tokens;
import io.bertline.tfrecord.TfRecordWriter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A root with the artifacts a test wants, made as the steps make them. */
public final class TinyRoot {
  /** Column that every dataset carries: of every third row "mail", of the others "web". */
  public static final String SLICE_COLUMN = "channel";

  /** What every classifier was made from. */
  public static final InputReference PRETRAINED =
      new InputReference("gs://models/models/" + "a".repeat(64) + "/b", "a".repeat(64), "c");

  private final Path directory;
  private final LocalBlobStore store;
  private final ArtifactStore artifacts;

  public TinyRoot(Path directory) {
    this.directory = directory;
    this.store = new LocalBlobStore(directory);
    this.artifacts = new ArtifactStore(store, Clock.systemUTC());
  }

  /**
   * A labelled text.
   *
   * @param label label index
   * @param text its text
   */
  public record Example(int label, String text) {}

  public Path directory() {
    return directory;
  }

  public ArtifactStore artifacts() {
    return artifacts;
  }

  /**
   * Returns texts with what a model of two labels says of them, one in five of them the other way.
   *
   * @param model a directory with a classifier that knows "insincere"
   * @param seed decides which
   */
  public static List<Example> mostlyAsTheModelSays(Path model, List<String> texts, long seed) {
    Random random = new Random(seed);
    List<Example> rows = new ArrayList<>();
    try (TextClassifier classifier =
        TextClassifier.load(
            model, ClassifierInfoFile.read(model), new ModelOptions("cpu", Precision.FP32, 1))) {
      classifier
          .classify(texts)
          .forEach(
              prediction -> {
                boolean positive = prediction.probability("insincere") > 0.6;
                boolean flipped = random.nextInt(5) == 0;
                rows.add(new Example(positive ^ flipped ? 1 : 0, texts.get(rows.size())));
              });
    }
    return rows;
  }

  /** Returns as many texts of 1 to 30 known words each; the same for the same seed. */
  public static List<String> texts(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            text ->
                random
                    .ints(1 + random.nextInt(30), 4, 50)
                    .mapToObj(word -> "w" + word)
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /**
   * Commits a dataset of rows in two shards a split; the id of row i is {@code <split>-i}.
   *
   * @param tokenizerOf directory of a tokenizer
   */
  public Artifact dataset(
      String name, Path tokenizerOf, List<String> labels, Map<Split, List<Example>> splits) {
    StepIdentity identity =
        new StepIdentity("prep", ArtifactType.DATASET, 1, Map.of("name", name), Map.of(), Map.of());
    try (Tokenizer tokenizer = Tokenizers.load(tokenizerOf);
        Attempt attempt = artifacts.begin(identity)) {
      Map<String, SplitInfo> infos = new TreeMap<>();
      for (Map.Entry<Split, List<Example>> split : splits.entrySet()) {
        List<TokenizedRow> rows = rows(split.getKey(), split.getValue(), tokenizer);
        infos.put(split.getKey().lowerCase(), write(attempt, split.getKey(), rows, labels.size()));
        writeHashes(attempt, split.getKey(), split.getValue());
      }
      DatasetInfo info =
          new DatasetInfo(
              DatasetInfo.FORMAT_VERSION,
              labels,
              labels.size() == 2 ? labels.get(1) : null,
              TinyModel.MAX_LENGTH,
              false,
              List.of(SLICE_COLUMN),
              List.of(),
              tokenizer.fingerprint(),
              42,
              infos);
      attempt.put(DatasetInfo.FILE, BlobContent.of(DatasetInfoFile.write(info)));
      return attempt.commit("test", false);
    }
  }

  private static List<TokenizedRow> rows(Split split, List<Example> examples, Tokenizer tokenizer) {
    List<TokenizedRow> rows = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      String text = examples.get(i).text();
      Tokens tokens = tokenizer.encode(text, null, TinyModel.MAX_LENGTH);
      rows.add(
          new TokenizedRow(
              tokens.ids(),
              tokens.typeIds(),
              examples.get(i).label(),
              split.lowerCase() + "-" + i,
              split == Split.TRAIN ? null : text,
              null,
              split == Split.TRAIN ? Map.of() : Map.of(SLICE_COLUMN, i % 3 == 0 ? "mail" : "web")));
    }
    return rows;
  }

  private static SplitInfo write(
      Attempt attempt, Split split, List<TokenizedRow> rows, int labels) {
    int half = rows.size() / 2;
    attempt.put(split.shardName(0, 2), records(rows.subList(0, half)));
    attempt.put(split.shardName(1, 2), records(rows.subList(half, rows.size())));
    return new SplitInfo(
        rows.size(),
        IntStream.range(0, labels)
            .mapToObj(label -> rows.stream().filter(row -> row.label() == label).count())
            .toList(),
        rows.stream().mapToLong(row -> row.inputIds().length).sum(),
        List.of(split.shardName(0, 2), split.shardName(1, 2)));
  }

  private static BlobContent records(List<TokenizedRow> rows) {
    TokenizedRowCodec codec = new TokenizedRowCodec(List.of(SLICE_COLUMN));
    return out -> {
      TfRecordWriter writer = new TfRecordWriter(out);
      for (TokenizedRow row : rows) {
        writer.write(codec.encode(row));
      }
    };
  }

  private static void writeHashes(Attempt attempt, Split split, List<Example> examples) {
    TextHash.Hasher hasher = new TextHash.Hasher();
    List<TextHash> hashes =
        examples.stream().map(example -> hasher.hash(example.text(), null)).sorted().toList();
    attempt.put(
        TextHash.file(split),
        out -> {
          DataOutputStream data = new DataOutputStream(out);
          for (TextHash hash : hashes) {
            data.writeLong(hash.high());
            data.writeLong(hash.low());
          }
          data.flush();
        });
  }

  /** Commits the files of a directory as a classifier that was trained on a dataset. */
  public Artifact classifier(Path files, Artifact dataset) {
    return classifier(files, dataset, false);
  }

  /** Replaces the classifier that a directory of this name was committed as. */
  public Artifact classifierAgain(Path files, Artifact dataset) {
    return classifier(files, dataset, true);
  }

  private Artifact classifier(Path files, Artifact dataset, boolean force) {
    StepIdentity identity =
        new StepIdentity(
            "train",
            ArtifactType.CLASSIFIER,
            1,
            Map.of("name", files.getFileName().toString()),
            Map.of(),
            Map.of("dataset", dataset.reference(), "model", PRETRAINED));
    try (Attempt attempt = artifacts.begin(identity);
        Stream<Path> paths = Files.list(files)) {
      for (Path path : paths.sorted().toList()) {
        attempt.put(path.getFileName().toString(), BlobContent.of(Files.readAllBytes(path)));
      }
      Artifact artifact = attempt.commit("test", force);
      new References(store).set("default", artifact);
      return artifact;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the path of a file of an artifact. */
  public Path file(Artifact artifact, String name) {
    return store.path(artifact.folder()).resolve(name);
  }
}
