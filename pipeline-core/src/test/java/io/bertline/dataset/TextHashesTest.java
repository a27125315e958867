package io.bertline.dataset;

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
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextHashesTest {
  private static final TextHash.Hasher HASHER = new TextHash.Hasher();

  @TempDir private Path root;

  @Test
  void knowsEveryTextOfTheSplitAndNoOther() {
    List<TextHash> hashes =
        IntStream.range(0, 1001).mapToObj(i -> HASHER.hash("text " + i, null)).sorted().toList();

    TextHashes known = TextHashes.read(dataset(bytes(hashes)), Split.TRAIN);

    assertThat(IntStream.range(0, 1001))
        .allMatch(i -> known.contains(HASHER.hash(" TEXT  " + i, null)));
    assertThat(IntStream.range(1001, 3000))
        .noneMatch(i -> known.contains(HASHER.hash("text " + i, null)));
  }

  @Test
  void aSplitWithoutTextsKnowsNone() {
    assertThat(TextHashes.read(dataset(new byte[0]), Split.TRAIN).contains(HASHER.hash("a", null)))
        .isFalse();
  }

  @Test
  void hashesThatAreCutOffUnsortedOrMissingAreCorrupt() {
    byte[] two = bytes(List.of(new TextHash(-1, 0), new TextHash(1, 0)));
    assertCorrupt(dataset(two), Split.TRAIN, "hash 1 is not in order");
    assertCorrupt(
        dataset(Arrays.copyOf(two, 24)), Split.TRAIN, "has 24 bytes, which is no number of hashes");
    assertCorrupt(dataset(two), Split.TEST, "without text-hashes-test");
  }

  private static void assertCorrupt(Artifact dataset, Split split, String message) {
    assertThatThrownBy(() -> TextHashes.read(dataset, split))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
        .hasMessageContaining(message);
  }

  private static byte[] bytes(List<TextHash> hashes) {
    ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * TextHash.BYTES);
    hashes.forEach(hash -> bytes.putLong(hash.high()).putLong(hash.low()));
    return bytes.array();
  }

  private Artifact dataset(byte[] hashes) {
    StepIdentity identity =
        new StepIdentity("prep", ArtifactType.DATASET, 1, Map.of(), Map.of(), Map.of());
    try (Attempt attempt =
        new ArtifactStore(new LocalBlobStore(root), Clock.systemUTC()).begin(identity)) {
      attempt.put(TextHash.file(Split.TRAIN), BlobContent.of(hashes));
      return attempt.commit("test", true);
    }
  }
}
