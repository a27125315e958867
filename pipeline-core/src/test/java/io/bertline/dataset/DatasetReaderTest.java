package io.bertline.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.StepIdentity;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import io.bertline.tfrecord.TfRecordWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderTest {
  private static final List<TokenizedRow> TRAIN =
      List.of(row(0, null), row(1, null), row(1, null), row(0, null), row(1, null));
  private static final List<TokenizedRow> TEST = List.of(row(1, "wörld"), row(0, ""));

  @TempDir Path root;
  private LocalBlobStore store;

  @BeforeEach
  void openStore() {
    store = new LocalBlobStore(root);
  }

  @Test
  void rowsComeShardByShardInOrder() {
    Artifact artifact = commit(info(5, 2, 8), TRAIN, TEST);
    DatasetReader reader = DatasetReader.open(artifact);
    assertThat(reader.info()).isEqualTo(info(5, 2, 8));
    assertThat(read(reader, Split.TRAIN)).usingRecursiveComparison().isEqualTo(TRAIN);
    assertThat(read(reader, Split.TEST)).usingRecursiveComparison().isEqualTo(TEST);
  }

  @Test
  void aSplitWithoutRowsIsNotFound() {
    DatasetReader reader = DatasetReader.open(commit(info(5, 0, 8), TRAIN, List.of()));
    for (Split split : List.of(Split.TEST, Split.VALIDATION)) {
      assertThatThrownBy(() -> reader.rows(split))
          .isInstanceOfSatisfying(
              BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_FOUND))
          .hasMessageContaining("has no rows in the " + split.lowerCase() + " split");
    }
  }

  @Test
  void anotherNumberOfRowsThanDescribedIsCorrupt() {
    assertCorrupt(
        commit(info(6, 2, 8), TRAIN, TEST), "the train split has 5 rows, dataset.json says 6");
  }

  @Test
  void aRowThatContradictsTheDescriptionIsNamed() {
    assertCorrupt(commit(info(5, 2, 3), TRAIN, TEST), "record 0 (byte 0): has 5 tokens");
    List<TokenizedRow> rows = new ArrayList<>(TRAIN);
    rows.set(1, row(2, null));
    assertCorrupt(commit(info(5, 2, 8), rows, TEST), "train-00000-of-00002.tfrecord: record 1 (");
  }

  @Test
  void aTruncatedShardAndAMissingOneAreCorrupt() throws IOException {
    Artifact artifact = commit(info(5, 2, 8), TRAIN, TEST);
    Path shard = shard(artifact);
    byte[] whole = Files.readAllBytes(shard);
    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      Files.write(shard, Arrays.copyOf(whole, length));
      assertCorrupt(artifact, "train-00001-of-00002.tfrecord: has " + length + " bytes");
    }
    Files.delete(shard);
    assertCorrupt(artifact, "train-00001-of-00002.tfrecord: is missing");
  }

  @Test
  void aFlippedBitInAShardIsCorrupt() throws IOException {
    Artifact artifact = commit(info(5, 2, 8), TRAIN, TEST);
    Path shard = shard(artifact);
    byte[] bytes = Files.readAllBytes(shard);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 0x10;
      Files.write(shard, bytes);
      assertCorrupt(artifact, "train-00001-of-00002.tfrecord: record ");
      bytes[i] ^= 0x10;
    }
  }

  @Test
  void aDescriptionThatIsNoneIsCorrupt() {
    String whole = new String(DatasetInfoFile.write(info(5, 2, 8)), UTF_8);
    for (String broken :
        List.of(
            "",
            "[]",
            "{}",
            whole.substring(0, whole.length() / 2),
            whole.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"),
            whole.replace("\"labels\"", "\"names\""),
            whole.replace("\"maxLength\" : 8", "\"maxLength\" : null"))) {
      assertThatThrownBy(() -> DatasetInfoFile.parse(broken.getBytes(UTF_8), "x/dataset.json"))
          .isInstanceOfSatisfying(
              BertlineException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
          .hasMessageStartingWith("x/dataset.json: does not describe a dataset: ")
          .hasMessageNotContaining("\n");
    }
  }

  private static void assertCorrupt(Artifact artifact, String message) {
    assertThatThrownBy(() -> read(DatasetReader.open(artifact), Split.TRAIN))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private static List<TokenizedRow> read(DatasetReader reader, Split split) {
    List<TokenizedRow> rows = new ArrayList<>();
    try (SplitRows iterator = reader.rows(split)) {
      iterator.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static TokenizedRow row(int label, @Nullable String text) {
    return new TokenizedRow(
        new int[] {101, 7592, 102, 2088, 102},
        new int[] {0, 0, 0, 1, 1},
        label,
        "0-17",
        text,
        text == null ? null : "pair",
        text == null ? Map.of() : Map.of("region", "EU"));
  }

  private static DatasetInfo info(long trainRows, long testRows, int maxLength) {
    return new DatasetInfo(
        DatasetInfo.FORMAT_VERSION,
        List.of("no", "yes"),
        "yes",
        maxLength,
        true,
        List.of("region"),
        List.of(0L, 0L, 0L, 0L, 0L, 7L, 0L, 0L, 0L),
        "abc",
        42,
        Map.of(
            "train",
            new SplitInfo(
                trainRows,
                List.of(2L, 3L),
                25,
                List.of(Split.TRAIN.shardName(0, 2), Split.TRAIN.shardName(1, 2))),
            "test",
            new SplitInfo(testRows, List.of(1L, 1L), 10, List.of(Split.TEST.shardName(0, 1)))));
  }

  private Artifact commit(DatasetInfo info, List<TokenizedRow> train, List<TokenizedRow> test) {
    StepIdentity identity =
        new StepIdentity("prep", ArtifactType.DATASET, 1, Map.of(), Map.of(), Map.of());
    try (Attempt attempt = new ArtifactStore(store, Clock.systemUTC()).begin(identity)) {
      attempt.put(DatasetInfo.FILE, BlobContent.of(DatasetInfoFile.write(info)));
      attempt.put(Split.TRAIN.shardName(0, 2), records(train.subList(0, 2)));
      attempt.put(Split.TRAIN.shardName(1, 2), records(train.subList(2, train.size())));
      attempt.put(Split.TEST.shardName(0, 1), records(test));
      return attempt.commit("test", true);
    }
  }

  private static BlobContent records(List<TokenizedRow> rows) {
    TokenizedRowCodec codec = new TokenizedRowCodec(List.of("region"));
    return out -> {
      TfRecordWriter writer = new TfRecordWriter(out);
      for (TokenizedRow row : rows) {
        writer.write(codec.encode(row));
      }
    };
  }

  private Path shard(Artifact artifact) throws IOException {
    Path shard = root.resolve(artifact.folder()).resolve(Split.TRAIN.shardName(1, 2));
    Files.setPosixFilePermissions(shard, PosixFilePermissions.fromString("rw-r--r--"));
    return shard;
  }
}
