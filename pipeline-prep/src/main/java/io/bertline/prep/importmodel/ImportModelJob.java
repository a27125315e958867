package io.bertline.prep.importmodel;

import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.StepIdentity;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.prep.hub.HubClient;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import io.bertline.storage.BlobContent;
import io.bertline.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Finds a pretrained model, checks it, and writes it as a model artifact. */
final class ImportModelJob {
  /** Raised when the same source gives other bytes than before. */
  static final int LOGIC_VERSION = 1;

  private final ImportModelArguments arguments;
  private final Supplier<HubClient> hub;
  private final StepContext context;

  ImportModelJob(ImportModelArguments arguments, Supplier<HubClient> hub, StepContext context) {
    this.arguments = arguments;
    this.hub = hub;
    this.context = context;
  }

  StepOutcome run() {
    ModelOrigin origin = locate(arguments.source());
    StepIdentity identity =
        new StepIdentity(
            "import-model",
            ArtifactType.MODEL,
            LOGIC_VERSION,
            Map.of(),
            Map.of(),
            origin.references());
    return context.execute(identity, attempt -> importInto(attempt, origin));
  }

  private ModelOrigin locate(ModelSource source) {
    Path scratch = context.scratch();
    if (source instanceof ModelSource.Hub onHub) {
      HubClient client = hub.get();
      return new HubOrigin(client, client.resolve(onHub.model()), scratch, context::progress);
    }
    try {
      return ModelOrigin.of(new SourceLocator(scratch).locate((ModelSource.OnDisk) source));
    } catch (BertlineException e) {
      throw ofForeignFiles(e);
    }
  }

  private Map<String, Object> importInto(Attempt attempt, ModelOrigin origin) {
    try {
      SourceFiles files = origin.fetch();
      try (PretrainedModel model = PretrainedModel.open(files)) {
        write(attempt, model);
        files.requireUnchanged();
        return summary(model);
      }
    } catch (BertlineException e) {
      throw ofForeignFiles(e);
    }
  }

  /** The readers are those of our own artifacts; what they read here is somebody else's. */
  private static BertlineException ofForeignFiles(BertlineException failure) {
    return failure.kind() == FailureKind.CORRUPT_ARTIFACT
        ? new BertlineException(
            FailureKind.BAD_INPUT, String.valueOf(failure.getMessage()), failure)
        : failure;
  }

  private static void write(Attempt attempt, PretrainedModel model) {
    SafetensorsWriter weights = new SafetensorsWriter(model.tensors(), SafetensorsFormat.PYTORCH);
    attempt.put(
        ModelDirectory.WEIGHTS,
        out -> weights.writeTo(out, tensor -> model.weights().read(tensor.name())));
    attempt.put(
        BertConfigFile.FILE, BlobContent.of(BertConfigFile.write(model.weights().config())));
    attempt.put(ModelDirectory.TOKENIZER, BlobContent.of(model.tokenizerJson()));
    attempt.put(ModelDirectory.TOKENIZER_CONFIG, BlobContent.of(model.tokenizerConfig()));
    attempt.put(ModelDirectory.VOCABULARY, BlobContent.of(vocabulary(model.tokenizer())));
  }

  private static byte[] vocabulary(Tokenizer tokenizer) {
    StringBuilder lines = new StringBuilder();
    for (int id = 0; id < tokenizer.vocabularySize(); id++) {
      lines.append(tokenizer.token(id)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> summary(PretrainedModel model) {
    BertConfig config = model.weights().config();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("parameters", model.parameters());
    summary.put("layers", config.layers());
    summary.put("hidden", config.hidden());
    summary.put("vocabulary", config.vocabulary());
    return summary;
  }
}
