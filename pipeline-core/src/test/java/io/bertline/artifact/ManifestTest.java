package io.bertline.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import io.bertline.storage.LocalBlobStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
  private static final String KEY = "0123456789abcdef".repeat(4);

  /** What a manifest of format version 1 looks like; readers of later versions must read it. */
  private static final String GOLDEN =
      """
      {
        "formatVersion" : 1,
        "type" : "dataset",
        "key" : "%s",
        "digest" : "d1",
        "attempt" : "20261125T021300Z-1a2b3c4d",
        "createdAt" : "2026-11-25T02:13:00Z",
        "step" : "prep",
        "logicVersion" : 1,
        "productVersion" : "0.1.0",
        "parameters" : {
          "labels" : null,
          "learning-rate" : 3.0E-5,
          "seed" : 42,
          "slice-columns" : [
            "source",
            "year"
          ]
        },
        "inputs" : {
          "model" : {
            "uri" : "/store/models/k/a",
            "key" : null,
            "digest" : "ab12"
          }
        },
        "files" : [
          {
            "path" : "report.html",
            "size" : 5,
            "crc32c" : "0a0b0c0d",
            "content" : false
          }
        ]
      }\
      """
          .formatted(KEY);

  @TempDir Path root;

  private LocalBlobStore store;

  @BeforeEach
  void openStore() {
    store = new LocalBlobStore(root);
  }

  @Test
  void itsBytesAreFixed() {
    assertThat(new String(Json.write(manifest()), UTF_8)).isEqualTo(GOLDEN);
  }

  @Test
  void itIsReadBack() {
    assertThat(read(GOLDEN)).isEqualTo(manifest());
  }

  @Test
  void aFieldOfALaterVersionIsIgnored() {
    assertThat(read(GOLDEN.replace("\"type\"", "\"later\" : [ 1 ], \"type\"")))
        .isEqualTo(manifest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"report.html\"|\"../../etc/passwd\"|not a file of an artifact",
        "\"report.html\"|\"/etc/passwd\"|not a file of an artifact",
        "\"report.html\"|null|is no manifest",
        "\"size\" : 5|\"size\" : -5|not a file of an artifact",
        "0a0b0c0d|zz|not a file of an artifact",
        "20261125T021300Z-1a2b3c4d|..|not the name of a folder",
        "20261125T021300Z-1a2b3c4d|a/b|not the name of a folder",
        "\"type\" : \"dataset\"|\"type\" : \"model\"|is the manifest of model",
        "\"type\" : \"dataset\"|\"type\" : null|is no manifest",
        "\"formatVersion\" : 1|\"formatVersion\" : 2|has format version 2, this program reads 1",
        "0123456789abcdef0123|ffff456789abcdef0123|is the manifest of dataset ffff",
        "\"inputs\"|\"outputs\"|is no manifest",
        "\"digest\" : \"ab12\"|\"digest\" : null|is no manifest",
        "\"files\"|\"files|is no manifest",
      })
  void aManifestThatLiesIsACorruptArtifact(String honest, String lie, String complaint) {
    assertThat(GOLDEN).contains(honest);
    assertThatThrownBy(() -> read(GOLDEN.replace(honest, lie)))
        .isInstanceOfSatisfying(
            BertlineException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT);
              assertThat(failure.getMessage())
                  .startsWith(store.uri("datasets/" + KEY + "/_MANIFEST.json: "))
                  .contains(complaint)
                  .doesNotContain("\n");
            });
  }

  private Manifest read(String text) {
    store.put("datasets/" + KEY + "/_MANIFEST.json", BlobContent.of(text.getBytes(UTF_8)));
    return new ArtifactStore(store, Clock.systemUTC())
        .find(ArtifactType.DATASET, KEY)
        .orElseThrow()
        .manifest();
  }

  private static Manifest manifest() {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("seed", 42L);
    parameters.put("learning-rate", 3e-5);
    parameters.put("labels", null);
    parameters.put("slice-columns", List.of("source", "year"));
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "dataset",
        KEY,
        "d1",
        "20261125T021300Z-1a2b3c4d",
        "2026-11-25T02:13:00Z",
        "prep",
        1,
        "0.1.0",
        parameters,
        Map.of("model", new InputReference("/store/models/k/a", null, "ab12")),
        List.of(new ArtifactFile("report.html", 5, "0a0b0c0d", false)));
  }
}
