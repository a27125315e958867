package io.bertline.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {
  @TempDir private Path directory;
  private LocalBlobStore store;
  private Releases releases;

  @BeforeEach
  void open() {
    store = new LocalBlobStore(directory);
    releases = new Releases(store);
  }

  @Test
  void theHighestNumberIsTheCurrentRelease() {
    assertThat(releases.current("prod")).isEmpty();
    for (int number = 1; number <= 11; number++) {
      assertThat(releases.create(release(number, "run" + number))).isTrue();
    }
    assertThat(releases.current("prod").orElseThrow().label()).isEqualTo("prod@11");
    assertThat(releases.history("prod")).hasSize(11).extracting(Release::number).isSorted();
    assertThat(releases.find("prod", 3)).contains(release(3, "run3"));
    assertThat(releases.find("prod", 12)).isEmpty();
  }

  @Test
  void ofTwoThatTakeANumberOneWins() {
    assertThat(releases.create(release(1, "first"))).isTrue();
    assertThat(releases.create(release(1, "second"))).isFalse();
    assertThat(releases.current("prod").orElseThrow().run()).isEqualTo("first");
  }

  @Test
  void aRepeatedRequestOfTheWinnerWins() {
    assertThat(releases.create(release(1, "first"))).isTrue();
    assertThat(releases.create(release(1, "first"))).isTrue();
  }

  @Test
  void filesBesideTheRecordsAreNoReleases() {
    releases.create(release(1, "first"));
    store.put("releases/prod/cards/run/README.md", BlobContent.of(new byte[0]));
    store.put("releases/prod/9.json", BlobContent.of(new byte[0]));
    assertThat(releases.history("prod")).hasSize(1);
  }

  @Test
  void theReleasesOfAllNamesAreFound() {
    releases.create(release(1, "first"));
    releases.create(release(2, "second"));
    store.put("releases/notes.txt", BlobContent.of(new byte[0]));
    assertThat(releases.all()).extracting(Release::label).containsExactly("prod@1", "prod@2");
  }

  @Test
  void aRecordUnderAnotherNumberIsCorrupt() {
    store.put("releases/prod/000002.json", BlobContent.of(Json.write(release(1, "first"))));
    assertThatThrownBy(() -> releases.current("prod"))
        .isInstanceOf(BertlineException.class)
        .hasMessageContaining("000002.json: says it is release prod@1 of format version 2");
  }

  @Test
  void aNameLeadsNowhereElse() {
    assertThatThrownBy(() -> releases.current("../models"))
        .isInstanceOf(BertlineException.class)
        .hasMessageContaining("'../models' is no name of a release");
  }

  private static Release release(int number, String run) {
    return new Release(
        Release.FORMAT_VERSION,
        "prod",
        number,
        manifest(ArtifactType.CLASSIFIER),
        manifest(ArtifactType.EVALUATION),
        0.4,
        1.5,
        Map.of("f1", 0.7),
        "c",
        null,
        "now",
        run);
  }

  private static Manifest manifest(ArtifactType type) {
    return new Manifest(
        Manifest.FORMAT_VERSION,
        type.singular(),
        "0".repeat(64),
        "d",
        "attempt",
        "now",
        type.step(),
        1,
        "1",
        Map.of("threshold", 0.4),
        Map.of("model", new InputReference("/r/models/k/a", "k", "d")),
        List.of(new ArtifactFile("a", 1, "00000000", true)));
  }
}
