package io.bertline.prep.importmodel;

import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Attempt;
import io.bertline.artifact.StepIdentity;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.safetensors.SafetensorsFormat;
import io.bertline.safetensors.SafetensorsWriter;
import io.bertline.storage.BlobContent;
import io.bertline.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds a pretrained model, checks it, and writes it as a model artifact. */
final class ImportModelJob {
  /** Raised when the same source gives other bytes than before. */
  static final int LOGIC_VERSION = 1;

  private final ImportModelArguments arguments;
  private final StepContext context;

  ImportModelJob(ImportModelArguments arguments, StepContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  StepOutcome run() {
    SourceFiles files = new SourceLocator(context.scratch()).locate(arguments.source());
    StepIdentity identity =
        new StepIdentity(
            "import-model",
            ArtifactType.MODEL,
            LOGIC_VERSION,
            Map.of(),
            Map.of(),
            files.references());
    return context.execute(identity, attempt -> importInto(attempt, files));
  }

  private Map<String, Object> importInto(Attempt attempt, SourceFiles files) {
    try (PretrainedModel model = PretrainedModel.open(files)) {
      write(attempt, model);
      files.requireUnchanged();
      return summary(model);
    }
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
