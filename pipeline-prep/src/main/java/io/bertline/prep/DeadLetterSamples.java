package io.bertline.prep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.prep.pipeline.PipelineSettings;
import io.bertline.prep.report.DatasetFacts.DeadLetterSample;
import io.bertline.storage.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the first dead letter of each reason. */
final class DeadLetterSamples {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BlobStore store;
  private final PipelineSettings settings;

  DeadLetterSamples(BlobStore store, PipelineSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /**
   * Returns one sample a reason, in the order in which they are found.
   *
   * @param paths the files, below the folder of the dataset
   * @param reasons how many reasons there are; reading ends when each has its sample
   */
  List<DeadLetterSample> read(List<String> paths, int reasons) throws IOException {
    Map<String, DeadLetterSample> samples = new LinkedHashMap<>();
    for (String path : paths) {
      if (samples.size() < reasons) {
        addFrom(path, reasons, samples);
      }
    }
    return List.copyOf(samples.values());
  }

  private void addFrom(String path, int reasons, Map<String, DeadLetterSample> samples)
      throws IOException {
    try (InputStream in = store.open(settings.folder() + "/" + path);
        MappingIterator<JsonNode> letters = JSON.readerFor(JsonNode.class).readValues(in)) {
      while (samples.size() < reasons && letters.hasNextValue()) {
        JsonNode letter = letters.nextValue();
        String reason = letter.path("reason").asText();
        samples.putIfAbsent(reason, sample(reason, letter));
      }
    }
  }

  private DeadLetterSample sample(String reason, JsonNode letter) {
    String place =
        "%s: row %d (byte %d)"
            .formatted(
                settings.tables().get(letter.path("input").asInt()).name(),
                letter.path("row").asLong(),
                letter.path("byte").asLong());
    String content = letter.path("raw").asText();
    return new DeadLetterSample(
        reason, place, content.isEmpty() ? letter.path("message").asText() : content);
  }
}
