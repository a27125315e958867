package io.bertline.prep.importmodel;

import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.StepCommand;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import io.bertline.prep.hub.HubClient;
import io.bertline.prep.hub.HubSettings;
import io.bertline.prep.hub.Pauses;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a model artifact from pretrained weights. */
@Command(
    name = "import-model",
    description = "Imports pretrained BERT weights and their tokenizer as a model.")
public final class ImportModelCommand implements StepCommand {
  private final Map<String, String> environment;
  private final Pauses pauses;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      description = {
        "A Hugging Face model directory; hf:ORG/NAME[@REVISION] on a hub; an ONNX export with its"
            + " tokenizer.json beside it (DIR/x.onnx or FILE.jar!/x.onnx); Google's BERT as a"
            + " TensorFlow checkpoint or SavedModel (a directory or FILE.jar!/ENTRY); or"
            + " embedded:minilm (the default: MiniLM-L6, 22 M parameters, uncased English)."
      },
      defaultValue = ModelSource.EMBEDDED)
  private String from = ModelSource.EMBEDDED;

  public ImportModelCommand() {
    this(System.getenv(), Pauses.sleeping());
  }

  /**
   * @param environment where HF_ENDPOINT and the like are
   */
  ImportModelCommand(Map<String, String> environment, Pauses pauses) {
    this.environment = environment;
    this.pauses = pauses;
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public StepOutcome run(StepContext context) {
    return new ImportModelJob(
            ImportModelArguments.of(from),
            () -> new HubClient(HubSettings.of(environment), pauses),
            context)
        .run();
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new ImportModelCommand(), arguments));
  }
}
