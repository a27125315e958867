package io.bertline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptModelsTest {
  @TempDir private Path directory;
  private String weights = "first";

  private void save(Path place) {
    try {
      Files.writeString(place.resolve("model.safetensors"), weights);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCheckpointKeepsItsModelWhenABetterOneReplacesIt() throws IOException {
    KeptModels models = new KeptModels(directory, this::save);
    Path checkpoint = Files.createDirectory(directory.resolve("checkpoint"));
    Path first = models.save(10);
    KeptModels.link(first, checkpoint);

    weights = "second";
    Path second = models.save(20);

    assertThat(second.resolve("model.safetensors")).hasContent("second");
    assertThat(first).doesNotExist();
    assertThat(checkpoint.resolve("model.safetensors")).hasContent("first");
  }

  @Test
  void theModelOfAnEarlierRunSurvivesTheCheckpointItCameFrom() throws IOException {
    Path checkpoint = Files.createDirectory(directory.resolve("checkpoint"));
    save(checkpoint);

    Path adopted = new KeptModels(directory, this::save).adopt(10, checkpoint);
    Files.delete(checkpoint.resolve("model.safetensors"));

    assertThat(adopted.resolve("model.safetensors")).hasContent("first");
  }
}
