package io.bertline.prep.importmodel;

import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.StepCommand;
import io.bertline.cli.StepContext;
import io.bertline.cli.StepOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a model artifact from pretrained weights. */
@Command(
    name = "import-model",
    description = "Imports pretrained BERT weights and their tokenizer as a model.")
public final class ImportModelCommand implements StepCommand {
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      description = {
        "A Hugging Face model directory, an ONNX export with its tokenizer.json beside it",
        "(DIR/x.onnx or FILE.jar!/x.onnx), or embedded:minilm (the default: MiniLM-L6, 22 M"
            + " parameters, uncased English)."
      },
      defaultValue = ModelSource.EMBEDDED)
  private String from = ModelSource.EMBEDDED;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public StepOutcome run(StepContext context) {
    return new ImportModelJob(ImportModelArguments.of(from), context).run();
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new ImportModelCommand(), arguments));
  }
}
